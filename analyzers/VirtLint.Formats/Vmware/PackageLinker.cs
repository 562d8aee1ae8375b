using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Model;

namespace VirtLint.Formats.Vmware;

/// <summary>Holds what an envelope refers to against the manifest beside it.</summary>
internal sealed class PackageLinker : ISiteLinker
{
    public Platform Platform => Platform.Vmware;

    public void Link(Site site)
    {
        var manifests = Packages(site, ManifestFormat.Extension).ToDictionary(static entry => entry.Stem, static entry => entry.Package, StringComparer.Ordinal);
        if (manifests.Count == 0)
            return;

        foreach (var (stem, package) in Packages(site, ".ovf"))
        {
            if (manifests.TryGetValue(stem, out var manifest))
                Compare(package, manifest);
        }
    }

    private static IEnumerable<(string Stem, Image Package)> Packages(Site site, string extension) => site.Files
        .Where(file => file.File.Path.EndsWith(extension, StringComparison.Ordinal))
        .Select(static file => (Stem: ManifestFormat.Stem(file.File.Path), Package: file.Entities.OfType<Image>().FirstOrDefault(static image => image.Owner is null)))
        .SelectMany(static entry => entry.Package is { } package ? new[] { (entry.Stem, package) } : []);

    private static void Compare(Image package, Image manifest)
    {
        var listed = new HashSet<string>(manifest.Parts<Image>().Select(static file => file.Name), StringComparer.Ordinal);
        foreach (var file in package.Parts<Image>().Prepend(package))
        {
            // The specification lets a package refer to files elsewhere by their address.
            if (!listed.Contains(file.Name) && file.Name.IndexOf("://", StringComparison.Ordinal) < 0)
                file.Integrity = Fact.Stated(FileIntegrity.Unlisted, file.Origin, file.Name).With(new(manifest.Origin, "the manifest lists others"));
        }
    }
}
