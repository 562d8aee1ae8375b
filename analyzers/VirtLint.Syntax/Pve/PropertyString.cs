using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Pve;

/// <summary>A value that holds settings of its own: <c>virtio=BC:24:11:00:00:01,bridge=vmbr0,firewall=1</c>.</summary>
/// <remarks>pve-common, JSONSchema.pm: parse_property_string. Parts split at commas, and each at its first '='.</remarks>
public sealed class PropertyString : SettingScope
{
    private readonly List<Setting> _settings;

    private PropertyString(TextSpan anchor, TextSpan span, List<Setting> settings, ImmutableArray<SyntaxError> errors)
    {
        Anchor = anchor;
        Span = span;
        _settings = settings;
        Errors = errors;
    }

    /// <summary>The key whose value this is.</summary>
    public override TextSpan Anchor { get; }

    public override TextSpan Span { get; }

    public override IEnumerable<Setting> Settings => _settings;

    /// <summary>A key stated twice, or more than one part without a key.</summary>
    public ImmutableArray<SyntaxError> Errors { get; }

    /// <param name="setting">The setting whose value is the property string.</param>
    /// <param name="defaultKey">The key that a part without '=' states; null when the schema has none.</param>
    public static PropertyString Parse(Setting setting, string? defaultKey = null)
    {
        var settings = new List<Setting>();
        var errors = ImmutableArray.CreateBuilder<SyntaxError>();
        var text = setting.Value;
        var offset = setting.ValueSpan.Start;
        for (var start = 0; start <= text.Length && settings.Count < Limits.Errors * 10;)
        {
            var end = text.IndexOf(',', start);
            if (end < 0)
                end = text.Length;

            if (end > start)
                Add(setting, text.Substring(start, end - start), offset + start, defaultKey, settings, errors);

            start = end + 1;
        }

        return new(setting.KeySpan, setting.ValueSpan, settings, errors.ToImmutable());
    }

    public override Setting? Find(string key) => _settings.FirstOrDefault(setting => setting.Key == key);

    public override TextChange? Insert(string key, string value) =>
        new TextChange(new TextSpan(Span.End, 0), Span.IsEmpty ? $"{key}={value}" : $",{key}={value}");

    private static void Add(
        Setting owner, string part, int position, string? defaultKey, List<Setting> settings, ImmutableArray<SyntaxError>.Builder errors)
    {
        var equals = part.IndexOf('=');
        var span = new TextSpan(position, part.Length);
        var key = equals < 0 ? defaultKey : part.Substring(0, equals);
        if (key is null)
        {
            errors.Add(new(span, $"'{part}' in '{owner.Key}' has no key; expected 'key=value'"));
            return;
        }

        if (settings.Any(other => other.Key == key))
        {
            errors.Add(new(span, $"'{key}' is stated twice in '{owner.Key}'"));
            return;
        }

        // The comma that joins the part to the others goes with it.
        var full = position > owner.ValueSpan.Start ? TextSpan.FromBounds(position - 1, span.End)
            : span.End < owner.ValueSpan.End ? TextSpan.FromBounds(position, span.End + 1)
            : span;
        settings.Add(new Setting(
            key,
            equals < 0 ? new TextSpan(position, 0) : new TextSpan(position, equals),
            part.Substring(equals + 1),
            new TextSpan(position + equals + 1, part.Length - equals - 1),
            full));
    }
}
