using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform;

/// <summary>Binds the images that Terraform, or a platform on its behalf, downloads.</summary>
internal static class DownloadResources
{
    private const string FileSource = "bpg/proxmox: proxmox_virtual_environment_file, source_file";

    /// <remarks>bpg/proxmox, docs/resources/virtual_environment_download_file.md</remarks>
    public static readonly BindingTable<Image> Download = new BindingTable<Image>(
        Platform.ProxmoxVe, "proxmox_virtual_environment_download_file", "bpg/proxmox: proxmox_virtual_environment_download_file")
        .Computed("url", i => i.Url, "an address", source: "url")
        .Computed("url", i => i.Protocol, "the scheme of the address", source: "url")
        .Computed("url", i => i.Host, "the host of the address", source: "url")
        .Computed("url", i => i.Created, "a day in the address", source: "url")
        .Computed("checksum", i => i.Checksum, "a digest", decidedBy: "checksum_algorithm", source: "checksum")
        .Row("verify", (i, f) => i.VerifyTls = f, TerraformWords.Flag, whenAbsent: true, source: "verify");

    /// <remarks>bpg/proxmox, docs/resources/virtual_environment_file.md</remarks>
    public static readonly BindingTable<Image> Upload = new BindingTable<Image>(Platform.ProxmoxVe, "proxmox_virtual_environment_file: source_file", FileSource)
        .Computed("path", i => i.Url, "an address", source: "path")
        .Computed("path", i => i.Protocol, "the scheme of the address", source: "path")
        .Computed("path", i => i.Host, "the host of the address", source: "path")
        .Computed("path", i => i.Created, "a day in the address", source: "path")
        .Computed("checksum", i => i.Checksum, "a digest of SHA-256", source: "checksum")
        .Computed("path", i => i.AdmittedFrom, "an image of the machine that Terraform runs on", source: "path")
        .Computed("checksum", i => i.IsVouchedFor, "any digest", "false", "checksum")
        .Row("insecure", (i, f) => i.VerifyTls = f, TerraformWords.Opposite, whenAbsent: true, source: "insecure");

    private static readonly BindingTable<Image> s_library = Address(Platform.Vmware, "vsphere_content_library_item", "vmware/vsphere", "file_url");

    public static IBindingTable Library => s_library;

    public static void BindDownload(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        if (Add(resource, node, "url", "file_name", Platform.ProxmoxVe) is not { } image)
            return;

        Download.Bind(image, node, context);
        var algorithm = node.Find("checksum_algorithm");
        image.Checksum = node.Find("checksum") is not { } sum ? Facts.Default(context, ImageChecksum.None, node.Anchor, "bpg/proxmox: proxmox_virtual_environment_download_file, checksum", "checksum")
            : algorithm is { Unresolved: null } ? Facts.Read(node, sum, "checksum", ImageDownload.Checksums($"{algorithm.Value}:"), context)
            : Facts.Read(node, algorithm ?? sum, "checksum", ImageDownload.Checksums(""), context);
    }

    /// <summary>A file that the provider uploads: it fetches it first where its path is an address.</summary>
    public static void BindUpload(TerraformResource resource)
    {
        var context = resource.Context;
        foreach (var file in resource.Node.Nodes("source_file"))
        {
            if (Add(resource, file, "path", "file_name", Platform.ProxmoxVe) is not { } image)
            {
                BindLocal(resource, file);
                continue;
            }

            Upload.Bind(image, file, context);
            image.Checksum = file.Find("checksum") is { } sum
                ? Facts.Read(file, sum, "checksum", ImageDownload.Checksums("sha256:"), context)
                : Facts.Default(context, ImageChecksum.None, file.Anchor, FileSource, "checksum");
        }
    }

    /// <summary>A file of the machine that Terraform runs on, where it is an image by its name.</summary>
    private static void BindLocal(TerraformResource resource, ConfigNode file)
    {
        var context = resource.Context;
        if (file.Find("path") is not { Unresolved: null } path || !IsImage(path.Value))
            return;

        var image = context.Add(new Image(ImageDownload.NameOf(path.Value), context.Origin(path.ValueSpan)) { DeployedTo = Platform.ProxmoxVe });
        if (file.Find("checksum") is { } sum)
            image.IsVouchedFor = Fact.Stated(true, context.Origin(sum.ValueSpan), sum.Value, "checksum");

        UploadEvidence.Bind(image, file, "path", resource.Node, $"{FileSource}, checksum", context);
    }

    private static bool IsImage(string path) => DiskFormats.ByName(path) is not null
        || path.EndsWith(".img", System.StringComparison.OrdinalIgnoreCase) || path.EndsWith(".ova", System.StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".tar.xz", System.StringComparison.OrdinalIgnoreCase) || path.EndsWith(".tar.gz", System.StringComparison.OrdinalIgnoreCase) || path.EndsWith(".tar.zst", System.StringComparison.OrdinalIgnoreCase);

    public static void BindLibrary(TerraformResource resource) => BindAddress(resource, "file_url", Platform.Vmware);

    /// <summary>What a resource fetches by an address that no argument lets it hold against anything.</summary>
    public static void BindAddress(Image image, TerraformResource resource, string key)
    {
        if (resource.Node.Find(key) is not { } address)
            return;

        ImageDownload.Bind(image, ArgumentFacts.Of(resource.Node, address, static url => url, resource.Context));
        if (image.Url.IsKnown)
            image.Checksum = image.Url.Select(static _ => ImageChecksum.Unstatable);
    }

    private static void BindAddress(TerraformResource resource, string key, Platform platform)
    {
        if (Add(resource, resource.Node, key, "name", platform) is { } image)
            BindAddress(image, resource, key);
    }

    /// <summary>The image of an address; null for a file of the machine that Terraform runs on.</summary>
    private static Image? Add(TerraformResource resource, ConfigNode node, string key, string nameKey, Platform platform)
    {
        if (node.Find(key) is not { } address || (address.Unresolved is null && Url.Parse(address.Value) is null))
            return null;

        var name = node.Find(nameKey) is { Unresolved: null } stated ? stated.Value
            : address.Unresolved is null ? ImageDownload.NameOf(address.Value)
            : resource.Address;
        var image = resource.Context.Add(new Image(name, resource.Context.Origin(address.ValueSpan)) { DeployedTo = platform });
        ImageDownload.Bind(image, ArgumentFacts.Of(node, address, static url => url, resource.Context));
        return image;
    }

    public static BindingTable<Image> Address(Platform platform, string type, string provider, string key) => new BindingTable<Image>(platform, type, $"{provider}: {type}")
        .Computed(key, i => i.Url, "an address", source: key)
        .Computed(key, i => i.Protocol, "the scheme of the address", source: key)
        .Computed(key, i => i.Host, "the host of the address", source: key)
        .Computed(key, i => i.Created, "a day in the address", source: key)
        .Computed(key, i => i.Checksum, "the resource has no argument for one", source: key);
}
