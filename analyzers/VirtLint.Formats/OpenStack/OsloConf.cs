using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Syntax;
using VirtLint.Syntax.Ini;

namespace VirtLint.Formats.OpenStack;

/// <summary>A file of oslo.config: its sections whatever their case, and its values with <c>$name</c> put in.</summary>
// oslo.config, cfg.py: _Namespace._get_cli_value, ConfigOpts._substitute, StrSubWrapper.__getitem__
internal sealed class OsloConf
{
    private readonly IniTree _tree;
    private readonly Dictionary<string, List<IniSection>> _written = new(OsloNames.Instance);
    private readonly Dictionary<string, OsloSection> _sections = new(OsloNames.Instance);

    public OsloConf(IniTree tree)
    {
        _tree = tree;
        foreach (var section in tree.Sections)
        {
            if (!_written.TryGetValue(section.Name, out var sections))
                _written[section.Name] = sections = [];

            sections.Add(section);
        }
    }

    public bool IsTemplate => _tree.IsTemplate;

    /// <summary>The names of the sections that the file has, each once.</summary>
    public IEnumerable<string> SectionNames => _written.Keys;

    /// <summary>Where a reader would look for a section that is not there: at the file's first.</summary>
    public TextSpan Anchor => _tree.Sections.IsEmpty ? _tree.Root.Anchor : _tree.Sections[0].HeaderSpan;

    public bool Has(string section) => _written.ContainsKey(section);

    public OsloSection Section(string name)
    {
        if (!_sections.TryGetValue(name, out var section))
            _sections[name] = section = new OsloSection(this, _tree.Root, name, _written.TryGetValue(name, out var sections) ? _tree.Join(sections) : null);

        return section;
    }

    public Setting? Find(string section, string key) => Section(section).Find(key);

    /// <summary>Whether a setting is true; false also where nothing is known of it.</summary>
    public bool IsTrue(string section, string key) =>
        Find(section, key) is { Unresolved: null, IsConditional: false } setting && Oslo.Boolean.TryRead(setting.Value, out var value) && value;
}

/// <summary>One section of a file of oslo.config; it may be missing, so that only defaults are in it.</summary>
internal sealed class OsloSection(OsloConf conf, SettingScope root, string name, IniSection? section) : SettingScope
{
    /// <summary>Options that refer to each other in a circle are cut off.</summary>
    private const int DeepestReference = 8;

    /// <summary>References that one value leads to: few lines can make very many.</summary>
    private const int MostReferences = 256;

    public string Name => name;

    public override TextSpan Anchor => section?.Anchor ?? conf.Anchor;

    public override TextSpan Span => section?.Span ?? conf.Anchor;

    public override IEnumerable<Setting> Settings => section?.Settings.Select(Resolve) ?? [];

    public override Setting? Find(string key) => section?.Find(key) is { } setting ? Resolve(setting) : null;

    /// <summary>Every assignment of a key, for options that add up.</summary>
    public IEnumerable<Setting> FindAll(string key) => section?.FindAll(key).Select(Resolve) ?? [];

    public override TextChange? Replace(Setting setting, string value) => section?.Replace(setting, value);

    public override TextChange? Insert(string key, string value) => section is null ? root.Insert($"{name}/{key}", value) : section.Insert(key, value);

    private Setting Resolve(Setting setting)
    {
        if (setting.Value.IndexOf('$') < 0 || TemplateMarks.Contains(setting.Value) && setting.Value.IndexOf("{{", StringComparison.Ordinal) >= 0)
            return setting;

        var left = MostReferences;
        var value = Substitute(setting.Value, 0, ref left);
        return new Setting(setting.Key, setting.KeySpan, value ?? setting.Value, setting.ValueSpan, setting.FullSpan)
        {
            IsQuoted = setting.IsQuoted,
            IsConditional = setting.IsConditional,
            Unresolved = value is null ? "an option that this file does not state" : null,
        };
    }

    /// <summary>The text with every reference put in; null when one of them is not in the file.</summary>
    private string? Substitute(string text, int depth, ref int left)
    {
        var result = new System.Text.StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '$' || i + 1 == text.Length)
            {
                result.Append(text[i]);
                continue;
            }

            if (text[i + 1] == '$')
            {
                result.Append('$');
                i++;
                continue;
            }

            var isBraced = text[i + 1] == '{';
            var start = isBraced ? i + 2 : i + 1;
            var end = start;
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_' || (isBraced && text[end] == '.')))
                end++;

            if (end == start || depth == DeepestReference || (isBraced && (end == text.Length || text[end] != '}')) || --left < 0 || Referred(text.Substring(start, end - start), depth, ref left) is not { } value)
                return null;

            result.Append(value);
            i = isBraced ? end : end - 1;
        }

        return result.ToString();
    }

    private string? Referred(string option, int depth, ref int left)
    {
        var dot = option.IndexOf('.');
        var owner = dot < 0 ? this : conf.Section(option.Substring(0, dot));
        var key = dot < 0 ? option : option.Substring(dot + 1);
        return owner.Raw(key, depth, ref left) ?? (dot < 0 && name != "DEFAULT" ? conf.Section("DEFAULT").Raw(key, depth, ref left) : null);
    }

    private string? Raw(string key, int depth, ref int left) =>
        section?.Find(key) is { IsConditional: false } setting && setting.Value.IndexOf("{{", StringComparison.Ordinal) < 0 ? Substitute(setting.Value, depth + 1, ref left) : null;
}

/// <summary>Names of sections, whose case does not matter, but for <c>DEFAULT</c>. // oslo.config, cfg.py: _normalize_group_name</summary>
internal sealed class OsloNames : IEqualityComparer<string>
{
    public static readonly OsloNames Instance = new();

    public bool Equals(string? x, string? y) =>
        x == "DEFAULT" || y == "DEFAULT" ? x == y : string.Equals(x, y, StringComparison.OrdinalIgnoreCase);

    public int GetHashCode(string name) => StringComparer.OrdinalIgnoreCase.GetHashCode(name);
}
