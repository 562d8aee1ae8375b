using System;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Formats.Libvirt;

/// <summary>The beginning of an XML text: enough of it to tell whose it is.</summary>
internal readonly struct XmlHead
{
    private const int Length = 16 * 1024;

    private readonly string _text;

    private XmlHead(string text, string root, string rootTag)
    {
        _text = text;
        Root = root;
        RootTag = rootTag;
    }

    /// <summary>The local name of the first element; empty when there is none.</summary>
    public string Root { get; }

    /// <summary>The first element's start tag, attributes included.</summary>
    public string RootTag { get; }

    public bool Has(string text) => _text.IndexOf(text, StringComparison.Ordinal) >= 0;

    public static XmlHead Of(SourceText source)
    {
        var text = source.ToString(TextSpan.FromBounds(0, Math.Min(source.Length, Length)));
        for (var at = text.IndexOf('<'); at >= 0 && at + 1 < text.Length; at = text.IndexOf('<', at + 1))
        {
            if (StartsWith(text, at, "<!--"))
                at = text.IndexOf("-->", at, StringComparison.Ordinal);
            else if (text[at + 1] is '?' or '!' or '%')
                at = text.IndexOf('>', at);
            else
                return RootAt(text, at);

            if (at < 0)
                break;
        }

        return new(text, "", "");
    }

    private static XmlHead RootAt(string text, int start)
    {
        var end = start + 1;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '-' or '.' or ':'))
            end++;

        var name = text.Substring(start + 1, end - start - 1);
        var close = text.IndexOf('>', end);
        return new(
            text,
            name.Substring(name.IndexOf(':') + 1),
            text.Substring(start, (close < 0 ? text.Length : close) - start));
    }

    private static bool StartsWith(string text, int at, string prefix) =>
        string.CompareOrdinal(text, at, prefix, 0, prefix.Length) == 0;
}
