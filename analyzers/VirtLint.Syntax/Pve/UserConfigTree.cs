using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Pve;

/// <summary>The cluster's users, groups, tokens, roles, permissions and pools: one colon-separated record a line.</summary>
/// <remarks>pve-access-control, AccessControl.pm: parse_user_config.</remarks>
public sealed class UserConfigTree : SyntaxTree
{
    private UserConfigTree(SourceText text, ImmutableArray<UserRecord> records, ImmutableArray<Literal> comments, bool isTemplate, ImmutableArray<SyntaxError> errors)
        : base(text, errors)
    {
        Records = records;
        Comments = comments;
        IsTemplate = isTemplate;
    }

    public ImmutableArray<UserRecord> Records { get; }

    public ImmutableArray<Literal> Comments { get; }

    public static UserConfigTree Parse(SourceText text)
    {
        var lines = new PveLines(text);
        var records = ImmutableArray.CreateBuilder<UserRecord>();
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            var trimmed = lines.Trim(line);
            if (trimmed.IsEmpty || lines.IsTemplateLine(line))
                continue;

            if (lines.At(trimmed.Start) == '#')
            {
                lines.AddComment(TextSpan.FromBounds(trimmed.Start + 1, line.End));
                continue;
            }

            var fields = Split(lines, trimmed);
            var minimum = MinimumFields(fields[0].Text);
            if (minimum == 0)
                lines.Report(fields[0].Span, $"unknown record '{fields[0].Text}'; expected 'user', 'group', 'token', 'role', 'acl' or 'pool'");
            else if (fields.Count - 1 < minimum)
                lines.Report(trimmed, $"the {fields[0].Text} record has {fields.Count - 1} fields; expected {minimum} or more, separated by ':'");
            else
                records.Add(new(fields[0].Text, trimmed, lines.Full(i), [.. fields.GetRange(1, fields.Count - 1)]));
        }

        return new(text, records.ToImmutable(), lines.Comments, lines.IsTemplate, lines.Errors);
    }

    private static int MinimumFields(string kind) => kind switch
    {
        "user" or "token" or "group" or "pool" or "role" => 1,
        "acl" => 4,
        _ => 0,
    };

    private static List<Literal> Split(PveLines lines, TextSpan line)
    {
        var fields = new List<Literal>();
        for (var start = line.Start; start <= line.End;)
        {
            var end = start;
            while (end < line.End && lines.At(end) != ':')
                end++;

            var span = lines.Trim(TextSpan.FromBounds(start, end));
            fields.Add(new(Decode(lines.Text(span)), span));
            start = end + 1;
        }

        return fields;
    }

    private static string Decode(string text) => text.IndexOf('%') < 0 ? text : Uri.UnescapeDataString(text);
}

/// <summary>One record.</summary>
/// <param name="Kind"><c>user</c>, <c>group</c>, <c>token</c>, <c>role</c>, <c>acl</c> or <c>pool</c>.</param>
/// <param name="Span">The record without its line break.</param>
/// <param name="FullSpan">The record with its line break.</param>
/// <param name="Fields">The fields behind the kind, URL-decoded.</param>
public sealed record UserRecord(string Kind, TextSpan Span, TextSpan FullSpan, ImmutableArray<Literal> Fields)
{
    /// <summary>A field by its position behind the kind; empty, at the record's end, when the record is shorter.</summary>
    public Literal Field(int index) => index < Fields.Length ? Fields[index] : new("", new TextSpan(Span.End, 0));
}
