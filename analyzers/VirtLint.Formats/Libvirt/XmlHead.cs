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

    /// <summary>
    /// The head of a text whose first element has this local name, or null. Every XML file of a run is asked by several
    /// formats: one that is another's costs no copy of the text.
    /// </summary>
    public static XmlHead? Of(SourceText source, string root)
    {
        var at = RootStart(source);
        return at >= 0 && HasName(source, at, root) ? RootAt(source.ToString(TextSpan.FromBounds(0, Math.Min(source.Length, Length))), at) : null;
    }

    /// <summary>Where the first start tag begins, or -1: comments, declarations and template marks are passed over.</summary>
    private static int RootStart(SourceText source)
    {
        var end = Math.Min(source.Length, Length) - 1;
        for (var at = 0; at < end; at++)
        {
            if (source[at] != '<')
                continue;

            if (source[at + 1] == '!' && at + 3 < end && source[at + 2] == '-' && source[at + 3] == '-')
                at = After(source, at, "-->", end);
            else if (source[at + 1] is '?' or '!' or '%')
                at = After(source, at, ">", end);
            else
                return at;
        }

        return -1;
    }

    private static int After(SourceText source, int start, string closer, int end)
    {
        for (var at = start; at < end; at++)
        {
            var matched = 0;
            while (matched < closer.Length && at + matched <= end && source[at + matched] == closer[matched])
                matched++;

            if (matched == closer.Length)
                return at + matched - 1;
        }

        return end;
    }

    private static bool HasName(SourceText source, int at, string name)
    {
        var start = at + 1;
        var end = start;
        while (end < source.Length && end - start < 256 && IsNamePart(source[end]))
        {
            if (source[end++] == ':')
                start = end;
        }

        if (end - start != name.Length)
            return false;

        for (var i = 0; i < name.Length; i++)
        {
            if (source[start + i] != name[i])
                return false;
        }

        return true;
    }

    private static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or ':';

    private static XmlHead RootAt(string text, int start)
    {
        var end = start + 1;
        while (end < text.Length && IsNamePart(text[end]))
            end++;

        var name = text.Substring(start + 1, end - start - 1);
        var close = text.IndexOf('>', end);
        return new(
            text,
            name.Substring(name.IndexOf(':') + 1),
            text.Substring(start, (close < 0 ? text.Length : close) - start));
    }
}
