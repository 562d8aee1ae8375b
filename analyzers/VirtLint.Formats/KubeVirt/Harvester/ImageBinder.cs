using VirtLint.Formats.Binding;
using VirtLint.Formats.KubeVirt.Storage;
using VirtLint.Model;

namespace VirtLint.Formats.KubeVirt.Harvester;

/// <summary>Binds <c>VirtualMachineImage</c>, an image that Harvester downloads, takes in or makes of another.</summary>
/// <remarks>// harvester/harvester, pkg/apis/harvesterhci.io/v1beta1/image.go</remarks>
internal static class ImageBinder
{
    public static readonly BindingTable<Image> Table = new BindingTable<Image>(Platform.Harvester, "VirtualMachineImage", "Harvester: Upload Images")
        .Row("spec.checksum", (i, f) => i.Checksum = f, DigestWords.Prefixed, whenAbsent: ImageChecksum.None)
        .Row("spec.securityParameters.cryptoOperation", (i, f) => i.IsDecryptedCopy = f, Vocabulary.Of(("decrypt", true), ("encrypt", false)), source: "Image encryption")
        .Computed("spec.url", i => i.Url, "an address")
        .Computed("spec.url", i => i.Protocol, "the scheme of the address")
        .Computed("spec.url", i => i.Host, "the host of the address")
        .Computed("spec.url", i => i.Created, "a day in the address");

    public static void Bind(Manifest manifest)
    {
        var context = manifest.Context;
        var url = manifest.Root.Find("spec.url");
        var image = context.Add(new Image(manifest.Root.TextAt("spec.displayName") ?? manifest.Name, url is { Value.Length: > 0 } ? context.Origin(url.ValueSpan) : manifest.Origin) { DeployedTo = Platform.Harvester });
        Table.Bind(image, manifest.Root, context);
        if (url is { Value.Length: > 0 })
            ImportBinder.BindUrl(image, url, "spec.url", context);
    }
}
