using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Images;

/// <summary>Flags images that leave a library, where they can be changed, and come back under their name unverified.</summary>
public sealed class UnverifiedLibraryCheckIn() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL3024",
        title: "Checked-out image is checked in again unverified",
        message: "Image '{0}' left the library as '{1}' and is put back from '{2}' with no digest or signature, so that nobody can tell what was changed in between",
        category: Category.Images,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.Medium,
        platforms: [Platform.OpenStack, Platform.Libvirt, Platform.Vmware, Platform.Vagrant],
        securitySeverity: 7.5,
        standards: ["CWE-345", "NIST SP 800-125 image management"]);

    public override void Check(Image image, RuleContext context)
    {
        if (!context.Is(image.CheckedInFrom, static _ => true) || !context.Is(image.IsVouchedFor, false))
            return;

        var earlier = context.Site.All<Image>().FirstOrDefault(other => other.DeployedTo == image.DeployedTo && other.CheckedOutTo.IsKnown && other.Name.Equals(image.Name, StringComparison.Ordinal) && IsOf(image.CheckedInFrom.Value, other.CheckedOutTo.Value));
        if (earlier is null)
            return;

        context.Report(image, image.CheckedInFrom, image.Name, earlier.CheckedOutTo.Value, image.CheckedInFrom.Value)
            .Relate(earlier.CheckedOutTo.Origin ?? earlier.Origin, "it left the library here")
            .Advise("record the digest of what comes back, or sign it, and give it a name or version of its own");
    }

    /// <summary>Whether what comes in is what went out, or lies in the folder that it went to. Another file takes the image's place, it does not come back.</summary>
    private static bool IsOf(string file, string copy)
    {
        var (inner, outer) = (Plain(file), Plain(copy));
        return inner == outer || inner.StartsWith(outer + "/", StringComparison.Ordinal);
    }

    private static string Plain(string path) => (path.StartsWith("./", StringComparison.Ordinal) ? path.Substring(2) : path).TrimEnd('/');
}
