using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Terraform.Nutanix;

/// <summary>Binds the provider nutanix/nutanix. // website/docs/index.html.markdown, website/docs/r</summary>
internal static class NutanixResources
{
    private const string Guest = "nutanix_virtual_machine";

    private const string GuestV2 = "nutanix_virtual_machine_v2";

    private const string Images = "nutanix_image";

    private const string ImagesV2 = "nutanix_images_v2";

    private const string Rule = "nutanix_network_security_rule";

    private const string PolicyV2 = "nutanix_network_security_policy_v2";

    private const string Containers = "nutanix_storage_containers_v2";

    private static readonly string[] s_actions = ["app_rule_action", "isolation_rule_action", "quarantine_rule_action", "ad_rule_action"];

    public static readonly BindingTable<ManagementEndpoint> Provider = new BindingTable<ManagementEndpoint>(Platform.Nutanix, "provider \"nutanix\"", "nutanix/nutanix: provider")
        .Row("insecure", (e, f) => e.VerifiesPeer = f, TerraformWords.Opposite, source: "insecure");

    public static readonly BindingTable<VirtualMachine> Machine = new BindingTable<VirtualMachine>(Platform.Nutanix, Guest, Of(Guest))
        .Row("description", (m, f) => m.Notes = f, Vocabulary.Text, source: "description")
        .Computed("guest_customization_cloud_init_user_data", m => m.FirstBootPackages, "'packages' and what 'runcmd' installs", source: "guest_customization_cloud_init_user_data")
        .Computed("guest_customization_cloud_init_user_data", m => m.UserDataSecret, "a password or key in what cloud-init is given", source: "guest_customization_cloud_init_user_data");

    public static readonly BindingTable<GuestFirmware> Boot = new BindingTable<GuestFirmware>(Platform.Nutanix, Guest, Of(Guest))
        .Row(
            "boot_type",
            (f, v) => f.Interface = v,
            Vocabulary.Of(("LEGACY", FirmwareInterface.Bios), ("UEFI", FirmwareInterface.Uefi), ("SECURE_BOOT", FirmwareInterface.Uefi)),
            source: "boot_type");

    public static readonly BindingTable<GuestFirmware> BootV2 = new BindingTable<GuestFirmware>(Platform.Nutanix, GuestV2, Of(GuestV2))
        .Computed("boot_config/legacy_boot, boot_config/uefi_boot", f => f.Interface, "the block that is there", source: "boot_config")
        .Row("boot_config/uefi_boot/is_secure_boot_enabled", (f, v) => f.SecureBoot = v, TerraformWords.Flag, source: "boot_config.uefi_boot");

    public static readonly BindingTable<Image> Download = new BindingTable<Image>(Platform.Nutanix, Images, Of(Images))
        .Computed("source_uri", i => i.Url, "an address", source: "source_uri")
        .Computed("source_uri", i => i.Protocol, "the scheme of the address", source: "source_uri")
        .Computed("source_uri", i => i.Host, "the host of the address", source: "source_uri")
        .Computed("source_uri", i => i.Created, "a day in the address", source: "source_uri")
        .Computed("checksum", i => i.Checksum, "'checksum_algorithm' and 'checksum_value'", source: "checksum");

    public static readonly BindingTable<Image> DownloadV2 = new BindingTable<Image>(Platform.Nutanix, $"{ImagesV2}: source/url_source", Of(ImagesV2))
        .Row("should_allow_insecure_url", (i, f) => i.VerifyTls = f, TerraformWords.Opposite, whenAbsent: true, source: "url_source.should_allow_insecure_url");

    public static readonly BindingTable<Credential> DownloadPassword = new BindingTable<Credential>(Platform.Nutanix, $"{ImagesV2}: source/url_source/basic_auth", Of(ImagesV2))
        .Row("password", (c, f) => c.Value = f, Vocabulary.Secret, source: "basic_auth.password");

    public static readonly BindingTable<FirewallPolicy> Policy = new BindingTable<FirewallPolicy>(Platform.Nutanix, PolicyV2, Of(PolicyV2))
        .Row("state", (p, f) => p.Enabled = f, Vocabulary.Of(("ENFORCE", true), ("MONITOR", false), ("SAVE", false)), whenAbsent: false, source: "state");

