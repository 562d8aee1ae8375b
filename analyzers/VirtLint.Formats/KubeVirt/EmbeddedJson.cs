using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Syntax;
using VirtLint.Syntax.Json;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.KubeVirt;

/// <summary>An object that stands as JSON in a text of YAML, with the spans that its parts have in the file.</summary>
/// <remarks>
/// In a block or between single quotes the text is the JSON itself, so that its parts can be found and written. Where the
/// text was decoded, all of it stands for each of its parts.
/// </remarks>
internal sealed class EmbeddedJson : SettingScope
{
    private readonly JsonObject _json;
    private readonly TextSpan _holder;
    private readonly int _offset;
    private readonly bool _isExact;

    private EmbeddedJson(JsonObject json, TextSpan holder, int offset, bool isExact)
    {
        _json = json;
        _holder = holder;
        _offset = offset;
        _isExact = isExact;
    }

    public override TextSpan Anchor => Shift(_json.Anchor);

    public override TextSpan Span => Shift(_json.Span);

    public override IEnumerable<Setting> Settings => _json.Settings.Select(Shift);

    /// <summary>The object in a text; null when it holds none.</summary>
    public static EmbeddedJson? In(YamlScalar holder, SourceText file)
    {
        var raw = file.ToString(holder.ValueSpan);
        if (JsonTree.Parse(SourceText.From(raw)) is { Root: JsonObject exact, Errors.IsEmpty: true })
            return new(exact, holder.ValueSpan, holder.ValueSpan.Start, isExact: true);

        return In(holder.Value, holder.ValueSpan);
    }

    /// <summary>The object in a text that was decoded or computed.</summary>
    public static EmbeddedJson? In(string value, TextSpan span) =>
        JsonTree.Parse(SourceText.From(value)) is { Root: JsonObject decoded } ? new(decoded, span, 0, isExact: false) : null;

    public override Setting? Find(string key) => _json.Find(key) is { } setting ? Shift(setting) : null;

    /// <summary>The objects in the list at a path.</summary>
    public IEnumerable<EmbeddedJson> Objects(string path) => _json.Select(path) is JsonArray list
        ? list.Items.OfType<JsonObject>().Select(item => new EmbeddedJson(item, _holder, _offset, _isExact))
        : [];

    public override TextChange? Replace(Setting setting, string value) =>
        _isExact && _json.Find(setting.Key) is { } inner && _json.Replace(inner, value) is { } change ? Shift(change) : null;

    public override TextChange? Insert(string key, string value) => _isExact && _json.Insert(key, value) is { } change ? Shift(change) : null;

    public override TextChange? Remove(Setting setting) => _isExact && _json.Find(setting.Key) is { } inner && _json.Remove(inner) is { } change ? Shift(change) : null;

    private TextChange Shift(TextChange change) => new(Shift(change.Span), change.NewText ?? "");

    private TextSpan Shift(TextSpan span) => _isExact ? new(span.Start + _offset, span.Length) : _holder;

    private Setting Shift(Setting setting) => new(setting.Key, Shift(setting.KeySpan), setting.Value, Shift(setting.ValueSpan), Shift(setting.FullSpan))
    {
        Items = setting.IsList ? [.. setting.Items.Select(item => new Literal(item.Text, Shift(item.Span)))] : default,
        IsQuoted = setting.IsQuoted,
    };
}
