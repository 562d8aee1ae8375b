using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags hosts that let passwords be guessed: short ones, or as many tries as anybody likes.</summary>
public sealed class WeakPasswordPolicy() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1022",
        title: "Password, lockout or rotation policy is weak",
        message: "{0} {1}",
        category: Category.Access,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Vmware, Platform.OpenStack],
        securitySeverity: 5.3,
        standards: ["ESXI-80-000035", "ESXI-80-000005", "ESXI-80-000111", "CIS ESXi 3.12", "CIS ESXi 3.13", "CIS ESXi 3.14", "CWE-521", "CWE-307"]);

    // The defaults of ESXi 8, which guides ask for as well.
    private const int MostFailures = 5;
    private const int LeastSeconds = 900;

    private const int ShortestPassword = 8;

    public override void Check(Hypervisor hypervisor, RuleContext context)
    {
        CheckLockout(hypervisor, $"Host '{hypervisor.Name}'", hypervisor.FailuresBeforeLockout, hypervisor.LockoutSeconds, context);
        if (context.States(hypervisor.ShortestPassword, static length => length < ShortestPassword))
        {
            context.Report(hypervisor, hypervisor.ShortestPassword, $"Host '{hypervisor.Name}'", $"accepts passwords of {hypervisor.ShortestPassword.Value} characters")
                .Advise("ask for fifteen characters or more, such as 'retry=3 min=disabled,disabled,disabled,disabled,15'");
        }
    }

    public override void Check(IdentityRealm realm, RuleContext context) =>
        CheckLockout(realm, $"Realm '{realm.Name}'", realm.FailuresBeforeLockout, realm.LockoutSeconds, context);

    private static void CheckLockout(Entity entity, string who, Fact<int> failures, Fact<int> seconds, RuleContext context)
    {
        if (context.States(failures, static count => count is <= 0 or > MostFailures))
        {
            var harm = failures.Is(static count => count <= 0) ? "never locks an account, however often its password is guessed" : "locks an account late";
            context.Report(entity, failures, who, $"{harm}: {failures.Statement}").Fix(failures, MostFailures);
        }

        // Zero keeps an account locked until somebody unlocks it.
        if (context.States(seconds, static span => span is > 0 and < LeastSeconds))
            context.Report(entity, seconds, who, $"unlocks an account soon after its password was guessed at: {seconds.Statement}").Fix(seconds, LeastSeconds);
    }
}
