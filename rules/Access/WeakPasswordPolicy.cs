using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags hosts that let passwords be guessed: short ones, or as many tries as anybody likes.</summary>
public sealed class WeakPasswordPolicy() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1022",
        title: "Password, lockout or rotation policy is weak",
        message: "Host '{0}' {1}",
        category: Category.Access,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Vmware],
        securitySeverity: 5.3,
        standards: ["ESXI-80-000035", "ESXI-80-000005", "ESXI-80-000111", "CIS ESXi 3.12", "CIS ESXi 3.13", "CIS ESXi 3.14", "CWE-521", "CWE-307"]);

    // The defaults of ESXi 8, which guides ask for as well.
    private const int MostFailures = 5;
    private const int LeastSeconds = 900;

    private const int ShortestPassword = 8;

    public override void Check(Hypervisor hypervisor, RuleContext context)
    {
        if (context.States(hypervisor.FailuresBeforeLockout, static count => count is <= 0 or > MostFailures))
        {
            var harm = hypervisor.FailuresBeforeLockout.Is(static count => count <= 0) ? "never locks an account, however often its password is guessed" : "locks an account late";
            context.Report(hypervisor, hypervisor.FailuresBeforeLockout, hypervisor.Name, $"{harm}: {hypervisor.FailuresBeforeLockout.Statement}").Fix(hypervisor.FailuresBeforeLockout, MostFailures);
        }

        // Zero keeps an account locked until somebody unlocks it.
        if (context.States(hypervisor.LockoutSeconds, static seconds => seconds is > 0 and < LeastSeconds))
        {
            context.Report(hypervisor, hypervisor.LockoutSeconds, hypervisor.Name, $"unlocks an account soon after its password was guessed at: {hypervisor.LockoutSeconds.Statement}")
                .Fix(hypervisor.LockoutSeconds, LeastSeconds);
        }

        if (context.States(hypervisor.ShortestPassword, static length => length < ShortestPassword))
        {
            context.Report(hypervisor, hypervisor.ShortestPassword, hypervisor.Name, $"accepts passwords of {hypervisor.ShortestPassword.Value} characters")
                .Advise("ask for fifteen characters or more, such as 'retry=3 min=disabled,disabled,disabled,disabled,15'");
        }
    }
}
