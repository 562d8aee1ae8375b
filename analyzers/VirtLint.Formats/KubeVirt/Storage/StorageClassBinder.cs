using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.KubeVirt.Storage;

/// <summary>Binds <c>StorageClass</c> of the one provisioner whose class says whether it encrypts.</summary>
/// <remarks>// Longhorn, "Volume Encryption": parameters.encrypted</remarks>
internal static class StorageClassBinder
{
    public static readonly BindingTable<ImageStore> Table = new BindingTable<ImageStore>(Platform.KubeVirt, "StorageClass", "Longhorn: Volume Encryption")
        .Row("parameters.encrypted", (s, f) => s.EncryptsVolumes = f, KubeWords.Flag, whenAbsent: false);

    public static void Bind(Manifest manifest)
    {
        if (manifest.Root.TextAt("provisioner") != "driver.longhorn.io")
            return;

        var store = manifest.Context.Add(new ImageStore(manifest.Name, manifest.Origin));
        Table.Bind(store, manifest.Root, manifest.Context);
    }
}
