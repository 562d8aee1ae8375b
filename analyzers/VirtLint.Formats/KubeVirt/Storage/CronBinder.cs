using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.KubeVirt.Storage;

/// <summary>Binds <c>DataImportCron</c>, which looks for a newer image again and again, and keeps those that it found.</summary>
/// <remarks>// cdi.kubevirt.io, core/v1beta1: DataImportCronSpec. The tag that it watches is meant to move: each import is pinned by its digest.</remarks>
internal static class CronBinder
{
    public static readonly BindingTable<ImageStore> Table = new BindingTable<ImageStore>(Platform.KubeVirt, "DataImportCron", "CDI: OS image poll and update")
        .Computed("spec.garbageCollect", s => s.KeepsAllImages, "'Never'", whenAbsent: "false")
        .Computed("(kind)", s => s.Content, "images");

    public static void Bind(Manifest manifest)
    {
        var context = manifest.Context;
        ImportBinder.BindPolled(manifest, "spec.template.spec.source");
        var store = context.Add(new ImageStore(manifest.Name, manifest.Origin));
        store.Content = Fact.Default(StoreContent.Media, store.Origin, "CDI: OS image poll and update");
        if (manifest.Root.Find("spec.garbageCollect") is { } collect)
            store.KeepsAllImages = Yaml.Read(collect, "spec.garbageCollect", static text => text == "Never", context);
    }
}
