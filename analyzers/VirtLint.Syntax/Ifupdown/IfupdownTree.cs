using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Syntax.Pve;

namespace VirtLint.Syntax.Ifupdown;

/// <summary>/etc/network/interfaces: stanzas that start with a keyword, with option lines below.</summary>
/// <remarks>interfaces(5); ifupdown2 reads the same grammar.</remarks>
public sealed class IfupdownTree : SyntaxTree
{
    private IfupdownTree(SourceText text, ImmutableArray<IfupdownStanza> stanzas, PveLines lines)
        : base(text, lines.Errors)
    {
        Stanzas = stanzas;
        Comments = lines.Comments;
        IsTemplate = lines.IsTemplate;
    }

    public ImmutableArray<IfupdownStanza> Stanzas { get; }

    public ImmutableArray<Literal> Comments { get; }

    public static IfupdownTree Parse(SourceText text)
    {
        var lines = new PveLines(text);
        var stanzas = ImmutableArray.CreateBuilder<IfupdownStanza>();
        IfupdownStanza? current = null;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines.Trim(lines[i]);
            if (line.IsEmpty || lines.IsTemplateLine(line))
                continue;

            if (lines.At(line.Start) == '#')
            {
                lines.AddComment(TextSpan.FromBounds(line.Start + 1, line.End));
                continue;
            }

            // Mako's own control lines: '% for x in y:'.
            if (lines.At(line.Start) == '%')
                continue;

            var full = lines.Full(i);
            while (lines.At(line.End - 1) == '\\' && i + 1 < lines.Count)
            {
                line = TextSpan.FromBounds(line.Start, lines[++i].End);
                full = TextSpan.FromBounds(full.Start, lines.Full(i).End);
            }

            var end = lines.WordEnd(line.Start, line.End);
            var keyword = new Literal(lines.Text(TextSpan.FromBounds(line.Start, end)), TextSpan.FromBounds(line.Start, end));
            var rest = lines.Trim(TextSpan.FromBounds(end, line.End));
            if (IsStanza(keyword.Text))
            {
                current = new IfupdownStanza(text, keyword, Words(lines, rest), full);
                stanzas.Add(current);
                if (keyword.Text == "iface" && current.Arguments.Length == 0)
                    lines.Report(keyword.Span, "the stanza names no interface; expected 'iface NAME inet METHOD'");
            }
            else if (current is null)
            {
                lines.Report(line, $"option '{keyword.Text}' stands in no stanza; expected 'auto', 'iface', 'mapping' or 'source' before it");
            }
            else
            {
                current.Add(new Setting(keyword.Text, keyword.Span, Joined(lines.Text(rest)), rest.IsEmpty ? keyword.Span : rest, full), full);
            }
        }

        return new(text, stanzas.ToImmutable(), lines);
    }

    private static bool IsStanza(string word) =>
        word is "auto" or "iface" or "mapping" or "source" or "source-directory" or "rename" or "no-auto-down" or "no-scripts" or "template" or "vlan" or "bridge"
        || word.StartsWith("allow-", StringComparison.Ordinal);

    private static string Joined(string value) => value.IndexOf('\\') < 0
        ? value
        : string.Join(" ", value.Replace("\\\r\n", " ").Replace("\\\n", " ").Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries));

    private static ImmutableArray<Literal> Words(PveLines lines, TextSpan span)
    {
        var words = ImmutableArray.CreateBuilder<Literal>();
        for (var at = span.Start; at < span.End;)
        {
            var end = lines.WordEnd(at, span.End);
            if (end > at && lines.Text(TextSpan.FromBounds(at, end)) is var word && word != "\\")
                words.Add(new(word, TextSpan.FromBounds(at, end)));

            at = end + 1;
        }

        return words.ToImmutable();
    }
}

/// <summary>One stanza. For <c>iface vmbr0 inet static</c> the name is <c>vmbr0</c>.</summary>
public sealed class IfupdownStanza : SettingScope
{
    private readonly SourceText _source;
    private readonly List<Setting> _settings = [];
    private TextSpan _span;

    internal IfupdownStanza(SourceText source, Literal keyword, ImmutableArray<Literal> arguments, TextSpan span)
    {
        _source = source;
        Keyword = keyword;
        Arguments = arguments;
        _span = span;
    }

    /// <summary><c>iface</c>, <c>auto</c>, <c>source</c> …</summary>
    public Literal Keyword { get; }

    /// <summary>The words behind the keyword.</summary>
    public ImmutableArray<Literal> Arguments { get; }

    /// <summary>The first argument; empty when there is none.</summary>
    public string Name => Arguments.Length > 0 ? Arguments[0].Text : "";

    /// <summary>The method of an <c>iface</c> stanza (<c>static</c>, <c>manual</c>); empty when it has none.</summary>
    public string Method => Keyword.Text == "iface" && Arguments.Length > 1 ? Arguments[Arguments.Length - 1].Text : "";

    public override TextSpan Anchor => Arguments.Length > 0 ? Arguments[0].Span : Keyword.Span;

    public override TextSpan Span => _span;

    public override IEnumerable<Setting> Settings => _settings;

    /// <summary>Options are the same with '-' and with '_'. // pve-common, INotify.pm: bridge_ports and bridge-ports</summary>
    public override Setting? Find(string key) => _settings.LastOrDefault(setting => IsSame(setting.Key, key));

    public IEnumerable<Setting> FindAll(string key) => _settings.Where(setting => IsSame(setting.Key, key));

    public override TextChange? Insert(string key, string value) => new TextChange(new TextSpan(_span.End, 0), $"\t{key} {value}{LineBreaks.Of(_source)}");

    internal void Add(Setting setting, TextSpan full)
    {
        _settings.Add(setting);
        _span = TextSpan.FromBounds(_span.Start, full.End);
    }

    private static bool IsSame(string a, string b)
    {
        if (a.Length != b.Length)
            return false;

        for (var i = 0; i < a.Length; i++)
        {
            if ((a[i] == '_' ? '-' : a[i]) != (b[i] == '_' ? '-' : b[i]))
                return false;
        }

        return true;
    }
}
