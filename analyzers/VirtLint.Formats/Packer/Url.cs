using System;

namespace VirtLint.Formats.Packer;

/// <summary>The parts of an address that somebody downloads from.</summary>
internal sealed record Url(string Scheme, string Host)
{
    /// <summary>The parts of <c>scheme://[user@]host[:port]/…</c>; null for anything else, such as a path.</summary>
    public static Url? Parse(string text)
    {
        var colon = text.IndexOf("://", StringComparison.Ordinal);
        if (colon <= 0)
            return null;

        var start = colon + 3;
        var end = text.IndexOfAny(['/', '?', '#'], start);
        var authority = end < 0 ? text.Substring(start) : text.Substring(start, end - start);
        authority = authority.Substring(authority.LastIndexOf('@') + 1);
        var port = authority.LastIndexOf(':');
        if (port > authority.LastIndexOf(']'))
            authority = authority.Substring(0, port);

        return new(text.Substring(0, colon).ToLowerInvariant(), authority.Trim('[', ']'));
    }
}
