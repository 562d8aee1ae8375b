using System.Globalization;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Vmware;

/// <summary>Binds one virtual system of an envelope. What it does not state, whoever deploys it chooses: there are no defaults.</summary>
internal sealed class OvfSystem(XmlElement envelope, OvfReferences references, BindingContext context)
{
    private const string ExtraConfig = "*.ovf: vmw:ExtraConfig";
    private const string Config = "*.ovf: VirtualHardwareSection";
    private const string Keys = "vmware, govmomi, ovf/configspec.go";

    public static readonly BindingTable<VirtualMachine> Table = new BindingTable<VirtualMachine>(Platform.Vmware, "*.ovf: VirtualSystem", OvfFormat.Specification)
        .Row("OperatingSystemSection/@osType", (m, f) => m.OperatingSystem = f, OvfWords.System, source: Keys + ": osType")
        .Row("AnnotationSection/Annotation/text()", (m, f) => m.Notes = f, Vocabulary.Text, source: "AnnotationSection")
        .Computed("VirtualHardwareSection/System/VirtualSystemType", m => m.HardwareVersion, "the newest of 'vmx-NN', where no other family is named", source: "VirtualHardwareSection")
        .Computed("(file)", m => m.IsTemplate, "an envelope: guests are made from it")
        .Computed("Name, AnnotationSection/Annotation", m => m.IsCalledTemplate, "a word such as 'template'")
        .Computed("AnnotationSection/Annotation", m => m.GuestOwner, "a line 'owner: …'")
        .Computed("AnnotationSection/Annotation", m => m.Purpose, "a line 'purpose: …'")
        .Computed("AnnotationSection/Annotation", m => m.Expiry, "a line 'expires: …'")
        .Computed("AnnotationSection/Annotation", m => m.Stage, "a line 'environment: …'")
        .Computed("AnnotationSection/Annotation", m => m.Sensitivity, "a line 'sensitivity: …'");

    public static readonly BindingTable<VirtualMachine> Advanced = AdvancedSettings.OfGuest(new BindingTable<VirtualMachine>(Platform.Vmware, ExtraConfig, VmxFormat.Guide));

    public static readonly BindingTable<VirtualMachine> Data = new BindingTable<VirtualMachine>(Platform.Vmware, ExtraConfig, "cloud-init, datasources/vmware.rst")
        .Computed("guestinfo.userdata", m => m.FirstBootPackages, "'packages' and what 'runcmd' installs")
        .Computed("guestinfo.*", m => m.UserDataSecret, "a password by its name, or one in user data of cloud-init");

    public static readonly BindingTable<GuestFirmware> Firmware = new BindingTable<GuestFirmware>(Platform.Vmware, Config, Keys)
        .Row("Config[@key='firmware']/@value", (f, v) => f.Interface = v, VmxWords.Firmware)
        .Row("Config[@key='bootOptions.efiSecureBootEnabled']/@value", (f, v) => f.SecureBoot = v, OvfWords.Boolean);

    public static readonly BindingTable<GuestFirmware> AdvancedFirmware = new BindingTable<GuestFirmware>(Platform.Vmware, ExtraConfig, VmxFormat.Guide)
        .Row("firmware", (f, v) => f.Interface = v, VmxWords.Firmware, source: "guest-8.secure-boot")
        .Row("uefi.secureBoot.enabled", (f, v) => f.SecureBoot = v, VmxWords.Boolean, source: "guest-8.secure-boot");

    public static readonly BindingTable<CpuFeature> Processor = new BindingTable<CpuFeature>(Platform.Vmware, Config, Keys)
        .Row("Config[@key='nestedHVEnabled']/@value", (c, f) => c.Policy = f, VmxWords.Feature);

    public static readonly BindingTable<CpuFeature> AdvancedProcessor = new BindingTable<CpuFeature>(Platform.Vmware, ExtraConfig, VmxFormat.Guide)
        .Row("vhv.enable", (c, f) => c.Policy = f, VmxWords.Feature, source: "libvirt, src/vmx/vmx.c: vhv.enable");

