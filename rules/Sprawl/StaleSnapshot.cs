using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Sprawl;

/// <summary>Flags snapshots that stay longer, or stand on more others, than the project allows.</summary>
public sealed class StaleSnapshot() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL7020",
        title: "Snapshot is old, too deep or kept as code",
        message: "{0} {1}",
        category: Category.Sprawl,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.Vmware, Platform.KubeVirt, Platform.Incus, Platform.VirtualBox, Platform.OVirt, Platform.HyperV],
        securitySeverity: 3.7,
        standards: ["NIST SP 800-125 image management"]);

    private const int MaxDays = 30;
    private const int MaxDepth = 5;

    /// <summary>A day is time enough to fetch a disk.</summary>
    private const int MaxHours = 24;

    public override void Check(Snapshot snapshot, RuleContext context)
    {
        if (snapshot.Owner is VirtualMachine { IsTemplate: var isTemplate } && isTemplate.Is(true))
            return;

        if (context.States(snapshot.IsDeclared, true))
        {
            context.Report(snapshot, snapshot.IsDeclared, $"Snapshot {snapshot.Title}", "is kept as code: it grows, and is taken anew, for as long as the configuration names it")
                .Advise("take snapshots for the length of a change, outside of the configuration");
        }

        if (context.States(snapshot.Expires, false))
        {
            context.Report(snapshot, snapshot.Expires, $"Snapshot {snapshot.Title}", "is taken on a schedule and never deleted")
                .At(DiagnosticSeverity.Info)
                .Advise("say after which time the snapshots are deleted");
        }

        if (context.States(snapshot.HoursOffered, static hours => hours > MaxHours))
        {
            context.Report(snapshot, snapshot.HoursOffered, $"Export {snapshot.Title}", $"can be downloaded for '{snapshot.HoursOffered.AsWritten}' by whoever has its token, longer than the {MaxHours} hours allowed")
                .At(DiagnosticSeverity.Info)
                .Advise("let it go once it has been fetched: without a time it ends by itself");
        }

        var maxDays = context.Options.Number("virtlint.snapshot.max_days", MaxDays);
        if (snapshot.DaysOld(context.Options) is { } days && days > maxDays)
        {
            context.Report(snapshot, snapshot.Created, $"Snapshot {snapshot.Title}", $"was taken {days} days ago, more than the {maxDays} allowed: going back to it undoes every update since")
                .Advise("delete the snapshot, or make a backup of what has to be kept");
        }

        var maxDepth = context.Options.Number("virtlint.snapshot.max_depth", MaxDepth);
        if (context.Is(snapshot.ChainLength, length => length > maxDepth))
        {
            context.Report(snapshot, snapshot.ChainLength, $"Snapshot {snapshot.Title}", $"ends a chain of {snapshot.ChainLength.Value}, more than the {maxDepth} allowed: all of them depend on the first")
                .Advise("delete the snapshots that nobody will go back to");
        }
    }
}
