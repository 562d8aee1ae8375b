using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Xl;

/// <summary>The statements of a file: of several with one name, the last counts.</summary>
public sealed class XlScope : SettingScope
{
    private readonly SourceText _text;
    private readonly ImmutableArray<XlSetting> _settings;
    private readonly Dictionary<string, Setting> _effective = new(System.StringComparer.Ordinal);

    internal XlScope(SourceText text, ImmutableArray<XlSetting> settings)
    {
        _text = text;
        _settings = settings;
        foreach (var (setting, isAddition) in settings)
            _effective[setting.Key] = isAddition && _effective.TryGetValue(setting.Key, out var before) ? Join(before, setting) : setting;
    }

    public override TextSpan Anchor => _settings.IsEmpty ? new TextSpan(0, 0) : _settings[0].Setting.KeySpan;

    public override TextSpan Span => new(0, _text.Length);

    public override IEnumerable<Setting> Settings => _settings.Select(static entry => entry.Setting);

    public override Setting? Find(string key) => _effective.TryGetValue(key, out var setting) ? setting : null;

    /// <summary>The elements of a list; a lone text is a list of one.</summary>
    public ImmutableArray<Literal> Items(string key) =>
        Find(key) is not { } setting ? [] : setting.IsList ? setting.Items : setting.Value.Length == 0 ? [] : [setting.AsLiteral()];

    public override TextChange? Replace(Setting setting, string value) =>
        setting.IsList || (setting.IsQuoted ? value.IndexOfAny(['"', '\'', '\\', '\n']) >= 0 : !IsNumber(value)) ? null : new TextChange(setting.ValueSpan, value);

    /// <summary>Adds a statement below the last one.</summary>
    public override TextChange? Insert(string key, string value)
    {
        if (_settings.IsEmpty || value.IndexOfAny(['"', '\\', '\n']) >= 0)
            return null;

        var end = _settings[_settings.Length - 1].Setting.FullSpan.End;
        return new TextChange(new TextSpan(end, 0), $"{LineBreaks.Of(_text)}{key} = {(IsNumber(value) ? value : $"\"{value}\"")}");
    }

    private static bool IsNumber(string value) => value.Length > 0 && value.All(char.IsDigit);

    private static Setting Join(Setting before, Setting more)
    {
        if (before.IsList && more.IsList)
            return new Setting(more.Key, more.KeySpan, "", more.ValueSpan, more.FullSpan) { Items = before.Items.AddRange(more.Items) };

        return before.IsList || more.IsList
            ? more
            : new Setting(more.Key, more.KeySpan, before.Value + more.Value, more.ValueSpan, more.FullSpan) { IsQuoted = more.IsQuoted };
    }
}
