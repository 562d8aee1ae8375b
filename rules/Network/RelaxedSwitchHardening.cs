using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Network;

/// <summary>Flags protections of switches and ports that are on by default and were switched off.</summary>
public sealed class RelaxedSwitchHardening() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL4006",
        title: "Optional protections of a switch or port are relaxed",
        message: "{0} {1}: {2}",
        category: Category.Network,
        severity: DiagnosticSeverity.Info,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.OpenStack, Platform.Vmware],
        profile: Profile.Strict,
        securitySeverity: 4.0);

    private const string Widens = "lets the guest widen what its port receives";

    public override void Check(NetworkInterface nic, RuleContext context) => CheckTrust(nic, nic.TrustsGuestFilters, context);

    public override void Check(PortGroup portGroup, RuleContext context)
    {
        CheckTrust(portGroup, portGroup.TrustsGuestFilters, context);
        if (context.States(portGroup.AllowsPortOverrides, true))
            context.Report(portGroup, portGroup.AllowsPortOverrides, portGroup.Subject, "lets a single port have a policy of its own", portGroup.AllowsPortOverrides.Statement).Fix(portGroup.AllowsPortOverrides, false, isSafe: true);

        if (context.Is(portGroup.KeepsPortSettings, true))
            context.Report(portGroup, portGroup.KeepsPortSettings, portGroup.Subject, "keeps what was set on a port for the guest that comes next", portGroup.KeepsPortSettings.Statement).Fix(portGroup.KeepsPortSettings, false, isSafe: true);

        if (context.States(portGroup.IsEphemeral, true))
            context.Report(portGroup, portGroup.IsEphemeral, portGroup.Subject, "makes ports as guests come, past what the manager counts and keeps", portGroup.IsEphemeral.Statement).Advise("bind ports statically, and leave ephemeral ones to a port group for recovery");
    }

    public override void Check(VirtualSwitch network, RuleContext context)
    {
        CheckTrust(network, network.TrustsGuestFilters, context);
        if (context.States(network.AnnouncesItself, true))
            context.Report(network, network.AnnouncesItself, network.Subject, "tells every neighbour what it is and where it is managed", network.AnnouncesItself.Statement).Fix(network.AnnouncesItself, false, isSafe: true);

        if (context.States(network.ProbesUplinks, true))
            context.Report(network, network.ProbesUplinks, network.Subject, "probes all VLANs of its uplinks, which is for setting up alone", network.ProbesUplinks.Statement).Fix(network.ProbesUplinks, false, isSafe: true);

        if (context.States(network.ChecksReversePath, false))
            context.Report(network, network.ChecksReversePath, network.Subject, "hands frames that come back on another uplink to ports that see everything", network.ChecksReversePath.Statement).Fix(network.ChecksReversePath, true, isSafe: true);
    }

    public override void Check(FirewallPolicy firewall, RuleContext context)
    {
        if (context.States(firewall.DropsSmurfs, false))
            context.Report(firewall, firewall.DropsSmurfs, firewall.Subject, "accepts packets with a broadcast source", firewall.DropsSmurfs.Phrase).Fix(firewall.DropsSmurfs, true, isSafe: true);

        if (context.States(firewall.TracksConnections, false))
            context.Report(firewall, firewall.TracksConnections, firewall.Subject, "knows no connections, so that replies need rules that let in whatever looks like one", firewall.TracksConnections.Statement).Fix(firewall.TracksConnections, true);

        if (context.States(firewall.AcceptsInvalid, true))
        {
            context.Report(firewall, firewall.AcceptsInvalid, firewall.Subject, "accepts packets that belong to no connection", firewall.AcceptsInvalid.Phrase)
                .Fix(firewall.AcceptsInvalid, false, isSafe: true);
        }
    }

    private static void CheckTrust(Entity entity, Fact<bool> trust, RuleContext context)
    {
        if (context.States(trust, true))
            context.Report(entity, trust, entity.Subject, Widens, trust.Phrase).Fix(trust, false, isSafe: true);
    }
}
