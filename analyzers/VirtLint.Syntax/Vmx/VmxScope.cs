using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Vmx;

/// <summary>The settings of a file, or of one device in it (<c>ethernet0</c>). Keys are the same in any case.</summary>
public sealed class VmxScope : SettingScope
{
    private readonly string _text;
    private readonly ImmutableArray<Setting> _settings;
    private readonly Dictionary<string, Setting> _first;
    private readonly string _prefix = "";

    internal VmxScope(string text, ImmutableArray<Setting> settings, Dictionary<string, Setting> first)
    {
        _text = text;
        _settings = settings;
        _first = first;
        Anchor = first.TryGetValue("displayName", out var name) ? name.KeySpan
            : settings.IsEmpty ? new TextSpan(Characters.AfterByteOrderMark(text), 0)
            : settings[0].KeySpan;
    }

    private VmxScope(VmxScope file, string device, TextSpan anchor)
    {
        _text = file._text;
        _settings = file._settings;
        _first = file._first;
        _prefix = device + ".";
        Anchor = anchor;
    }

    public override TextSpan Anchor { get; }

    public override TextSpan Span => new(0, _text.Length);

    public override IEnumerable<Setting> Settings => _prefix.Length == 0
        ? _settings
        : _settings.Where(setting => setting.Key.StartsWith(_prefix, StringComparison.OrdinalIgnoreCase));

    public override Setting? Find(string key) => _first.TryGetValue(_prefix + key, out var setting) ? setting : null;

    /// <summary>The devices whose names a predicate takes, each once, in the order of the file.</summary>
    public IEnumerable<(string Name, VmxScope Scope)> Devices(Func<string, bool> isWanted)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var setting in _settings)
        {
            var dot = setting.Key.IndexOf('.');
            if (dot > 0 && setting.Key.Substring(0, dot) is var name && isWanted(name) && seen.Add(name))
                yield return (name, new VmxScope(this, name, new TextSpan(setting.KeySpan.Start, dot)));
        }
    }

    public override TextChange? Replace(Setting setting, string value) =>
        new TextChange(setting.ValueSpan, setting.IsQuoted ? Encode(value) : $"\"{Encode(value)}\"");

    /// <summary>The edit that adds a line at the end of the file; null for a key that is there, since VMware refuses a second one.</summary>
    public override TextChange? Insert(string key, string value) =>
        Find(key) is null ? Characters.AppendLine(_text, $"{_prefix}{key} = \"{Encode(value)}\"") : null;

    private static string Encode(string value)
    {
        var encoded = new StringBuilder(value.Length);
        foreach (var c in value)
        {
            if (c is '"' or '|' or '#' || char.IsControl(c))
                encoded.Append('|').Append(((int)c).ToString("X2", CultureInfo.InvariantCulture));
            else
                encoded.Append(c);
        }

        return encoded.ToString();
    }
}
