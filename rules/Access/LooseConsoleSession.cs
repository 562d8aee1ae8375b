using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags a console that viewers share unasked or switch the guest off from.</summary>
public sealed class LooseConsoleSession() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1034",
        title: "Console can be shared, left unlocked or used to power off",
        message: "{0} {1}: {2}",
        category: Category.Access,
        severity: DiagnosticSeverity.Info,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.VirtualBox, Platform.Vagrant, Platform.Vmware, Platform.HyperV, Platform.Qemu, Platform.Packer],
        profile: Profile.Strict,
        securitySeverity: 3.1);

    public override void Check(RemoteConsole console, RuleContext context)
    {
        if (context.States(console.IgnoresExclusiveViewers, true))
        {
            context.Report(console, console.IgnoresExclusiveViewers, console.Description, "lets viewers join a session that asked to be alone", console.IgnoresExclusiveViewers.Phrase)
                .Fix(console.IgnoresExclusiveViewers, false, isSafe: true);
        }

        if (context.States(console.MaxViewers, static count => count > 1))
        {
            context.Report(console, console.MaxViewers, console.Description, "lets others watch a session that somebody has", console.MaxViewers.Statement).Fix(console.MaxViewers, 1);
        }

        if (context.States(console.LocksGuest, false))
        {
            context.Report(console, console.LocksGuest, console.Description, "leaves the desktop open for whoever comes next", console.LocksGuest.Statement)
                .Fix(console.LocksGuest, true, isSafe: true);
        }

        if (context.States(console.PowerControl, true) && context.Is(console.Address, static address => address.IsExposed))
        {
            context.Report(console, console.PowerControl, console.Description, "lets viewers power the guest off", console.PowerControl.Phrase)
                .FixByRemoving(console.PowerControl, isSafe: true);
        }
    }
}
