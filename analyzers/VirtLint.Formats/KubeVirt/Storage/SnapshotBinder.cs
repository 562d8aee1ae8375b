using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.KubeVirt.Storage;

/// <summary>Binds <c>VirtualMachineSnapshot</c>, which stays for as long as the manifest does.</summary>
internal static class SnapshotBinder
{
    public static readonly BindingTable<Snapshot> Table = new BindingTable<Snapshot>(Platform.KubeVirt, "VirtualMachineSnapshot", "KubeVirt user guide: Snapshot Restore API")
        .Row("spec.source.name", (s, f) => s.Guest = f, Vocabulary.Text)
        .Computed("(kind)", s => s.IsDeclared, "an object");

    public static void Bind(Manifest manifest)
    {
        var snapshot = manifest.Context.Add(new Snapshot(manifest.Name, manifest.Origin));
        Table.Bind(snapshot, manifest.Root, manifest.Context);
        // A template takes whatever snapshot its caller names, and keeps none itself.
        if (!TemplateMarks.Contains(manifest.Name))
            snapshot.IsDeclared = Fact.Stated(true, manifest.Origin, manifest.Name, "metadata.name");
    }
}
