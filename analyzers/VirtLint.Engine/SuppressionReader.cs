using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Xml;

namespace VirtLint.Engine;

/// <summary>Finds <c>virtlint: ignore</c> in a text, whatever the format and its comments look like.</summary>
/// <remarks>
/// It reads the text rather than the comments of a tree: some formats have no comments but descriptions, some files are
/// malformed, and no format has to remember to offer its comments.
/// </remarks>
internal static class SuppressionReader
{
    private const string Marker = "virtlint:";

    private static readonly Regex Statement = new(
        @"\G\s*(?<verb>ignore-file|ignore)\b(?:[ \t]+(?<id>(?!until\b)[A-Za-z]+\d+)(?:[ \t]*,[ \t]*(?<id>[A-Za-z]+\d+))*)?(?:[ \t]+until[ \t]+(?<until>[^\s:]+))?(?:[ \t]*:[ \t]*(?<reason>[^\r\n]*))?",
        RegexOptions.CultureInvariant);

    public static void Read(BindingContext context)
    {
        var source = context.File.Text.ToString();
        for (var at = source.IndexOf(Marker, StringComparison.Ordinal); at >= 0; at = source.IndexOf(Marker, at + 1, StringComparison.Ordinal))
        {
            var match = Statement.Match(source, at + Marker.Length);
            if (match.Success)
                Add(match, at, source, context);
        }
    }

    private static void Add(Match match, int at, string source, BindingContext context)
    {
        var until = Fact<DateTimeOffset>.Absent;
        if (match.Groups["until"] is { Success: true } date)
        {
            var span = new TextSpan(date.Index, date.Length);
            if (!DateTimeOffset.TryParseExact(
                date.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day))
            {
                // It holds nothing back: a mistyped date must not suppress for good.
                context.Report(SettingIssueKind.InvalidValue, "until", span, $"'until' is '{date.Value}'; expected a date such as '2027-01-31'");
                return;
            }

            until = Fact.Stated(day, context.Origin(span), date.Value, "until");
        }

        var covers = match.Groups["verb"].Value == "ignore-file"
            ? new TextSpan(0, source.Length)
            : Covered(context.File.Text, source, at);
        var reason = Reason(match.Groups["reason"], context);
        Suppression? first = null;
        foreach (Capture id in match.Groups["id"].Captures)
        {
            var suppression = Create(id.Value.ToUpperInvariant(), new TextSpan(id.Index, id.Length), first);
            first ??= suppression;
        }

        if (first is null)
            Create("", TextSpan.FromBounds(at, match.Groups["verb"].Index + match.Groups["verb"].Length), null);

        Suppression Create(string id, TextSpan span, Suppression? owner) =>
            context.Add(new Suppression(id, context.Origin(span), covers, owner) { Reason = reason, Until = until });
    }

    private static Fact<string> Reason(Group group, BindingContext context)
    {
        if (!group.Success)
            return Fact<string>.Absent;

        var text = group.Value;
        foreach (var end in new[] { "-->", "*/" })
        {
            if (text.IndexOf(end, StringComparison.Ordinal) is >= 0 and var stop)
                text = text.Substring(0, stop);
        }

        text = text.TrimEnd();
        return text.Length == 0
            ? Fact<string>.Absent
            : Fact.Stated(text, context.Origin(new TextSpan(group.Index, text.Length)), text, "reason");
    }

    /// <summary>The comment's own line or, when nothing else stands there, what the next line begins.</summary>
    private static TextSpan Covered(SourceText text, string source, int at)
    {
        var line = text.Lines.GetLineFromPosition(at);
        if (!IsComment(source.Substring(line.Start, at - line.Start)))
            return line.Span;

        var number = text.Lines.GetLineFromPosition(EndOfComment(source, at)).LineNumber + 1;
        while (number < text.Lines.Count && IsCommentOrBlank(text.Lines[number].ToString()))
            number++;

        if (number >= text.Lines.Count)
            return line.Span;

        var target = text.Lines[number];
        return source[FirstCharacter(source, target)] == '<'
            ? Element(text, target, FirstCharacter(source, target))
            : Block(text, source, number);
    }

    /// <summary>Where an XML comment that is open at a place is closed; the place itself outside of one.</summary>
    private static int EndOfComment(string source, int at)
    {
        var open = source.LastIndexOf("<!--", at, StringComparison.Ordinal);
        if (open < 0 || source.IndexOf("-->", open, at - open, StringComparison.Ordinal) >= 0)
            return at;

        return source.IndexOf("-->", at, StringComparison.Ordinal) is >= 0 and var close ? close : at;
    }

    /// <summary>The element that starts there, with all that it holds.</summary>
    private static TextSpan Element(SourceText text, TextLine line, int start)
    {
        var element = Find(XmlTree.Parse(text).Roots, start);
        return element is null ? line.Span : TextSpan.FromBounds(line.Start, Math.Max(line.End, element.Span.End));
    }

    private static XmlElement? Find(IEnumerable<XmlElement> elements, int start)
    {
        foreach (var element in elements)
        {
            if (element.Span.Start == start)
                return element;

            if (element.Span.Contains(start))
                return Find(element.Children, start);
        }

        return null;
    }

    /// <summary>The line, with the lines that are indented below it: a section of storage.cfg, a block of YAML.</summary>
    private static TextSpan Block(SourceText text, string source, int number)
    {
        var first = text.Lines[number];
        var indent = FirstCharacter(source, first) - first.Start;
        var end = first.End;
        for (var i = number + 1; i < text.Lines.Count; i++)
        {
            var line = text.Lines[i];
            if (line.ToString().Trim().Length == 0 || FirstCharacter(source, line) - line.Start <= indent)
                break;

            end = line.End;
        }

        return TextSpan.FromBounds(first.Start, end);
    }

    private static int FirstCharacter(string source, TextLine line)
    {
        var position = line.Start;
        while (position < line.End && char.IsWhiteSpace(source[position]))
            position++;

        return position;
    }

    private static bool IsCommentOrBlank(string line) => line.Trim() is var trimmed
        && (trimmed.Length == 0
            || trimmed[0] is '#' or ';'
            || trimmed.StartsWith("//", StringComparison.Ordinal)
            || (trimmed.StartsWith("<!--", StringComparison.Ordinal) && trimmed.EndsWith("-->", StringComparison.Ordinal)));

    /// <summary>Whether what stands before the marker only opens a comment, or belongs to one over several lines.</summary>
    private static bool IsComment(string before) => before.Trim().Trim('#', ';', '/', '*', '<', '!', '-').Length == 0;
}
