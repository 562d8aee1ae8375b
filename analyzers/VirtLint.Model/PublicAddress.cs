using System.Net;
using System.Net.Sockets;

namespace VirtLint.Model;

/// <summary>Tells addresses of the Internet from those of one's own networks.</summary>
public static class PublicAddress
{
    /// <param name="text">An address or a network, as <c>203.0.113.7</c> or <c>[2001:db8::]/64</c>; a host name is never public for certain.</param>
    public static bool Is(string text)
    {
        var slash = text.IndexOf('/');
        var address = (slash < 0 ? text : text.Substring(0, slash)).Trim('[', ']');

        // A lone number is an address to the parser, and so is '1.2'.
        if (address.Split('.').Length is not (1 or 4) || (address.IndexOf(':') < 0 && address.IndexOf('.') < 0) || !IPAddress.TryParse(address, out var parsed))
            return false;

        var bytes = parsed.GetAddressBytes();
        return parsed.AddressFamily is AddressFamily.InterNetwork ? IsPublic(bytes[0], bytes[1]) : (bytes[0] & 0xe0) == 0x20;
    }

    /// <summary>RFC 6890, and what is multicast or reserved; the ranges for documentation count as public.</summary>
    private static bool IsPublic(byte first, byte second) => first switch
    {
        0 or 10 or 127 or >= 224 => false,
        100 => second is < 64 or > 127,
        169 => second != 254,
        172 => second is < 16 or > 31,
        192 => second != 168,
        198 => second is not (18 or 19),
        _ => true,
    };
}
