using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Network;

/// <summary>Flags firewalls, switches and port groups that do not drop frames whose source address is not the guest's own.</summary>
public sealed class MacSpoofingAllowed() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL4001",
        title: "Guest may send with a foreign MAC address",
        message: "{0} lets guests send with {1} MAC address, and so pose as another machine: {2}",
        category: Category.Network,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.ProxmoxVe, Platform.Vmware, Platform.HyperV, Platform.Incus, Platform.OpenStack, Platform.Packer],
        securitySeverity: 6.8,
        standards: ["CWE-290", "NIST SP 800-125B segmentation"]);

    private const string Any = "any";

    public override void Check(FirewallPolicy firewall, RuleContext context)
    {
        if (firewall.InForce.Is(false) || !context.States(firewall.FiltersMac, false) || firewall.IsForNetworkFunction(context))
            return;

        context.Report(firewall, firewall.FiltersMac, firewall.Subject, Any, firewall.FiltersMac.Phrase).Fix(firewall.FiltersMac, true, isSafe: true);
    }

    public override void Check(NetworkInterface nic, RuleContext context)
    {
        if (context.States(nic.ForeignMac, static _ => true))
            context.Report(nic, nic.ForeignMac, nic.Subject, "a foreign", nic.ForeignMac.Statement).Advise("leave the pair's MAC address out, so that it is the port's own");

        if (!context.States(nic.AllowsForgedSource, true) || nic.Machine?.IsNetworkFunction(context.Options) == true)
            return;

        var finding = context.Report(nic, nic.AllowsForgedSource, nic.Subject, Any, nic.AllowsForgedSource.Statement).Fix(nic.AllowsForgedSource, false);

        // The guests of a guest send from addresses of their own.
        if (nic.Machine?.Parts<CpuFeature>().Any(static feature => feature.OffersVirtualization && feature.Policy.Is(CpuFeaturePolicy.Required)) == true)
            finding.At(DiagnosticSeverity.Info);
    }

    public override void Check(PortGroup portGroup, RuleContext context) => Judge(portGroup, portGroup.AllowsForgedSource, portGroup.AllowsMacChange, context);

    public override void Check(VirtualSwitch network, RuleContext context) => Judge(network, network.AllowsForgedSource, network.AllowsMacChange, context);

    private static void Judge(Entity network, Fact<bool> forgedSource, Fact<bool> macChange, RuleContext context)
    {
        if (network.IsForSensors(context.Options))
            return;

        var isForged = context.Is(forgedSource, true);
        if (isForged)
            context.Report(network, forgedSource, network.Subject, Any, forgedSource.Statement).Fix(forgedSource, false);

        // One default that is left as it is calls for one word.
        if (isForged && !forgedSource.IsStated ? context.States(macChange, true) : context.Is(macChange, true))
            context.Report(network, macChange, network.Subject, Any, macChange.Statement).Fix(macChange, false);
    }
}
