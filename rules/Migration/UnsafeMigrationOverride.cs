using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Migration;

/// <summary>Flags migration in which a failing network destroys the guest.</summary>
public sealed class UnsafeMigrationOverride() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL2004",
        title: "Migration is allowed to risk the running guest",
        message: "{0} {1}: {2}",
        category: Category.Migration,
        severity: DiagnosticSeverity.Info,
        precision: Precision.VeryHigh,
        platforms: [Platform.OpenStack, Platform.KubeVirt],
        securitySeverity: 5.3);

    public override void Check(MigrationPolicy policy, RuleContext context)
    {
        if (context.States(policy.PostCopy, true))
            context.Report(policy, policy.PostCopy, policy.Name, "may leave a guest's memory on two hosts, so that a failing network destroys the guest", policy.PostCopy.Statement).Fix(policy.PostCopy, false, isSafe: true);

        if (context.States(policy.DisruptsGuest, true) && !policy.PostCopy.Is(true))
            context.Report(policy, policy.DisruptsGuest, policy.Name, "stops a guest, or runs it before its memory is there, when its migration takes too long", policy.DisruptsGuest.Statement).Fix(policy.DisruptsGuest, false, isSafe: true);

        if (context.States(policy.UnsafeOverride, true))
            context.Report(policy, policy.UnsafeOverride, policy.Name, "moves guests that a check has found would not survive it", policy.UnsafeOverride.Statement).Fix(policy.UnsafeOverride, false, isSafe: true);
    }
}
