using System;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags a hypervisor whose release its vendor no longer mends.</summary>
public sealed class OutdatedHypervisor() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1071",
        title: "Hypervisor version is out of support",
        message: "The host is set up with {0} ('{1}'), which has been out of support since {2}",
        category: Category.Access,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.Medium,
        platforms: [Platform.ProxmoxVe],
        securitySeverity: 7.0,
        standards: ["CWE-1104", "NIST SP 800-125 hypervisor security"]);

    public override void Check(Hypervisor hypervisor, RuleContext context)
    {
        if (context.Options.AsOf is not { } today
            || !context.Is(hypervisor.Release, static _ => true)
            || !hypervisor.SupportEnds.Is(end => end < today)
            || IsSupportedOtherwise(hypervisor.Release, context.Options))
        {
            return;
        }

        context.Report(
                hypervisor,
                hypervisor.Release,
                hypervisor.Release.Value,
                hypervisor.Release.AsWritten,
                hypervisor.SupportEnds.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            .Advise("upgrade to a release that still gets security updates");
    }

    /// <summary>Whether the project buys updates for the release, by its name or by what the configuration calls it.</summary>
    private static bool IsSupportedOtherwise(Fact<string> release, ProjectOptions options) => options.List("virtlint.extended_support")
        .Any(name => name.Equals(release.Value, StringComparison.OrdinalIgnoreCase) || name.Equals(release.AsWritten, StringComparison.OrdinalIgnoreCase));
}
