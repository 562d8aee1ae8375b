using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Formats.Vmware;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform.Vsphere;

/// <summary>Binds <c>vsphere_virtual_machine</c>. The provider sends its own defaults to clones too.</summary>
/// <remarks>// vmware/vsphere, virtual_machine_config_structure.go: expandVirtualMachineConfigSpec</remarks>
internal static class MachineResource
{
    private const string Source = "vmware/vsphere: vsphere_virtual_machine";

    /// <summary>In bytes. // docs/resources/virtual_machine.md: memory</summary>
    private const long DefaultMemory = 1L << 30;

    private static readonly string[] s_marks = ["tags", "custom_attributes"];

    public static readonly BindingTable<VirtualMachine> Table = new BindingTable<VirtualMachine>(Platform.Vmware, "vsphere_virtual_machine", Source)
        .Row("annotation", (m, f) => m.Notes = f, Vocabulary.Text, source: "annotation")
        .Row("folder", (m, f) => m.Pool = f, Vocabulary.Text, source: "folder")
        .Row("guest_id", (m, f) => m.OperatingSystem = f, OvfWords.System, source: "guest_id")
        .Row("hardware_version", (m, f) => m.HardwareVersion = f, VmxWords.Hardware, source: "hardware_version")
        .Row("enable_logging", (m, f) => m.KeepsLog = f, TerraformWords.Flag, whenAbsent: false, source: "enable_logging")
        .Row("clone/customize/windows_options/admin_password", (m, f) => m.UserDataSecret = f, Vocabulary.Secret, source: "clone.customize.windows_options.admin_password")
        .Row("num_cpus", (m, f) => m.MaxProcessors = f, Vocabulary.Integer, whenAbsent: 1, source: "num_cpus")
        .Computed("memory", m => m.MaxMemory, "MiB", "1024", "memory")
        .Computed("tags, custom_attributes", m => m.Tags, "identifiers", source: "tags")
        .Computed("extra_config: guestinfo.userdata", m => m.FirstBootPackages, "'packages' and what 'runcmd' installs", source: "extra_config")
        .Computed("extra_config, vapp/properties", m => m.UserDataSecret, "user data with a password, or a property that is named after one", source: "extra_config");

    public static readonly BindingTable<Credential> JoinPassword = new BindingTable<Credential>(Platform.Vmware, "vsphere_virtual_machine", Source)
        .Row("clone/customize/windows_options/domain_admin_password", (c, f) => c.Value = f, Vocabulary.Secret, source: "clone.customize.windows_options.domain_admin_password");

    /// <summary>What <c>extra_config</c> states.</summary>
    public static readonly BindingTable<VirtualMachine> Advanced =
        AdvancedSettings.OfTools(new BindingTable<VirtualMachine>(Platform.Vmware, "vsphere_virtual_machine: extra_config", VmxFormat.Guide));

    /// <summary>The same of what crosses between guest and console.</summary>
    public static readonly SideChannels Channels = new(Platform.Vmware, "vsphere_virtual_machine: extra_config");

    public static readonly BindingTable<GuestFirmware> Firmware = new BindingTable<GuestFirmware>(Platform.Vmware, "vsphere_virtual_machine", Source)
        .Row("firmware", (m, f) => m.Interface = f, VsphereWords.Firmware, whenAbsent: FirmwareInterface.Bios, source: "firmware")
        .Row("efi_secure_boot_enabled", (m, f) => m.SecureBoot = f, TerraformWords.Flag, whenAbsent: false, source: "efi_secure_boot_enabled");

    public static readonly BindingTable<VirtualTpm> Tpm = new BindingTable<VirtualTpm>(Platform.Vmware, "vsphere_virtual_machine: vtpm", Source)
        .Row("version", (t, f) => t.Version = f, VsphereWords.TpmVersions, whenAbsent: TpmVersion.V20, source: "vtpm.version");

    public static readonly BindingTable<Image> Package = new BindingTable<Image>(Platform.Vmware, "vsphere_virtual_machine: ovf_deploy", Source)
        .Row("allow_unverified_ssl_cert", (i, f) => i.VerifyTls = f, TerraformWords.Opposite, whenAbsent: true, source: "ovf_deploy.allow_unverified_ssl_cert")
        .Computed("remote_ovf_url", i => i.Url, "an address", source: "ovf_deploy.remote_ovf_url")
        .Computed("remote_ovf_url", i => i.Protocol, "the scheme of the address", source: "ovf_deploy.remote_ovf_url")
        .Computed("remote_ovf_url", i => i.Host, "the host of the address", source: "ovf_deploy.remote_ovf_url");

