using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Pve;

/// <summary>A firewall file: options, aliases, IP sets, rules and security groups.</summary>
/// <remarks>pve-firewall, Firewall.pm: generic_fw_config_parser.</remarks>
public sealed class FirewallTree : SyntaxTree
{
    private FirewallTree(
        SourceText text, FirewallSection options, bool hasOptions, ImmutableArray<FirewallEntry> aliases, ImmutableArray<FirewallSet> sets,
        ImmutableArray<FirewallRuleLine> rules, ImmutableArray<FirewallGroup> groups, PveLines lines)
        : base(text, lines.Errors)
    {
        Options = options;
        HasOptions = hasOptions;
        Aliases = aliases;
        Sets = sets;
        Rules = rules;
        Groups = groups;
        Comments = lines.Comments;
        IsTemplate = lines.IsTemplate;
    }

    /// <summary>The <c>[OPTIONS]</c>; empty when the file has none. Keys are in lower case.</summary>
    public FirewallSection Options { get; }

    public bool HasOptions { get; }

    /// <summary><c>[ALIASES]</c>: name and address.</summary>
    public ImmutableArray<FirewallEntry> Aliases { get; }

    /// <summary><c>[IPSET name]</c>.</summary>
    public ImmutableArray<FirewallSet> Sets { get; }

    /// <summary><c>[RULES]</c>, disabled ones included.</summary>
    public ImmutableArray<FirewallRuleLine> Rules { get; }

    /// <summary><c>[group name]</c>: rules that a GROUP rule pulls in.</summary>
    public ImmutableArray<FirewallGroup> Groups { get; }

    public ImmutableArray<Literal> Comments { get; }

    public static FirewallTree Parse(SourceText text)
    {
        var lines = new PveLines(text);
        var options = new List<Setting>();
        var header = default(TextSpan);
        var firstHeader = default(TextSpan);
        var aliases = ImmutableArray.CreateBuilder<FirewallEntry>();
        var sets = new List<(Literal Name, List<FirewallEntry> Entries)>();
        var rules = ImmutableArray.CreateBuilder<FirewallRuleLine>();
        var groups = new List<(Literal Name, List<FirewallRuleLine> Rules)>();
        var section = "";
        var wasReported = false;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines.Trim(lines[i]);
            if (line.IsEmpty || lines.IsTemplateLine(line))
                continue;

            if (lines.At(line.Start) == '#')
            {
                lines.AddComment(TextSpan.FromBounds(line.Start + 1, line.End));
            }
            else if (lines.At(line.Start) == '[')
            {
                wasReported = false;
                var span = TextSpan.FromBounds(line.Start + 1, Math.Max(line.Start + 1, HeaderEnd(lines, line)));
                var name = NameIn(lines, span, out section);
                if (firstHeader == default)
                    firstHeader = span;

                if (section == "options")
                    header = span;
                else if (section == "ipset")
                    sets.Add((name, []));
                else if (section == "group")
                    groups.Add((name, []));
                else if (section.Length == 0)
                    lines.Report(span, $"unknown section '[{lines.Text(span)}]'; expected '[OPTIONS]', '[ALIASES]', '[IPSET name]', '[RULES]' or '[group name]'");
            }
            else if (section == "options")
            {
                ReadOption(lines, line, lines.Full(i), options);
            }
            else if (section == "aliases")
            {
                if (ReadEntry(lines, line, lines.Full(i), isAlias: true) is { } alias)
                    aliases.Add(alias);
            }
            else if (section == "ipset")
            {
                if (ReadEntry(lines, line, lines.Full(i), isAlias: false) is { } entry)
                    sets[sets.Count - 1].Entries.Add(entry);
            }
            else if (section is "rules" or "group")
            {
                if (FirewallRuleLine.Read(lines, line, lines.Full(i)) is { } rule)
                    (section == "rules" ? (IList<FirewallRuleLine>)rules : groups[groups.Count - 1].Rules).Add(rule);
            }
            else if (!wasReported)
            {
                wasReported = true;
                lines.Report(line, "the line stands in no known section; expected a header such as '[RULES]' before it");
            }
        }

