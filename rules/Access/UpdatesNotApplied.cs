using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags hosts that install no updates by themselves, and clusters whose guests go on running on the hypervisor's old code after it was updated.</summary>
public sealed class UpdatesNotApplied() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1072",
        title: "Hypervisor updates are not applied by themselves",
        message: "{0}: {1}",
        category: Category.Access,
        severity: DiagnosticSeverity.Info,
        precision: Precision.Medium,
        platforms: [Platform.KubeVirt, Platform.Libvirt, Platform.ProxmoxVe, Platform.Xen, Platform.OpenStack],
        profile: Profile.Strict,
        securitySeverity: 4.0,
        standards: ["NIST SP 800-125 hypervisor security"]);

    public override void Check(Hypervisor hypervisor, RuleContext context)
    {
        if (context.Is(hypervisor.UpdatesGuests, false))
        {
            context.Report(
                hypervisor,
                hypervisor.UpdatesGuests,
                $"No method moves running guests of '{hypervisor.Name}' onto an updated hypervisor, so that they keep its old flaws until somebody restarts them",
                hypervisor.UpdatesGuests.IsStated ? hypervisor.UpdatesGuests.Statement : "none by default").Advise("name a method: 'LiveMigrate', with 'Evict' for guests that cannot move");
        }

        if (!hypervisor.IsAnyHost && context.Is(hypervisor.InstallsUpdates, false))
        {
            context.Report(hypervisor, hypervisor.InstallsUpdates, "The host of the guests installs no updates by itself, so that each flaw stays open until somebody thinks of it", hypervisor.InstallsUpdates.Statement)
                .Advise("install security updates by themselves, or by a schedule that empties the host first");
        }
    }
}
