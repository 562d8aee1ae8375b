using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Sprawl;

/// <summary>Flags guests of which nobody can tell whose they are or what for.</summary>
public sealed class OwnerlessVirtualMachine() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL7001",
        title: "Guest lacks owner, purpose, expiry or placement",
        message: "Guest '{0}' states no {1}, so nobody can tell who decides whether it stays",
        category: Category.Sprawl,
        severity: DiagnosticSeverity.Info,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.Vmware, Platform.KubeVirt, Platform.HyperV],
        profile: Profile.Strict,
        standards: ["NIST SP 800-125 image management"]);

    public override void Check(VirtualMachine machine, RuleContext context)
    {
        if (machine.IsDisposable || machine.IsBuild || machine.IsProfile || !machine.HasPlaceForLabels || machine.IsAmendment)
            return;

        var missing = context.Options.List("virtlint.label.required") is { Count: > 0 } required
            ? [.. required.Where(label => Label(machine, label) is { } fact && context.IsAbsent(fact))]
            : SaysNothing(machine, context) ? (IReadOnlyList<string>)["owner", "purpose"] : [];
        if (missing.Count > 0)
            context.Report(machine, machine.Name, Choice(missing)).Advise("write it where the platform keeps tags, a description or metadata");
    }

    /// <summary>The fact behind a word of <c>virtlint.label.required</c>; null for a word that is none.</summary>
    private static Fact? Label(VirtualMachine machine, string label) => label.ToLowerInvariant() switch
    {
        "owner" => machine.GuestOwner,
        "purpose" => machine.Purpose,
        "expiry" => machine.Expiry,
        "environment" => machine.Stage,
        "sensitivity" => machine.Sensitivity,
        "description" => machine.Notes,
        "tags" => machine.Tags,
        "pool" => machine.Pool,
        _ => null,
    };

    private static string Choice(IReadOnlyList<string> words) => words.Count == 1
        ? words[0]
        : string.Join(", ", words.Take(words.Count - 1)) + " or " + words[words.Count - 1];

    /// <summary>Without a rule of the project's, any word on the guest will do.</summary>
    private static bool SaysNothing(VirtualMachine machine, RuleContext context) =>
        context.IsAbsent(machine.Notes) && context.IsAbsent(machine.Tags) && context.IsAbsent(machine.Pool);
}
