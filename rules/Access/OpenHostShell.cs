using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags hosts whose shells stand open, whose warning of it is silenced, or whose SSH server lets more through than a login.</summary>
public sealed class OpenHostShell() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1062",
        title: "Shell access to host or guest is opened wider than its default",
        message: "{0} '{1}' {2}: {3}",
        category: Category.Access,
        severity: DiagnosticSeverity.Info,
        precision: Precision.High,
        platforms: [Platform.Vmware, Platform.Vagrant],
        securitySeverity: 5.3,
        standards:
        [
            "ESXI-80-000193", "ESXI-80-000194", "ESXI-80-000222", "ESXI-80-000230", "ESXI-80-000207", "ESXI-80-000209", "ESXI-80-000204", "ESXI-80-000202",
            "SCG esxi-8.deactivate-ssh", "CIS ESXi 3.1", "CIS ESXi 3.2", "CWE-522",
        ]);

    public override void Check(Hypervisor hypervisor, RuleContext context)
    {
        Judge(hypervisor, hypervisor.RemoteShell, "SSH", context);
        Judge(hypervisor, hypervisor.LocalShell, "its shell", context);
        if (context.States(hypervisor.HidesShellWarning, true))
        {
            context.Report(hypervisor, hypervisor.HidesShellWarning, "Host", hypervisor.Name, "keeps the warning of an open shell from its administrators", hypervisor.HidesShellWarning.Statement)
                .Fix(hypervisor.HidesShellWarning, false, isSafe: true);
        }

        if (context.States(hypervisor.SshRelaxation, static _ => true))
        {
            context.Report(hypervisor, hypervisor.SshRelaxation, "Host", hypervisor.Name, "lets more through SSH than a login", $"'{hypervisor.SshRelaxation.Value}' is {hypervisor.SshRelaxation.Phrase}")
                .Advise("leave the setting at the host's default");
        }
    }

    public override void Check(VirtualMachine machine, RuleContext context)
    {
        if (context.States(machine.ForwardsLogin, static _ => true))
        {
            context.Report(machine, machine.ForwardsLogin, "Guest", machine.Name, $"can use the {machine.ForwardsLogin.Value} of whoever logs in to it", machine.ForwardsLogin.Statement)
                .Advise("forward nothing, and give the guest a key of its own where it needs one");
        }
    }

    private static void Judge(Hypervisor hypervisor, Fact<ShellState> shell, string what, RuleContext context)
    {
        if (context.Is(shell, static state => state is not ShellState.Stopped))
        {
            context.Report(hypervisor, shell, "Host", hypervisor.Name, shell.Is(ShellState.StartsWithHost) ? $"starts {what} whenever it starts" : $"starts {what}", shell.Phrase)
                .Advise("stop it where the work is done, and have it start by hand");
        }
    }
}