        return new(
            text,
            new FirewallSection(header == default ? firstHeader : header, header != default, TextSpan.FromBounds(header.Start, Math.Max(header.End, options.Count > 0 ? options[options.Count - 1].FullSpan.End : 0)), options, text),
            header != default,
            aliases.ToImmutable(),
            [.. sets.Select(static set => new FirewallSet(set.Name, [.. set.Entries]))],
            rules.ToImmutable(),
            [.. groups.Select(static group => new FirewallGroup(group.Name, [.. group.Rules]))],
            lines);
    }

    private static int HeaderEnd(PveLines lines, TextSpan line)
    {
        for (var i = line.Start; i < line.End; i++)
        {
            if (lines.At(i) == ']')
                return i;
        }

        lines.Report(line, "the section header is not closed; expected ']'");
        return line.End;
    }

    private static Literal NameIn(PveLines lines, TextSpan span, out string section)
    {
        var text = lines.Text(span);
        var blank = text.IndexOf(' ');
        var word = (blank < 0 ? text : text.Substring(0, blank)).ToLowerInvariant();
        section = word is "options" or "aliases" or "rules" || (word is "ipset" or "group" && blank > 0) ? word : "";
        var name = blank < 0 ? span : lines.Trim(TextSpan.FromBounds(span.Start + blank, span.End));
        return new(lines.Text(name), name);
    }

    /// <summary>// pve-firewall, Firewall.pm: options have no comments of their own, and keys no case</summary>
    private static void ReadOption(PveLines lines, TextSpan line, TextSpan full, List<Setting> options)
    {
        var text = lines.Text(line);
        var colon = text.IndexOf(':');
        if (colon <= 0)
        {
            lines.Report(line, "the line is no option; expected 'key: value'");
            return;
        }

        var value = lines.Trim(TextSpan.FromBounds(line.Start + colon + 1, line.End));
        options.Add(new Setting(text.Substring(0, colon).Trim().ToLowerInvariant(), new TextSpan(line.Start, colon), lines.Text(value), value, full));
    }

    private static FirewallEntry? ReadEntry(PveLines lines, TextSpan line, TextSpan full, bool isAlias)
    {
        var body = lines.Trim(lines.WithoutComment(line));
        if (body.IsEmpty)
            return null;

        var end = lines.WordEnd(body.Start, body.End);
        var first = TextSpan.FromBounds(body.Start, end);
        var rest = lines.Trim(TextSpan.FromBounds(end, body.End));
        if (isAlias)
        {
            if (!rest.IsEmpty)
                return new(new(lines.Text(first), first), new(lines.Text(rest), rest), IsNegated: false, full);

            lines.Report(body, "the alias has no address; expected 'name address'");
            return null;
        }

        // An entry that excludes addresses may write its mark apart: '! 10.0.0.1'.
        var isNegated = lines.At(first.Start) == '!';
        var address = !isNegated ? first : first.Length > 1 ? TextSpan.FromBounds(first.Start + 1, first.End) : rest;
        return new(new("", first), new(lines.Text(address), address), isNegated, full);
    }
}

/// <summary>The options of a firewall file.</summary>
/// <param name="anchor">The header's name; where there is none, the first header of the file.</param>
public sealed class FirewallSection(TextSpan anchor, bool hasHeader, TextSpan span, IReadOnlyList<Setting> settings, SourceText source) : SettingScope
{
    public override TextSpan Anchor { get; } = anchor;

    public override TextSpan Span { get; } = span;

    public override IEnumerable<Setting> Settings { get; } = settings;

    public override Setting? Find(string key) => settings.LastOrDefault(setting => setting.Key == key);

    public override TextChange? Insert(string key, string value)
    {
        var end = LineBreaks.Of(source);
        if (settings.Count > 0)
            return new TextChange(new TextSpan(settings[0].FullSpan.Start, 0), $"{key}: {value}{end}");

        return !hasHeader
            ? new TextChange(new TextSpan(0, 0), $"[OPTIONS]{end}{end}{key}: {value}{end}{end}")
            : new TextChange(new TextSpan(source.Lines.GetLineFromPosition(Anchor.End).End, 0), $"{end}{end}{key}: {value}");
    }
}

/// <summary>An alias or a member of an IP set.</summary>
/// <param name="Name">The alias; without text for a member of a set.</param>
/// <param name="Address">An address, a network, a range or a reference to an alias.</param>
/// <param name="IsNegated">Whether the entry excludes its addresses.</param>
public sealed record FirewallEntry(Literal Name, Literal Address, bool IsNegated, TextSpan FullSpan);

/// <summary>An IP set.</summary>
public sealed record FirewallSet(Literal Name, ImmutableArray<FirewallEntry> Entries);

/// <summary>A security group.</summary>
public sealed record FirewallGroup(Literal Name, ImmutableArray<FirewallRuleLine> Rules);

/// <summary>One rule: <c>|IN SSH(ACCEPT) -source +management -log info</c>.</summary>
public sealed class FirewallRuleLine : SettingScope
{
    private readonly List<Setting> _options = [];
    private readonly int _end;
    private TextSpan _anchor;

