using System;
using System.Linq;
using VirtLint.Model;

namespace VirtLint.Formats.Vmware;

/// <summary>Tells the snapshots of a machine what its file says of encryption.</summary>
internal sealed class SnapshotLinker : ISiteLinker
{
    public Platform Platform => Platform.Vmware;

    public void Link(Site site)
    {
        foreach (var list in site.Files.Where(static file => file.File.Path.EndsWith(".vmsd", StringComparison.Ordinal)))
        {
            var machineFile = ManifestFormat.Stem(list.File.Path) + ".vmx";
            if (site.Files.FirstOrDefault(file => file.File.Path == machineFile)?.Entities.OfType<VirtualMachine>().FirstOrDefault() is not { IsEncrypted.IsKnown: true } machine)
                continue;

            foreach (var snapshot in list.Entities.OfType<Snapshot>())
                snapshot.IsEncrypted = machine.IsEncrypted;
        }
    }
}