    public static readonly BindingTable<FirewallPolicy> Rules = new BindingTable<FirewallPolicy>(Platform.Nutanix, Rule, Of(Rule))
        .Computed("app_rule_action, isolation_rule_action, quarantine_rule_action, ad_rule_action", p => p.Enabled, "'APPLY' or 'MONITOR'", source: "app_rule_action");

    public static readonly BindingTable<ImageStore> Store = new BindingTable<ImageStore>(Platform.Nutanix, Containers, Of(Containers))
        .Row("is_software_encryption_enabled", (s, f) => s.EncryptsVolumes = f, TerraformWords.Flag, source: "is_software_encryption_enabled")
        .Computed("(resource)", s => s.Content, "disks of guests");

    public static readonly BindingTable<Disk> Drive = new BindingTable<Disk>(Platform.Nutanix, $"{GuestV2}: disks", Of(GuestV2))
        .Computed("backing_info/vm_disk", d => d.Use, "a disk of its own", source: "disks.backing_info")
        .Computed("backing_info/vm_disk/storage_container/ext_id", d => d.Store, "a container of the configuration", source: "disks.backing_info");

    private static Vocabulary<bool> Action => Vocabulary.Of(("APPLY", true), ("MONITOR", false));

    public static void BindProvider(TerraformResource provider)
    {
        // Where the block says nothing, the environment may: NUTANIX_INSECURE.
        var (node, context) = (provider.Node, provider.Context);
        var endpoint = node.Find("endpoint");
        var link = context.Add(new ManagementEndpoint(provider.Address, context.Origin(endpoint?.ValueSpan ?? node.Anchor)) { Role = EndpointRole.Link });
        if (endpoint is not null)
            link.Address = ArgumentFacts.Of(node, endpoint, static text => ListenAddress.Of(text), context);

        Provider.Bind(link, node, context);
        foreach (var secret in (string[])["password", "api_key", "ndb_password"])
            ProviderLink.AddSecret(provider, secret);
    }

    public static void BindMachine(TerraformResource resource)
    {
        var machine = Add(resource);
        Machine.Bind(machine, resource.Node, resource.Context);
        if (resource.Node.Find("boot_type") is { } boot)
            Boot.Bind(resource.Context.Add(new GuestFirmware("firmware", resource.Context.Origin(boot.ValueSpan), machine)), resource.Node, resource.Context);

        BindData(machine, resource.Node, "guest_customization_cloud_init_user_data", resource.Context);
    }

    public static void BindMachineV2(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var machine = Add(resource);
        Machine.Bind(machine, node, context);
        foreach (var (key, kind) in ((string, FirmwareInterface)[])[("legacy_boot", FirmwareInterface.Bios), ("uefi_boot", FirmwareInterface.Uefi)])
        {
            if (node.Node("boot_config")?.Node(key) is not { } block)
                continue;

            var firmware = context.Add(new GuestFirmware("firmware", context.Origin(block.Anchor), machine));
            firmware.Interface = Fact.Stated(kind, firmware.Origin, context.File.Text.ToString(block.Anchor), key);
            BootV2.Bind(firmware, node, context);
        }

        foreach (var (drive, index) in DrivesOf(node).Select(static (drive, index) => (drive, index)))
        {
            var disk = context.Add(new Disk($"disk{index}", context.Origin(drive.Anchor), machine));
            disk.Use = Fact.Default(DiskUse.Disk, disk.Origin, Of(GuestV2));
            disk.IsReadOnly = Fact.Default(false, disk.Origin, Of(GuestV2));
        }

        BindData(machine, node, "guest_customization/config/cloud_init/cloud_init_script/user_data/value", context);
    }

    /// <summary>The disks that the platform makes, as they stand in the guest's block.</summary>
    internal static IEnumerable<ConfigNode> DrivesOf(ConfigNode node) =>
        node.Nodes("disks").Select(static disk => disk.Node("backing_info")?.Node("vm_disk")).OfType<ConfigNode>();

    public static void BindImage(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        if (AddImage(resource, node, "source_uri") is not { } image)
            return;

        Download.Bind(image, node, context);
        image.Checksum = ChecksumOf(node, "checksum", "checksum_algorithm", "checksum_value", Of(Images), context);
    }

