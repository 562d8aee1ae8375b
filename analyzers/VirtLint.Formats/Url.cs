using System;

namespace VirtLint.Formats;

/// <summary>The parts of an address that somebody connects to or downloads from.</summary>
internal sealed record Url(string Scheme, string Host)
{
    /// <summary>The parts of <c>scheme://[user@]host[:port]/…</c>; null for anything else, such as a path.</summary>
    public static Url? Parse(string text)
    {
        var colon = text.IndexOf("://", StringComparison.Ordinal);
        return colon <= 0 ? null : new(text.Substring(0, colon).ToLowerInvariant(), HostOf(text));
    }

    /// <summary>The host of an address, with or without a scheme before it, a user, or a port and a path behind it.</summary>
    public static string HostOf(string text)
    {
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        var start = scheme < 0 ? 0 : scheme + 3;
        var end = text.IndexOfAny(['/', '?', '#'], start);
        var authority = end < 0 ? text.Substring(start) : text.Substring(start, end - start);
        authority = authority.Substring(authority.LastIndexOf('@') + 1);
        var port = authority.LastIndexOf(':');
        if (port > authority.LastIndexOf(']'))
            authority = authority.Substring(0, port);

        return authority.Trim('[', ']');
    }
}
