using VirtLint.Formats.Binding;
using VirtLint.Formats.Libvirt.Storage;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform.Libvirt;

/// <summary>Binds <c>libvirt_pool</c> and <c>libvirt_volume</c>.</summary>
internal static class StorageResources
{
    public static readonly BindingTable<Image> Volumes = new BindingTable<Image>(Platform.Libvirt, "libvirt_volume", "dmacvicar/libvirt 0.9: libvirt_volume")
        .Computed("create/content/url", i => i.Url, "an address; up to 0.8 it is 'source'", source: "create")
        .Computed("create/content/url", i => i.Protocol, "the scheme of the address", source: "create")
        .Computed("create/content/url", i => i.Host, "the host of the address", source: "create")
        .Computed("create/content/url", i => i.Created, "a day in the address", source: "create")
        .Computed("create/content/url", i => i.Checksum, "the resource has no argument for one", source: "create")
        .Computed("create/content/url", i => i.AdmittedFrom, "a file of the machine that Terraform runs on", source: "create")
        .Computed("lifecycle/precondition", i => i.IsVouchedFor, "a condition on a digest", "false", "create");

    public static void BindPool(TerraformResource resource)
    {
        var name = resource.Node.Find("name");
        PoolBinder.Bind(
            resource.Context.Add(new ImageStore(
                name is { Unresolved: null } ? name.Value : resource.Address, resource.Context.Origin(name?.ValueSpan ?? resource.Node.Anchor))
            {
                DeployedTo = Platform.Libvirt,
            }),
            TranslatedElement.Of("pool", resource.Node, NetworkForms.Pool, resource.Context),
            resource.Context);
    }

    public static void BindVolume(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var name = node.Find("name");
        var image = context.Add(new Image(name is { Unresolved: null } ? name.Value : resource.Address, context.Origin(name?.ValueSpan ?? node.Anchor))
        {
            DeployedTo = Platform.Libvirt,
        });
        VolumeBinder.Bind(image, TranslatedElement.Of("volume", node, NetworkForms.Volume, context), context);
        var key = node.Find("source") is null ? "create/content/url" : "source";
        DownloadResources.BindAddress(image, resource, key);
        UploadEvidence.Bind(image, node, key, node, "dmacvicar/libvirt: libvirt_volume", context);
    }
}
