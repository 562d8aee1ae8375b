using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Sprawl;

/// <summary>Flags rule sets that outlived their guest, and backups that outlive everything.</summary>
public sealed class OrphanResource() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL7011",
        title: "Image, template, network or rule set is used by nothing",
        message: "{0}",
        category: Category.Sprawl,
        severity: DiagnosticSeverity.Info,
        precision: Precision.Medium,
        platforms: [Platform.ProxmoxVe, Platform.KubeVirt],
        standards: ["NIST SP 800-125 image management"]);

    public override void Check(BackupJob job, RuleContext context)
    {
        if (job.IsEnabled.Is(true) && context.States(job.KeepsAll, true))
        {
            context.Report(job, job.KeepsAll, $"Backup job '{job.Name}' keeps every backup: '{job.KeepsAll.AsWritten}' never lets an old state of a guest go")
                .Advise("say how many backups stay: 'keep-daily=7,keep-weekly=4'");
        }
    }

    public override void Check(ImageStore store, RuleContext context)
    {
        if (context.States(store.KeepsAllImages, true))
        {
            context.Report(store, store.KeepsAllImages, $"'{store.Name}' keeps every image that it ever fetched, long after newer ones with the fixes took their place: {store.KeepsAllImages.Statement}")
                .Advise("let images go that nothing uses: 'Outdated', with the number that stays in 'importsToKeep'");
        }
    }

    public override void Check(Site site, RuleContext context)
    {
        // Only a whole cluster tells that a guest is gone: its folders name the host of each.
        var guests = new HashSet<string>(
            site.All<VirtualMachine>().Where(static machine => machine.Host.IsKnown).Select(static machine => machine.Name), StringComparer.Ordinal);
        if (guests.Count == 0)
            return;

        foreach (var policy in site.All<FirewallPolicy>())
        {
            // A file whose name is no number, such as a template's, tells no guest.
            if (policy.Level is FirewallLevel.Guest && policy.Name.All(char.IsDigit) && !guests.Contains(policy.Name))
            {
                context.Report(policy, $"Firewall rules of guest '{policy.Name}' outlived it, and will govern the next guest of that number")
                    .Advise("remove the file");
            }
        }
    }
}
