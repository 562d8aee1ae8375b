using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Sxp;

/// <summary>A list of settings as S-expressions: <c>(key value)</c>, one or several a line; '#' begins a comment.</summary>
/// <remarks>A value in single or double quotes may hold blanks and parentheses. What is nested deeper is passed by.</remarks>
public sealed class SxpTree : SyntaxTree
{
    private SxpTree(SourceText text, ImmutableArray<Setting> settings, ImmutableArray<SyntaxError> errors)
        : base(text, errors) => Root = new SxpScope(settings);

    public SxpScope Root { get; }

    public static SxpTree Parse(SourceText text)
    {
        var settings = ImmutableArray.CreateBuilder<Setting>();
        var errors = ImmutableArray.CreateBuilder<SyntaxError>();
        var at = 0;
        while (at < text.Length)
        {
            var c = text[at];
            if (c == '#')
                at = text.Lines.GetLineFromPosition(at).End;
            else if (c == '(')
                at = ReadSetting(text, at, settings, errors);
            else
                at++;
        }

        return new(text, settings.ToImmutable(), errors.ToImmutable());
    }

    private static int ReadSetting(SourceText text, int open, ImmutableArray<Setting>.Builder settings, ImmutableArray<SyntaxError>.Builder errors)
    {
        var at = SkipBlanks(text, open + 1);
        var key = ReadWord(text, at);
        at = SkipBlanks(text, key.End);
        var value = ReadWord(text, at);
        var close = EndOf(text, value.End);
        if (close < 0)
        {
            errors.Add(new(TextSpan.FromBounds(open, open + 1), "'(' is never closed; expected ')'"));
            return text.Length;
        }

        if (!key.Span.IsEmpty)
            settings.Add(new(text.ToString(key.Span), key.Span, text.ToString(value.Span), value.Span, TextSpan.FromBounds(open, close + 1)));

        return close + 1;
    }

    private static int SkipBlanks(SourceText text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;

        return at;
    }

    /// <summary>A word, or a text in quotes without them; empty where a parenthesis stands.</summary>
    private static (TextSpan Span, int End) ReadWord(SourceText text, int at)
    {
        if (at < text.Length && text[at] is '\'' or '"')
        {
            var end = at + 1;
            while (end < text.Length && text[end] != text[at])
                end += text[end] == '\\' && end + 1 < text.Length ? 2 : 1;

            return (TextSpan.FromBounds(at + 1, end), end < text.Length ? end + 1 : end);
        }

        var last = at;
        while (last < text.Length && !char.IsWhiteSpace(text[last]) && text[last] is not ('(' or ')'))
            last++;

        return (TextSpan.FromBounds(at, last), last);
    }

    /// <summary>The parenthesis that closes the setting, or -1.</summary>
    private static int EndOf(SourceText text, int at)
    {
        var depth = 1;
        while (at < text.Length)
        {
            switch (text[at])
            {
                case '(':
                    depth++;
                    break;
                case ')' when --depth == 0:
                    return at;
                case '\'' or '"':
                    at = ReadWord(text, at).End - 1;
                    break;
            }

            at++;
        }

        return -1;
    }
}

/// <summary>The settings of such a file; of several with one key, the last.</summary>
public sealed class SxpScope(ImmutableArray<Setting> settings) : SettingScope
{
    public override TextSpan Anchor => settings.IsEmpty ? default : settings[0].KeySpan;

    public override TextSpan Span => settings.IsEmpty ? default : TextSpan.FromBounds(settings[0].FullSpan.Start, settings[settings.Length - 1].FullSpan.End);

    public override IEnumerable<Setting> Settings => settings;

    public override Setting? Find(string key) => settings.LastOrDefault(setting => setting.Key == key);

    public override TextChange? Replace(Setting setting, string value) => new TextChange(setting.ValueSpan, value);
}
