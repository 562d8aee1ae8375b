using System;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.OpenStack;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform.OpenStack;

/// <summary>Binds volumes, their types, flavors and quotas of terraform-provider-openstack/openstack.</summary>
internal static class VolumeResources
{
    private const string Provider = "terraform-provider-openstack/openstack";

    private static readonly string[] s_services = ["admin", "service", "services"];

    public static readonly BindingTable<Disk> Volume = new BindingTable<Disk>(Platform.OpenStack, "openstack_blockstorage_volume_v3", $"{Provider}: openstack_blockstorage_volume_v3")
        .Computed("volume_type", d => d.Store, "the volume's type", source: "volume_type")
        .Computed("volume_type", d => d.Encryption, "a name with 'luks' or 'crypt' in it, or another", source: "volume_type")
        .Computed("(resource)", d => d.Use, "a disk", "disk")
        .Computed("(resource)", d => d.IsReadOnly, "writable", "false");

    public static readonly BindingTable<Disk> Attachment = new BindingTable<Disk>(Platform.OpenStack, "openstack_compute_volume_attach_v2", $"{Provider}: openstack_compute_volume_attach_v2")
        .Row("multiattach", (d, f) => d.IsShared = f, TerraformWords.Flag, source: "multiattach");

    public static void BindVolume(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        CinderVolumes.BindType(context.Add(new Disk(NameOf(resource), context.Origin(node.Anchor))), node, node.Find("volume_type"), $"{Provider}: openstack_blockstorage_volume_v3", context);
    }

    public static void BindAttachment(TerraformResource resource) =>
        Attachment.Bind(resource.Context.Add(new Disk(resource.Address, resource.Context.Origin(resource.Node.Anchor))), resource.Node, resource.Context);

    /// <summary>No resource of the provider states the encryption of a type: what it does not say is not known.</summary>
    public static void BindType(TerraformResource resource) =>
        resource.Context.Add(new ImageStore(NameOf(resource), resource.Context.Origin(resource.Node.Find("name")?.ValueSpan ?? resource.Node.Anchor)) { DeployedTo = Platform.OpenStack });

    public static void BindFlavor(TerraformResource resource)
    {
        if (resource.Node.Node("extra_specs") is { } specs && resource.Node.Value("extra_specs") is { Kind: not Hcl.HclKind.Unknown })
            FlavorSpecs.Bind(NameOf(resource), resource.Context.Origin(resource.Node.Find("name")?.ValueSpan ?? resource.Node.Anchor), specs, resource.Context);
    }

    /// <summary>The projects of the cloud's own services are bound by nothing but the cloud.</summary>
    public static void BindQuota(TerraformResource resource)
    {
        if (resource.Node.Find("project_id") is not { } project || !project.Value.Split('.').Any(static part => Array.IndexOf(s_services, part) >= 0))
            QuotaLimits.Bind(resource.Address, resource.Node, resource.Context);
    }

    private static string NameOf(TerraformResource resource) =>
        resource.Node.Find("name") is { Unresolved: null } name ? name.Value : resource.Address;
}
