using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Isolation;

/// <summary>Flags guests that no mandatory access control confines.</summary>
public sealed class UnconfinedGuest() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL5040",
        title: "Guest runs without mandatory access control",
        message: "{0} without mandatory access control: '{1}'",
        category: Category.Isolation,
        severity: DiagnosticSeverity.Error,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.Incus, Platform.Xen],
        securitySeverity: 8.8,
        standards: ["CWE-693", "NIST SP 800-125 guest OS isolation"]);

    private const int Shown = 5;

    public override void Check(Hypervisor hypervisor, RuleContext context)
    {
        if (context.Is(hypervisor.IsUserSession, true))
            return;

        if (context.States(hypervisor.SecurityDriver, SecurityDriver.None))
            Report(hypervisor, hypervisor.SecurityDriver, "Every guest of this host runs", context).FixByRemoving(hypervisor.SecurityDriver, isSafe: true);
        else if (context.States(hypervisor.ConfinesByDefault, false))
            Report(hypervisor, hypervisor.ConfinesByDefault, "A guest that does not ask for confinement runs", context).Fix(hypervisor.ConfinesByDefault, true, isSafe: true);
    }

    public override void Check(VirtualMachine machine, RuleContext context)
    {
        // A host that refuses unconfined guests does not start this one.
        if (!context.States(machine.Confinement, GuestConfinement.None) || machine.Driver?.RequiresConfinement.Is(true) == true)
            return;

        context.Report(machine, machine.Confinement, $"'{machine.Name}' runs", machine.Confinement.AsWritten)
            .Advise("remove it, so that the guest is confined as others are")
            .FixByRemoving(machine.Confinement, isSafe: true);
    }

    private static Finding Report(Hypervisor hypervisor, Fact fact, string who, RuleContext context)
    {
        var finding = context.Report(hypervisor, fact, who, fact.AsWritten);
        foreach (var machine in context.Site.All<VirtualMachine>().Where(machine => machine.Driver == hypervisor && !machine.Confinement.IsStated && machine.Confinement.Is(GuestConfinement.None)).Take(Shown))
            finding.Relate(machine.Origin, $"'{machine.Name}' is one of them");

        return finding;
    }
}