    public static readonly BindingTable<CpuFeature> Nesting = new BindingTable<CpuFeature>(Platform.Vmware, "vsphere_virtual_machine", Source)
        .Row(
            "nested_hv_enabled",
            (c, f) => c.Policy = f,
            Vocabulary.Of(("true", CpuFeaturePolicy.Required), ("false", CpuFeaturePolicy.Disabled)),
            source: "nested_hv_enabled");

    public static void Bind(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var name = node.Find("name");
        var machine = context.Add(new VirtualMachine(
            name is { Unresolved: null } ? name.Value : resource.Address, context.Origin(name?.ValueSpan ?? node.Anchor))
        {
            DeployedTo = Platform.Vmware,
            IsProvisioned = true,
        });
        machine.IsTemplate = Fact.Default(false, machine.Origin, Source);

        // Where an argument says the same as an advanced setting, vCenter drops the setting.
        if (node.Node("extra_config") is { } advanced)
        {
            var settings = new AnyCaseScope(advanced);
            Advanced.Bind(machine, settings, context);
            Channels.Bind(machine, settings, context);
            VmxConsoles.BindDisplays(machine, settings, context);
            HardeningKeys.Check(settings, context);
        }

        // What comes out of an OVF package stands in the package, and the provider does not look for a difference.
        using (context.Partially(node.Node("ovf_deploy") is not null))
        {
            Table.Bind(machine, node, context);
            Firmware.Bind(context.Add(new GuestFirmware("firmware", machine.Origin, machine)), node, context);
            machine.MaxMemory = node.Find("memory") is { } memory
                ? ArgumentFacts.Mebibytes(Facts.Read(node, memory, "memory", Vocabulary.Integer, context))
                : Facts.Default(context, DefaultMemory, node.Anchor, Source, "memory");
        }

        BindLabels(machine, node, context);
        if (node.Node("vtpm") is { } tpm)
            Tpm.Bind(context.Add(new VirtualTpm("vtpm", context.Origin(tpm.Anchor), machine)), tpm, context);

        // Windows' own protection is a hypervisor, and needs the extensions.
        if (node.Find("nested_hv_enabled") is { } nesting && node.Find("vbs_enabled") is not { Value: "true" })
            Nesting.Bind(context.Add(new CpuFeature("vmx", context.Origin(nesting.KeySpan), machine)), node, context);

        if (node.Node("ovf_deploy") is { } package)
            BindPackage(machine, package, context);

        MachineRequirements.Check(node, context);
        MachineDevices.Bind(machine, node, context);
        MachineData.Bind(machine, node, context);
        if (node.Find("clone/customize/windows_options/domain_admin_password") is { } password)
            JoinPassword.Bind(context.Add(new Credential($"{machine.Name}: domain_admin_password", context.Origin(password.ValueSpan))), node, context);

        if (node.Node("clone") is { } clone && clone.Find("linked_clone") is { Value: "true" } && clone.Find("template_uuid") is { } template)
            machine.ClonedFrom = ArgumentFacts.Of(clone, template, static id => id, context);
    }

    /// <summary>A package that the provider fetches. Its manifest comes the same way, and vouches for nothing that was changed on it.</summary>
    private static void BindPackage(VirtualMachine machine, ConfigNode package, BindingContext context)
    {
        if (package.Find("remote_ovf_url") is not { } url)
            return;

        var image = context.Add(new Image(
            url.Unresolved is null ? ImageDownload.NameOf(url.Value) : machine.Name, context.Origin(url.ValueSpan), machine)
        { DeployedTo = Platform.Vmware });
        Package.Bind(image, package, context);
        StoreResources.AddDownload(image, ArgumentFacts.Of(package, url, static text => text, context));
    }

    private static void BindLabels(VirtualMachine machine, ConfigNode node, BindingContext context)
    {
        ConfigLabels.Bind(machine, node, context, "annotation");
        foreach (var key in s_marks)
        {
            if (machine.Tags.State is FactState.Absent && node.Find(key) is { } marks && !(marks.IsList && marks.Items.Length == 0))
                machine.Tags = Fact<string>.Unresolved(context.Origin(marks.ValueSpan), marks.Value, "identifiers of tags", key);
        }
    }
}