    public static void BindImageV2(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        if (node.Node("source")?.Node("url_source") is not { } source || AddImage(resource, source, "url") is not { } image)
            return;

        DownloadV2.Bind(image, source, context);
        image.Checksum = ChecksumOf(node, "checksum", "object_type", "hex_digest", Of(ImagesV2), context);
        if (source.Node("basic_auth") is { } login && login.Find("password") is { } password)
            DownloadPassword.Bind(context.Add(new Credential($"{resource.Address}: basic_auth.password", context.Origin(password.ValueSpan))), login, context);
    }

    public static void BindPolicy(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        Policy.Bind(AddPolicy(resource, node.Find("state")), node, context);
    }

    public static void BindRule(TerraformResource resource)
    {
        foreach (var key in s_actions)
        {
            if (resource.Node.Find(key) is { } action)
                AddPolicy(resource, action).Enabled = Facts.Read(resource.Node, action, key, Action, resource.Context);
        }
    }

    public static void BindContainer(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var name = node.Find("name");
        var store = context.Add(new ImageStore(name is { Unresolved: null } ? name.Value : resource.Address, context.Origin(name?.ValueSpan ?? node.Anchor)) { DeployedTo = Platform.Nutanix });
        Store.Bind(store, node, context);
        store.Content = Fact.Default(StoreContent.Guests, store.Origin, Of(Containers));
    }

    private static VirtualMachine Add(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var name = node.Find("name");
        var machine = context.Add(new VirtualMachine(
            name is { Unresolved: null } ? name.Value : resource.Address, context.Origin(name?.ValueSpan ?? node.Anchor))
        { DeployedTo = Platform.Nutanix });
        var labels = ConfigLabels.Bind(machine, node, context, "description");
        foreach (var category in node.Nodes("categories"))
        {
            if (category.Find("name") is { Unresolved: null } key && category.Find("value") is { Unresolved: null } value)
                labels.Named(key.Value, value.AsLiteral());
        }

        return machine;
    }

    private static void BindData(VirtualMachine machine, ConfigNode node, string key, BindingContext context)
    {
        if (node.Find(key) is not { } data)
            return;

        machine.FirstBootPackages = UserData.PackagesIn(data, isEncoded: true, context.File);
        machine.UserDataSecret = UserData.SecretIn(data, isEncoded: true, context, isWhole: true) ?? Fact<string>.Absent;
    }

    private static Image? AddImage(TerraformResource resource, ConfigNode node, string key)
    {
        if (node.Find(key) is not { } address)
            return null;

        var name = resource.Node.Find("name");
        var image = resource.Context.Add(new Image(
            name is { Unresolved: null } ? name.Value : resource.Address, resource.Context.Origin(address.ValueSpan))
        { DeployedTo = Platform.Nutanix });
        ImageDownload.Bind(image, ArgumentFacts.Of(node, address, static url => url, resource.Context));
        return image;
    }

    private static Fact<ImageChecksum> ChecksumOf(ConfigNode node, string block, string algorithmKey, string digestKey, string source, BindingContext context)
    {
        if (node.Node(block) is not { } sum)
            return Facts.Default(context, ImageChecksum.None, node.Anchor, $"{source}, checksum", "checksum");

        if (sum.Find(digestKey) is not { } digest)
            return Fact<ImageChecksum>.Absent;

        return Facts.Read(sum, digest, "checksum", ImageDownload.Checksums(sum.Find(algorithmKey) is { Unresolved: null } algorithm ? PrefixOf(algorithm.Value) : ""), context);
    }

    /// <summary>SHA_1, SHA_256, or the name of an object of the API that has the algorithm's in it.</summary>
    private static string PrefixOf(string algorithm)
    {
        var name = algorithm.Replace("_", "");
        return name.IndexOf("sha256", StringComparison.OrdinalIgnoreCase) >= 0 ? "sha256:"
            : name.IndexOf("sha1", StringComparison.OrdinalIgnoreCase) >= 0 ? "sha1:"
            : "";
    }

    private static FirewallPolicy AddPolicy(TerraformResource resource, Setting? at)
    {
        var (node, context) = (resource.Node, resource.Context);
        var name = node.Find("name");
        return context.Add(new FirewallPolicy(name is { Unresolved: null } ? name.Value : resource.Address, context.Origin(at?.ValueSpan ?? name?.ValueSpan ?? node.Anchor))
        {
            DeployedTo = Platform.Nutanix,
            Level = FirewallLevel.Selection,
        });
    }

    private static string Of(string type) => $"nutanix/nutanix: {type}";
}
