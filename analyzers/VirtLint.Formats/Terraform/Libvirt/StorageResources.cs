using VirtLint.Formats.Binding;
using VirtLint.Formats.Libvirt;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform.Libvirt;

/// <summary>Binds <c>libvirt_pool</c> and <c>libvirt_volume</c>.</summary>
internal static class StorageResources
{
    public static readonly BindingTable<ImageStore> Pools = new BindingTable<ImageStore>(Platform.Libvirt, "libvirt_pool", "dmacvicar/libvirt: libvirt_pool")
        .Row("target/path", (s, f) => s.Path = f, Vocabulary.Text, source: "target")
        .Row("target/permissions/mode", (s, f) => s.FileMode = f, Vocabulary.OctalMode, source: "target");

    public static readonly BindingTable<Image> Volumes = new BindingTable<Image>(Platform.Libvirt, "libvirt_volume", "dmacvicar/libvirt 0.9: libvirt_volume")
        .Row("target/format/type", (i, f) => i.Format = f, LibvirtWords.Formats, source: "target")
        .Row("target/permissions/mode", (i, f) => i.FileMode = f, Vocabulary.OctalMode, source: "target")
        .Row("target/encryption/format", (i, f) => i.Encryption = f, LibvirtWords.Encryptions, source: "target")
        .Row("backing_store/path", (i, f) => i.BackingFile = f, Vocabulary.Text, source: "backing_store")
        .Computed("create/content/url", i => i.Url, "an address; up to 0.8 it is 'source'", source: "create")
        .Computed("create/content/url", i => i.Protocol, "the scheme of the address", source: "create")
        .Computed("create/content/url", i => i.Host, "the host of the address", source: "create")
        .Computed("create/content/url", i => i.Created, "a day in the address", source: "create")
        .Computed("create/content/url", i => i.Checksum, "the resource has no argument for one", source: "create")
        .Computed("create/content/url", i => i.AdmittedFrom, "a file of the machine that Terraform runs on", source: "create")
        .Computed("lifecycle/precondition", i => i.IsVouchedFor, "a condition on a digest", "false", "create")
        .Row("backing_store/format/type", (i, f) => i.BackingFormat = f, LibvirtWords.Formats, source: "backing_store");

    public static void BindPool(TerraformResource resource)
    {
        var name = resource.Node.Find("name");
        Pools.Bind(
            resource.Context.Add(new ImageStore(
                name is { Unresolved: null } ? name.Value : resource.Address, resource.Context.Origin(name?.ValueSpan ?? resource.Node.Anchor))
            {
                DeployedTo = Platform.Libvirt,
            }),
            resource.Node,
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
        Volumes.Bind(image, node, context);
        var key = node.Find("source") is null ? "create/content/url" : "source";
        DownloadResources.BindAddress(image, resource, key);
        UploadEvidence.Bind(image, node, key, node, "dmacvicar/libvirt: libvirt_volume", context);
    }
}
