using System;
using System.Globalization;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.OpenStack;

/// <summary>A URL as service files write it, with the places of its parts. Of several hosts, the first that is another one.</summary>
/// <param name="Scheme">The scheme in lower case: <c>rabbit</c>, <c>mysql+pymysql</c>.</param>
/// <param name="Host">The host; null when none is named.</param>
/// <param name="Port">The port; 0 when none is named.</param>
/// <param name="Query">What follows the question mark.</param>
/// <param name="SchemeSpan">The scheme's own text.</param>
/// <param name="Password">The password of the first host, and its text.</param>
/// <param name="User">The user of the first host; empty when none is named.</param>
internal sealed record ServiceUrl(string Scheme, ListenAddress? Host, int Port, string Query, TextSpan SchemeSpan, Literal? Password, string User)
{
    public static ServiceUrl? Parse(Setting setting)
    {
        var text = setting.Value;
        var mark = text.IndexOf("://", StringComparison.Ordinal);
        if (mark <= 0)
            return null;

        var start = mark + 3;
        var end = text.IndexOfAny(['/', '?'], start);
        var authority = text.Substring(start, (end < 0 ? text.Length : end) - start);
        var question = text.IndexOf('?', start);
        ListenAddress? host = null;
        var port = 0;
        foreach (var part in authority.Split(','))
        {
            var (name, number) = HostOf(part.Substring(part.LastIndexOf('@') + 1));
            if (name.Length == 0 || (host is { IsLocal: false }))
                continue;

            (host, port) = (ListenAddress.Of(name), number);
        }

        // A value that was put together has no place for its parts.
        var isVerbatim = text.Length == setting.ValueSpan.Length;
        return new(
            text.Substring(0, mark).ToLowerInvariant(),
            host,
            port,
            question < 0 ? "" : text.Substring(question + 1),
            isVerbatim ? new TextSpan(setting.ValueSpan.Start, mark) : setting.ValueSpan,
            PasswordOf(authority, isVerbatim ? setting.ValueSpan.Start + start : -1, setting),
            UserOf(authority));
    }

    private static (string Host, int Port) HostOf(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > text.LastIndexOf(']') && int.TryParse(text.Substring(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? (text.Substring(0, colon), port)
            : (text, 0);
    }

    private static string UserOf(string authority)
    {
        var end = authority.IndexOfAny([':', '@', ',']);
        return end >= 0 && authority.IndexOf('@', end) >= 0 && authority[end] != ',' ? authority.Substring(0, end) : "";
    }

    private static Literal? PasswordOf(string authority, int start, Setting setting)
    {
        var comma = authority.IndexOf(',');
        var first = comma < 0 ? authority : authority.Substring(0, comma);
        var at = first.LastIndexOf('@');
        var colon = first.IndexOf(':');
        if (colon < 0 || colon > at)
            return null;

        var password = first.Substring(colon + 1, at - colon - 1);
        return new Literal(password, start < 0 ? setting.ValueSpan : new TextSpan(start + colon + 1, password.Length));
    }
}
