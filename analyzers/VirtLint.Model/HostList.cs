using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace VirtLint.Model;

/// <summary>Where a host is, as far as its name or address tells.</summary>
public enum HostScope
{
    /// <summary>This very host.</summary>
    Loopback,

    /// <summary>In the site: a private address, a name without a domain, or one in a domain that is never public.</summary>
    Private,

    /// <summary>An address of the Internet.</summary>
    Public,

    /// <summary>A name that may be anywhere.</summary>
    Named,
}

/// <summary>A project's list of hosts: names, <c>*.example.net</c>, addresses and IPv4 networks such as <c>10.9.0.0/24</c>.</summary>
public sealed class HostList(IEnumerable<string> entries)
{
    // RFC 6761, RFC 6762, RFC 8375, and ICANN's .internal of 2024; .lan, .home and .corp are in no root zone.
    private static readonly string[] s_privateSuffixes =
        [".local", ".localdomain", ".lan", ".home", ".internal", ".home.arpa", ".corp", ".intranet", ".private", ".svc"];

    private readonly string[] _entries = [.. entries];

    public bool Contains(string host) => _entries.Any(entry => Matches(entry, host));

    /// <summary>Where a host is, as far as its name or address tells.</summary>
    public static HostScope ScopeOf(string host)
    {
        var text = host.Trim().Trim('[', ']');
        if (ListenAddress.Of(text).Exposure is Exposure.Loopback or Exposure.UnixSocket)
            return HostScope.Loopback;

        if (Address(text) is { } address)
            return IsPrivate(address) ? HostScope.Private : HostScope.Public;

        if (text.Contains(':'))
            return IsPrivateV6(text) ? HostScope.Private : HostScope.Public;

        return !text.Contains('.') || s_privateSuffixes.Any(suffix => text.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            ? HostScope.Private
            : HostScope.Named;
    }

    /// <summary>Whether the text is an address instead of a name.</summary>
    public static bool IsAddress(string host) => Address(host) is not null || host.Contains(':');

    private static bool Matches(string entry, string host)
    {
        if (entry.StartsWith("*.", StringComparison.Ordinal))
            return host.EndsWith(entry.Substring(1), StringComparison.OrdinalIgnoreCase);

        var slash = entry.IndexOf('/');
        if (slash < 0)
            return entry.Equals(host, StringComparison.OrdinalIgnoreCase);

        return Address(entry.Substring(0, slash)) is { } network
            && int.TryParse(entry.Substring(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            && length <= 32
            && Address(host) is { } address
            && (length == 0 || (address ^ network) >> (32 - length) == 0);
    }

    private static uint? Address(string text)
    {
        var octets = text.Split('.');
        if (octets.Length != 4)
            return null;

        var address = 0u;
        foreach (var octet in octets)
        {
            if (!byte.TryParse(octet, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
                return null;

            address = (address << 8) | value;
        }

        return address;
    }

    /// <summary>RFC 1918, RFC 3927 (link-local) and RFC 6598 (shared addresses, which overlay networks use).</summary>
    private static bool IsPrivate(uint address) =>
        address >> 24 == 10 || address >> 20 == 0xAC1 || address >> 16 == 0xC0A8 || address >> 16 == 0xA9FE || address >> 22 == 0x191;

    /// <summary>RFC 4193 (unique local) and link-local.</summary>
    private static bool IsPrivateV6(string text) =>
        text.StartsWith("fc", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("fd", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("fe8", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("fe9", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("fea", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("feb", StringComparison.OrdinalIgnoreCase);
}
