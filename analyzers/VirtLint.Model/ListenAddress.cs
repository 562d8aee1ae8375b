using System;
using System.Globalization;
using System.Linq;

namespace VirtLint.Model;

/// <summary>From where a listener can be reached.</summary>
public enum Exposure
{
    /// <summary>Nowhere: the listener is off.</summary>
    None,

    /// <summary>A Unix socket: file permissions guard it.</summary>
    UnixSocket,

    /// <summary>This host alone.</summary>
    Loopback,

    /// <summary>A host name or a network's address that only the running host resolves.</summary>
    Unknown,

    /// <summary>One address of the host.</summary>
    Address,

    /// <summary>Every address of the host.</summary>
    Everywhere,
}

/// <summary>Where something listens, and who that lets in.</summary>
/// <param name="Text">The address as written; empty for a platform's wildcard by omission.</param>
/// <param name="Exposure">From where it can be reached.</param>
public sealed record ListenAddress(string Text, Exposure Exposure)
{
    /// <summary>Whether other hosts can reach it for certain.</summary>
    public bool IsExposed => Exposure is Exposure.Address or Exposure.Everywhere;

    /// <summary>Whether no other host can reach it for certain.</summary>
    public bool IsLocal => Exposure is Exposure.None or Exposure.UnixSocket or Exposure.Loopback;

    public static ListenAddress Nowhere { get; } = new("", Exposure.None);

    /// <param name="text">An IPv4 or IPv6 address, a host name, <c>*</c>, or a path.</param>
    public static ListenAddress Of(string text) => new(text, ExposureOf(text.Trim().Trim('[', ']')));

    private static Exposure ExposureOf(string text)
    {
        if (text.StartsWith("/", StringComparison.Ordinal))
            return Exposure.UnixSocket;

        if (text.Length == 0 || text is "*" or "0" or "0.0.0.0" or "::" or "::0" or "0:0:0:0:0:0:0:0")
            return Exposure.Everywhere;

        if (text is "::1" or "0:0:0:0:0:0:0:1" || text.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            return Exposure.Loopback;

        var octets = text.Split('.');
        if (octets.Length == 4 && octets.All(static octet => byte.TryParse(octet, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
            return octets[0] == "127" ? Exposure.Loopback : Exposure.Address;

        return text.Contains(':') && text.All(static c => Uri.IsHexDigit(c) || c is ':' or '.' or '%' or '/') ? Exposure.Address : Exposure.Unknown;
    }

    public override string ToString() => Text.Length == 0 ? Exposure.ToString() : Text;
}