    private FirewallRuleLine(TextSpan span, TextSpan full, int end)
    {
        Span = span;
        FullSpan = full;
        _end = end;
    }

    /// <summary>False for a rule that a leading '|' switches off.</summary>
    public bool IsEnabled { get; private set; } = true;

    /// <summary><c>IN</c>, <c>OUT</c>, <c>FORWARD</c> or <c>GROUP</c>, in upper case.</summary>
    public string Direction { get; private set; } = "";

    /// <summary>The action (<c>ACCEPT</c>), in upper case; for a GROUP rule the group's name.</summary>
    public Literal Action { get; private set; }

    /// <summary>The macro, as written: <c>SSH</c> in <c>SSH(ACCEPT)</c>; without text when there is none.</summary>
    public Literal Macro { get; private set; }

    /// <summary>The action or macro, where the rule is reported.</summary>
    public override TextSpan Anchor => _anchor;

    /// <summary>The rule without its comment.</summary>
    public override TextSpan Span { get; }

    public TextSpan FullSpan { get; }

    /// <summary>The options by name without dashes: <c>source</c>, <c>dport</c>, <c>p</c> for <c>-proto</c> too.</summary>
    public override IEnumerable<Setting> Settings => _options;

    public override Setting? Find(string key) => _options.LastOrDefault(option => option.Key == key);

    public override TextChange? Insert(string key, string value) => new TextChange(new TextSpan(_end, 0), $" -{key} {value}");

    internal static FirewallRuleLine? Read(PveLines lines, TextSpan line, TextSpan full)
    {
        var body = lines.Trim(lines.WithoutComment(line));
        if (body.IsEmpty)
            return null;

        var rule = new FirewallRuleLine(body, full, body.End);
        var at = body.Start;
        if (lines.At(at) == '|')
        {
            rule.IsEnabled = false;
            at = lines.Trim(TextSpan.FromBounds(at + 1, body.End)).Start;
        }

        var direction = Next(lines, ref at, body.End);
        rule.Direction = direction.Text.ToUpperInvariant();
        if (rule.Direction is not ("IN" or "OUT" or "FORWARD" or "GROUP"))
        {
            lines.Report(direction.Span, $"unknown direction '{direction.Text}'; expected 'IN', 'OUT', 'FORWARD' or 'GROUP'");
            return null;
        }

        var action = Next(lines, ref at, body.End);
        if (action.Text.Length == 0)
        {
            lines.Report(direction.Span, $"the rule has no action; expected '{rule.Direction} ACCEPT', a macro such as 'SSH(ACCEPT)', or a group");
            return null;
        }

        rule.SetAction(action);
        while (at < body.End)
        {
            if (!rule.ReadOption(lines, ref at, body.End))
                return null;
        }

        return rule;
    }

    private void SetAction(Literal action)
    {
        _anchor = action.Span;
        var open = action.Text.IndexOf('(');
        if (open < 0 || Direction == "GROUP")
        {
            Action = Direction == "GROUP" ? action : new(action.Text.ToUpperInvariant(), action.Span);
            return;
        }

        var close = action.Text.IndexOf(')');
        var length = (close < 0 ? action.Text.Length : close) - open - 1;
        Macro = new(action.Text.Substring(0, open), new TextSpan(action.Span.Start, open));
        Action = new(action.Text.Substring(open + 1, length).ToUpperInvariant(), new TextSpan(action.Span.Start + open + 1, length));
    }

    private bool ReadOption(PveLines lines, ref int at, int end)
    {
        var name = Next(lines, ref at, end);
        if (name.Text.Length < 2 || name.Text[0] != '-')
        {
            lines.Report(name.Span, $"'{name.Text}' is no option of a rule; expected '-source', '-dest', '-p', '-dport', '-sport', '-i', '-log' or '-icmp-type'");
            return false;
        }

        var value = Next(lines, ref at, end);
        if (value.Text.Length == 0)
        {
            lines.Report(name.Span, $"'{name.Text}' has no value");
            return false;
        }

        var key = name.Text.TrimStart('-').ToLowerInvariant();
        _options.Add(new Setting(
            key is "proto" or "iface" ? key.Substring(0, 1) : key,
            name.Span,
            value.Text,
            value.Span,
            TextSpan.FromBounds(name.Span.Start - 1, value.Span.End)));
        return true;
    }

    private static Literal Next(PveLines lines, ref int at, int end)
    {
        while (at < end && char.IsWhiteSpace(lines.At(at)))
            at++;

        var span = TextSpan.FromBounds(at, lines.WordEnd(at, end));
        at = span.End;
        return new(lines.Text(span), span);
    }
}
