using System;
using System.Collections.Immutable;
using System.Globalization;

namespace VirtLint.Model;

/// <summary>What a set of firewall rules stands in front of.</summary>
public enum FirewallLevel
{
    /// <summary>Every host of a cluster; also the switch for all levels below.</summary>
    Cluster,

    /// <summary>One host.</summary>
    Host,

    /// <summary>One guest.</summary>
    Guest,

    /// <summary>One virtual network.</summary>
    Network,

    /// <summary>Every interface that names the filter.</summary>
    Filter,

    /// <summary>Every port of the guests on one host.</summary>
    Ports,

    /// <summary>The guests that a policy selects, by labels that its platform keeps.</summary>
    Selection,
}

/// <summary>What becomes of a packet.</summary>
public enum FirewallAction
{
    Accept,
    Drop,
    Reject,

    /// <summary>Left to the rules that follow, or to another chain.</summary>
    Continue,
}

/// <summary>Which way a rule looks, from what the firewall protects.</summary>
public enum TrafficDirection
{
    In,
    Out,
    Both,

    /// <summary>Through the host.</summary>
    Forward,
}

/// <summary>From where a rule lets traffic in.</summary>
/// <param name="Text">The addresses as written; empty when the rule names none.</param>
/// <param name="IsAny">Whether every address is in it.</param>
/// <param name="IsPublicSized">Whether it holds a range of the Internet's size: wider than /8, or wider than /16 and not private.</param>
public sealed record TrafficSource(string Text, bool IsAny, bool IsPublicSized)
{
    public static TrafficSource Any { get; } = new("", IsAny: true, IsPublicSized: true);

    /// <summary>A range that is known by a name alone.</summary>
    public static TrafficSource Named(string name) => new(name, IsAny: false, IsPublicSized: false);

    /// <param name="text">Addresses, networks or ranges, separated by commas.</param>
    public static TrafficSource Of(string text)
    {
        var (isAny, isPublic) = (false, false);
        foreach (var part in text.Split(','))
        {
            var slash = part.IndexOf('/');
            if (slash < 0 || !int.TryParse(part.Substring(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var prefix))
                continue;

            isAny |= prefix == 0;
            isPublic |= part.IndexOf(':') < 0 && (prefix < 8 || (prefix < 16 && !IsPrivate(part))) || prefix == 0;
        }

        return new(text, isAny, isPublic);
    }

    /// <summary>// RFC 1918, RFC 6598</summary>
    private static bool IsPrivate(string address) =>
        address.StartsWith("10.", StringComparison.Ordinal) || address.StartsWith("172.16.", StringComparison.Ordinal)
        || address.StartsWith("192.168.", StringComparison.Ordinal) || address.StartsWith("100.64.", StringComparison.Ordinal);

    public override string ToString() => IsAny && Text.Length == 0 ? "any" : Text;
}

/// <summary>A run of ports, both ends included.</summary>
public readonly record struct PortRange(int First, int Last)
{
    public bool Meets(PortRange other) => First <= other.Last && other.First <= Last;
}

/// <summary>The destination ports that a rule opens.</summary>
public sealed class PortSet(ImmutableArray<PortRange> ranges, string text)
{
    /// <summary>Every port, of every protocol that has ports.</summary>
    public static PortSet All { get; } = new([new(0, 65535)], "all ports");

    /// <summary>No port: a protocol such as ICMP.</summary>
    public static PortSet None { get; } = new([], "no port");

    public ImmutableArray<PortRange> Ranges { get; } = ranges;

    public bool IsAll => Ranges.Length == 1 && Ranges[0] is { First: <= 1, Last: 65535 };

    public bool Contains(int port) => Meets(new PortRange(port, port));

    public bool Meets(PortRange range)
    {
        foreach (var own in Ranges)
        {
            if (own.Meets(range))
                return true;
        }

        return false;
    }

    public override string ToString() => text;
}
