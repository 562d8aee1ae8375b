using System;
using System.Collections.Generic;
using System.Linq;

namespace VirtLint.Model;

/// <summary>What a guest is there for, as far as its name and labels tell.</summary>
public static class GuestRoles
{
    private static readonly string[] s_networkWords =
    [
        "router", "vrouter", "firewall", "fw", "gateway", "gw", "dhcp", "vpn", "proxy", "loadbalancer", "lb", "bastion", "jumphost",
        "opnsense", "pfsense", "vyos", "openwrt", "routeros", "mikrotik", "sophos", "fortigate", "ipfire", "untangle",
    ];

    private static readonly string[] s_sensorWords = ["sensor", "ids", "ips", "span", "mirror", "tap", "promiscuous", "nested", "router", "firewall", "vrrp", "nlb", "trunk"];

    private static readonly string[] s_monitorWords =
        ["sensor", "ids", "ips", "nids", "nsm", "monitor", "mon", "probe", "zeek", "suricata", "snort", "arkime", "moloch", "ntopng", "darktrace", "vectra", "securityonion"];

    /// <summary>
    /// Whether the guest is a router, firewall or another network function, to which traffic of others is business:
    /// <c>virtlint.network_guests</c> lists the words that say so.
    /// </summary>
    public static bool IsNetworkFunction(this VirtualMachine machine, ProjectOptions options) =>
        machine.HasLabel(options.List("virtlint.network_guests", s_networkWords));

    /// <summary>Whether one of some words stands in the guest's name, tags or labels.</summary>
    public static bool HasLabel(this VirtualMachine machine, IReadOnlyList<string> words) =>
        Labels(machine).SelectMany(Words).Any(word => words.Contains(word, StringComparer.OrdinalIgnoreCase));

    /// <summary>Whether the guest is, by its name, an appliance whose boot loader its maker does not sign: Home Assistant OS.</summary>
    public static bool IsUnsignedAppliance(this VirtualMachine machine) =>
        Labels(machine).SelectMany(Words).Any(static word => word.StartsWith("haos", StringComparison.OrdinalIgnoreCase) || word.Equals("homeassistant", StringComparison.OrdinalIgnoreCase));

    /// <summary>Which of the project's tenants (<c>virtlint.tenants</c>) the guest belongs to by name or label, or null.</summary>
    public static string? Tenant(this VirtualMachine machine, ProjectOptions options)
    {
        var tenants = options.List("virtlint.tenants");
        return tenants.Count == 0 ? null : Labels(machine).SelectMany(Words).Select(word => tenants.FirstOrDefault(tenant => tenant.Equals(word, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(static tenant => tenant is not null);
    }

    /// <summary>
    /// Whether a port group or switch is by its name there for guests that see the traffic of others, or that have guests of
    /// their own: <c>virtlint.sensor_networks</c> lists the words that say so.
    /// </summary>
    public static bool IsForSensors(this Entity network, ProjectOptions options)
    {
        var words = options.List("virtlint.sensor_networks", s_sensorWords);
        return Words(network.Name).Any(word => words.Contains(word, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>
    /// Whether a port, as the target of a mirror, is by its name a sensor's or one that the project lists: <c>virtlint.sensors</c>.
    /// </summary>
    public static bool IsForSensor(this TrafficMirror mirror, string port, ProjectOptions options)
    {
        var words = options.List("virtlint.sensors", s_monitorWords);
        return Words(port).Concat(Words(mirror.Name)).Append(port).Any(word => words.Contains(word, StringComparer.OrdinalIgnoreCase));
    }

    private static IEnumerable<string> Labels(VirtualMachine machine)
    {
        yield return machine.Name;
        foreach (var label in (Fact<string>[])[machine.DisplayName, machine.Tags, machine.Purpose, machine.Pool, machine.GuestOwner])
        {
            if (label.IsKnown)
                yield return label.Value;
        }
    }

    /// <summary>The words of a name, and those that end in a number without it: <c>fw01</c> is <c>fw</c> too.</summary>
    private static IEnumerable<string> Words(string text)
    {
        for (var start = 0; start < text.Length; start++)
        {
            var end = start;
            while (end < text.Length && char.IsLetterOrDigit(text[end]))
                end++;

            if (end == start)
                continue;

            var word = text.Substring(start, end - start);
            yield return word;
            if (char.IsDigit(word[word.Length - 1]))
                yield return word.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');

            start = end;
        }
    }
}
