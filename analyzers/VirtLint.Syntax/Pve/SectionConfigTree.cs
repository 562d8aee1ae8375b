using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Pve;

/// <summary>How a section configuration writes the header of a section.</summary>
public enum SectionHeader
{
    /// <summary><c>type: id</c>: storage.cfg, domains.cfg, jobs.cfg, replication.cfg, status.cfg, notifications.cfg, sdn/*.cfg.</summary>
    TypeAndId,

    /// <summary><c>id</c> alone: mapping/*.cfg.</summary>
    IdOnly,
}

/// <summary>Sections of indented <c>key value</c> lines under a header.</summary>
/// <remarks>pve-common, SectionConfig.pm: parse_config.</remarks>
public sealed class SectionConfigTree : SyntaxTree
{
    private SectionConfigTree(
        SourceText text, ImmutableArray<ConfigSection> sections, ImmutableArray<Literal> comments, bool isTemplate, ImmutableArray<SyntaxError> errors)
        : base(text, errors)
    {
        Sections = sections;
        Comments = comments;
        IsTemplate = isTemplate;
    }

    public ImmutableArray<ConfigSection> Sections { get; }

    public ImmutableArray<Literal> Comments { get; }

    public static SectionConfigTree Parse(SourceText text, SectionHeader header = SectionHeader.TypeAndId)
    {
        var lines = new PveLines(text);
        var sections = ImmutableArray.CreateBuilder<ConfigSection>();
        ConfigSection? current = null;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            var trimmed = lines.Trim(line);
            if (trimmed.IsEmpty)
            {
                current = null;
            }
            else if (lines.At(trimmed.Start) == '#')
            {
                lines.AddComment(TextSpan.FromBounds(trimmed.Start + 1, line.End));
            }
            else if (lines.IsTemplateLine(line))
            {
                continue;
            }
            else if (trimmed.Start > line.Start)
            {
                ReadSetting(lines, trimmed, lines.Full(i), current);
            }
            else
            {
                current = ReadHeader(lines, trimmed, header);
                if (current is not null)
                    sections.Add(current);
            }
        }

        return new(text, sections.ToImmutable(), lines.Comments, lines.IsTemplate, lines.Errors);
    }

    private static ConfigSection? ReadHeader(PveLines lines, TextSpan line, SectionHeader header)
    {
        if (header == SectionHeader.IdOnly)
        {
            if (lines.WordEnd(line.Start, line.End) == line.End)
                return new ConfigSection(lines.Source, "", lines.Text(line), line, line);

            lines.Report(line, "the line starts no section; expected a name alone, or an indented 'key value'");
            return null;
        }

        var text = lines.Text(line);
        var colon = text.IndexOf(':');
        var type = colon < 0 ? text : text.Substring(0, colon);
        var id = lines.Trim(TextSpan.FromBounds(line.Start + (colon < 0 ? text.Length : colon + 1), line.End));
        if (colon > 0 && !type.Any(char.IsWhiteSpace) && lines.WordEnd(id.Start, id.End) == id.End)
            return new ConfigSection(lines.Source, type.ToLowerInvariant(), lines.Text(id), new TextSpan(line.Start, colon), id.IsEmpty ? new TextSpan(line.Start, colon) : id);

        lines.Report(line, "the line starts no section; expected 'type: id', or an indented 'key value'");
        return null;
    }

    private static void ReadSetting(PveLines lines, TextSpan line, TextSpan full, ConfigSection? section)
    {
        if (section is null)
        {
            lines.Report(line, "an indented setting stands in no section; expected a header 'type: id' without a blank line after it");
            return;
        }

        var end = lines.WordEnd(line.Start, line.End);
        var key = TextSpan.FromBounds(line.Start, end);
        var value = lines.Trim(TextSpan.FromBounds(end, line.End));
        var name = lines.Text(key);
        if (name is not ("map" or "dhcp-range") && section.Find(name) is not null)
            lines.Report(key, $"'{name}' is stated twice in '{section.Id}'; the first value is read");

        section.Add(new Setting(name, key, lines.Text(value), value.IsEmpty ? key : value, full), full);
    }
}

/// <summary>One section. A key without a value is a flag that is on.</summary>
public sealed class ConfigSection : SettingScope
{
    private readonly SourceText _source;
    private readonly List<Setting> _settings = [];
    private readonly Dictionary<string, Setting> _first = new(StringComparer.Ordinal);

    internal ConfigSection(SourceText source, string type, string id, TextSpan typeSpan, TextSpan idSpan)
    {
        _source = source;
        Type = type;
        Id = id;
        TypeSpan = typeSpan;
        Anchor = idSpan;
        _span = TextSpan.FromBounds(typeSpan.Start, idSpan.End);
    }

    private TextSpan _span;

    /// <summary>The type in lower case; empty where headers have none.</summary>
    public string Type { get; }

    public string Id { get; }

    public TextSpan TypeSpan { get; }

    /// <summary>The section's id.</summary>
    public override TextSpan Anchor { get; }

    public override TextSpan Span => _span;

    public override IEnumerable<Setting> Settings => _settings;

    /// <summary>The first statement of a key counts. // pve-common, SectionConfig.pm: "duplicate attribute"</summary>
    public override Setting? Find(string key) => _first.TryGetValue(key, out var setting) ? setting : null;

    /// <summary>Every statement of a key, in order: <c>map</c> accumulates.</summary>
    public IEnumerable<Setting> FindAll(string key) => _settings.Where(setting => setting.Key == key);

    /// <summary>Whether a flag is on: stated without a value, or with a true one.</summary>
    public bool IsOn(string key) => Find(key) is { } setting
        && (setting.Value.Length == 0 || setting.Value is "1" || setting.Value.Equals("on", StringComparison.OrdinalIgnoreCase)
            || setting.Value.Equals("yes", StringComparison.OrdinalIgnoreCase) || setting.Value.Equals("true", StringComparison.OrdinalIgnoreCase));

    /// <summary>Keeps the leading tab that Proxmox VE writes.</summary>
    public override TextChange? Insert(string key, string value)
    {
        var last = _settings.Count == 0 ? Anchor.End : _settings[_settings.Count - 1].ValueSpan.End;
        return new TextChange(new TextSpan(_source.Lines.GetLineFromPosition(last).End, 0), $"{LineBreaks.Of(_source)}\t{key} {value}");
    }

    public override TextChange? Replace(Setting setting, string value) => setting.Value.Length == 0
        ? new TextChange(setting.KeySpan, $"{setting.Key} {value}")
        : base.Replace(setting, value);

    internal void Add(Setting setting, TextSpan full)
    {
        _settings.Add(setting);
        if (!_first.ContainsKey(setting.Key))
            _first.Add(setting.Key, setting);

        _span = TextSpan.FromBounds(_span.Start, full.End);
    }
}