    public static SideChannels Channels { get; } = new(Platform.Vmware, ExtraConfig);

    public void Bind(FilePath path, XmlElement system)
    {
        var name = system.Element("Name");
        var id = system.Attribute("id");
        var machine = context.Add(new VirtualMachine(
            name is { Text.Length: > 0 } ? name.Text : id is { Value.Length: > 0 } ? id.Value : path.Name,
            context.Origin(name is { Text.Length: > 0 } ? name.TextSpan : id?.ValueSpan ?? system.NameSpan)));
        machine.IsTemplate = Fact.Default(true, machine.Origin, OvfFormat.Specification);
        Table.Bind(machine, system, context);
        BindLabels(machine, system, name);
        foreach (var hardware in OvfFormat.Sections(system, "VirtualHardwareSection"))
            BindHardware(machine, hardware);
    }

    private void BindHardware(VirtualMachine machine, XmlElement hardware)
    {
        BindVersion(machine, hardware);
        var advanced = new ExtraConfigScope(hardware);
        Advanced.Bind(machine, advanced, context);
        Channels.Bind(machine, advanced, context);
        GuestInfo.Bind(machine, advanced, context);
        HardeningKeys.Check(advanced, context);
        OvfCombinations.Check(hardware, context);
        references.CheckHardware(hardware);
        var firmware = context.Add(new GuestFirmware("firmware", context.Origin(hardware.NameSpan), machine));
        BindFirmware(firmware, hardware, advanced);

        // Windows' own protection is a hypervisor, and needs the extensions.
        var nested = OvfCombinations.HasVbs(hardware) ? null : hardware.Find("Config[@key='nestedHVEnabled']/@value");
        if (nested is not null)
            Processor.Bind(context.Add(new CpuFeature("nested-virt", context.Origin(nested.ValueSpan), machine)), hardware, context);
        else if (advanced.Find("vhv.enable") is { } enabled)
            AdvancedProcessor.Bind(context.Add(new CpuFeature("nested-virt", context.Origin(enabled.KeySpan), machine)), advanced, context);

        new OvfItems(envelope, hardware, machine, context).Bind();
    }

    /// <summary>The newest that the envelope is for: a deployer that has it takes it.</summary>
    private void BindVersion(VirtualMachine machine, XmlElement hardware)
    {
        var kinds = new OvfHardware(hardware);
        if (kinds.IsOfVmware && hardware.Elements("System").Select(static system => system.Element("VirtualSystemType")).LastOrDefault(static kind => kind is not null) is { } written
            && VmxWords.Hardware.TryRead(kinds.Highest.ToString(CultureInfo.InvariantCulture), out var version))
        {
            machine.HardwareVersion = Fact.Stated(version, context.Origin(written.TextSpan), written.Text, "VirtualSystemType");
        }
    }

    /// <summary>Either place may state either key; the advanced settings are written into the guest's file last.</summary>
    private void BindFirmware(GuestFirmware firmware, XmlElement hardware, ExtraConfigScope advanced)
    {
        Firmware.Bind(firmware, hardware, context);
        var (kind, secureBoot) = (firmware.Interface, firmware.SecureBoot);
        AdvancedFirmware.Bind(firmware, advanced, context);
        if (firmware.Interface.State is FactState.Absent)
            firmware.Interface = kind;

        if (firmware.SecureBoot.State is FactState.Absent)
            firmware.SecureBoot = secureBoot;
    }

    private void BindLabels(VirtualMachine machine, XmlElement system, XmlElement? name)
    {
        var labels = new GuestLabels(machine, context);
        var annotation = OvfFormat.Sections(system, "AnnotationSection").Select(static section => section.Element("Annotation")).FirstOrDefault(static element => element is not null);
        if (annotation is { TextSpan.Length: > 0 })
            labels.Prose(annotation.TextSpan, isEncoded: false);

        if (name is { Text.Length: > 0 })
            labels.Name(new(name.Text, name.TextSpan));
    }
}
