using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Ansible;

/// <summary>Binds rules of a host's own firewall that open ports of hypervisors: ufw, firewalld, iptables.</summary>
/// <remarks>A port that others use, too, says nothing of what the host is: those of libvirt and of OVN do.</remarks>
internal static class HostFirewallModules
{
    // libvirt, remote.html: 16509, 16514; qemu.conf: migration_port_min, migration_port_max; ovn-nb(5), ovsdb-server(1): 6640 to 6642
    private static readonly (PortRange Ports, Platform Platform)[] s_hypervisors =
    [
        (new(16509, 16509), Platform.Libvirt),
        (new(16514, 16514), Platform.Libvirt),
        (new(49152, 49215), Platform.Libvirt),
        (new(6640, 6642), Platform.OpenStack),
    ];

    // firewalld, config/services/libvirt.xml, libvirt-tls.xml
    private static readonly Dictionary<string, PortRange> s_services = new(StringComparer.OrdinalIgnoreCase)
    {
        ["libvirt"] = new(16509, 16509),
        ["libvirt-tls"] = new(16514, 16514),
    };

    /// <summary>Zones that interfaces are in which nobody has put elsewhere, or that face the Internet. // firewalld.zones(5)</summary>
    private static readonly string[] s_publicZones = ["public", "external", "dmz"];

    public static IEnumerable<IBindingTable> Tables => [.. new[] { Platform.Libvirt, Platform.OpenStack }.Select(TableOf)];

    /// <summary>// community.general, ufw: from_ip, default "any"</summary>
    public static void BindUfw(AnsibleTask task)
    {
        if (!task.Says("rule", "allow") || task.Says("delete", "true", "yes") || task.Says("route", "true", "yes") || task.Says("direction", "out", "outgoing", "routed")
            || (task.Node.Find("to_ip") is { } target && target.Value != "any") || task.Node.Find("to_port") is not { } port)
        {
            return;
        }

        Add(task, port, ports => PortsOf(ports), task.Node.Find("from_ip"), task.Node.Find("interface") ?? task.Node.Find("interface_in"));
    }

    /// <summary>// ansible.posix, firewalld: zone, by default the host's own, which is "public"</summary>
    public static void BindFirewalld(AnsibleTask task)
    {
        if (!task.Says("state", "enabled", "present") || (task.Node.Find("zone") is { } zone && (zone.Unresolved is not null || Array.IndexOf(s_publicZones, zone.Value) < 0)))
            return;

        if (task.Node.Find("port") is { } port)
            Add(task, port, ports => PortsOf(ports), null, null);
        else if (task.Node.Find("service") is { } service)
            Add(task, service, static name => s_services.TryGetValue(name, out var ports) ? new PortSet(ImmutableArray.Create(ports), name) : null, null, null);
    }

    /// <summary>// ansible.builtin, iptables: source, in_interface, ctstate</summary>
    public static void BindIptables(AnsibleTask task)
    {
        if (!task.Says("chain", "INPUT") || !task.Says("jump", "ACCEPT") || task.Node.Find("src_range") is not null || task.Node.Find("match_set") is not null || task.Node.Find("destination") is not null
            || (task.Node.Find("ctstate") is { } state && state.Value.IndexOf("NEW", StringComparison.Ordinal) < 0)
            || (task.Node.Find("destination_port") ?? task.Node.Find("destination_ports")) is not { } port)
        {
            return;
        }

        Add(task, port, ports => PortsOf(ports), task.Node.Find("source"), task.Node.Find("in_interface"));
    }

    private static IBindingTable TableOf(Platform platform) => new BindingTable<FirewallRule>(platform, "Ansible: ufw, firewalld, iptables", "community.general: ufw; ansible.posix: firewalld; ansible.builtin: iptables")
        .Computed("port, to_port, service, destination_port", r => r.Ports, "a port of hypervisors")
        .Computed("from_ip, source, zone", r => r.Source, "an address or network", "any source")
        .Computed("interface, in_interface", r => r.Interface, "an interface")
        .Computed("rule, state, jump", r => r.Action, "a rule that accepts")
        .Computed("direction, chain", r => r.Direction, "what comes in", "in")
        .Computed("(task)", r => r.IsActive, "a rule counts", "true");

    private static void Add(AnsibleTask task, Setting port, Func<string, PortSet?> read, Setting? source, Setting? face)
    {
        var context = task.Context;
        var texts = port.IsList ? port.Items.Select(static item => item.Text).ToList() : [port.Value];
        if (port.Unresolved is not null || texts.Select(read).OfType<PortSet>().FirstOrDefault(static ports => PlatformOf(ports) is not null) is not { } ports || PlatformOf(ports) is not { } platform
            || !task.Run.IsFirst(context.Origin(port.ValueSpan)))
        {
            return;
        }

        var place = context.Origin(port.ValueSpan);
        var policy = context.Add(new FirewallPolicy("host", place) { Level = FirewallLevel.Host, DeployedTo = platform });
        var rule = context.Add(new FirewallRule(task.Title, place, policy) { DeployedTo = platform });
        rule.Action = Fact.Default(FirewallAction.Accept, place, task.Module);
        rule.Direction = Fact.Default(TrafficDirection.In, place, task.Module);
        rule.IsActive = Fact.Default(true, place, task.Module);
        rule.Ports = Fact.Stated(ports, place, port.Value, port.Key);
        rule.Source = source is null ? Fact.Default(TrafficSource.Any, place, task.Module)
            : Facts.Of(task.Node, source, static text => text is "any" or "0.0.0.0/0" or "::/0" ? TrafficSource.Any : TrafficSource.Of(text), context);
        if (face is not null)
            rule.Interface = Facts.Of(task.Node, face, static text => text, context);
    }

    /// <summary>Whose ports these are, where they are nobody else's.</summary>
    private static Platform? PlatformOf(PortSet ports)
    {
        foreach (var (range, platform) in s_hypervisors)
        {
            if (ports.Ranges.All(own => own.First >= range.First && own.Last <= range.Last) && (range.First != 49152 || ports.Ranges[0] == range))
                return platform;
        }

        return null;
    }

    /// <summary>A port, or a range by a colon or a hyphen; what follows a slash is the protocol.</summary>
    private static PortSet? PortsOf(string text)
    {
        var slash = text.IndexOf('/');
        if (slash >= 0 && text.Substring(slash + 1) != "tcp")
            return null;

        var parts = (slash < 0 ? text : text.Substring(0, slash)).Split(':', '-');
        return parts.Length is 1 or 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && int.TryParse(parts[parts.Length - 1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? new PortSet(ImmutableArray.Create(new PortRange(first, last)), text)
            : null;
    }
}
