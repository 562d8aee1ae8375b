using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags clusters whose guests go on running on the hypervisor's old code after it was updated.</summary>
public sealed class UpdatesNotApplied() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1072",
        title: "Hypervisor updates are not applied by themselves",
        message: "No method moves running guests of '{0}' onto an updated hypervisor, so that they keep its old flaws until somebody restarts them: {1}",
        category: Category.Access,
        severity: DiagnosticSeverity.Info,
        precision: Precision.Medium,
        platforms: [Platform.KubeVirt],
        profile: Profile.Strict,
        securitySeverity: 4.0,
        standards: ["NIST SP 800-125 hypervisor security"]);

    public override void Check(Hypervisor hypervisor, RuleContext context)
    {
        if (context.Is(hypervisor.UpdatesGuests, false))
            context.Report(hypervisor, hypervisor.UpdatesGuests, hypervisor.Name, hypervisor.UpdatesGuests.IsStated ? hypervisor.UpdatesGuests.Statement : "none by default").Advise("name a method: 'LiveMigrate', with 'Evict' for guests that cannot move");
    }
}
