using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Pve;

/// <summary>The cluster's options: one <c>key: value</c> a line.</summary>
/// <remarks>pve-common, JSONSchema.pm: parse_config; lines that start with '#' are a description.</remarks>
public sealed class PveOptionsTree : SyntaxTree
{
    private PveOptionsTree(SourceText text, PveSection root, ImmutableArray<Literal> comments, bool isTemplate, ImmutableArray<SyntaxError> errors)
        : base(text, errors)
    {
        Root = root;
        Comments = comments;
        IsTemplate = isTemplate;
    }

    public PveSection Root { get; }

    public ImmutableArray<Literal> Comments { get; }

    public static PveOptionsTree Parse(SourceText text)
    {
        var lines = new PveLines(text);
        var settings = new List<Setting>();
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            var trimmed = lines.Trim(line);
            if (trimmed.IsEmpty || lines.IsTemplateLine(line))
                continue;

            if (lines.At(line.Start) == '#')
            {
                lines.AddComment(TextSpan.FromBounds(line.Start + 1, line.End));
                continue;
            }

            var colon = trimmed.Start;
            while (colon < trimmed.End && lines.At(colon) != ':' && !char.IsWhiteSpace(lines.At(colon)))
                colon++;

            if (colon == trimmed.Start || colon == trimmed.End || lines.At(colon) != ':')
            {
                lines.Report(trimmed, "the line is no setting; expected 'key: value'");
                continue;
            }

            var key = TextSpan.FromBounds(trimmed.Start, colon);
            var value = lines.Trim(TextSpan.FromBounds(colon + 1, line.End));
            settings.Add(new Setting(lines.Text(key), key, lines.Text(value), value, lines.Full(i)));
        }

        var anchor = settings.Count > 0 ? settings[0].KeySpan : new TextSpan(0, 0);
        return new(text, new PveSection(text, "", anchor, new TextSpan(0, text.Length), settings), lines.Comments, lines.IsTemplate, lines.Errors);
    }
}
