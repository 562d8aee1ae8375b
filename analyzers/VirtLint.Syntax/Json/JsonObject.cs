using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Json;

/// <summary>A member of an object.</summary>
/// <param name="Name">The decoded name, and its span without quotes.</param>
public readonly record struct JsonMember(Literal Name, JsonNode Value)
{
    /// <summary>From the name's quote to the end of the value.</summary>
    public TextSpan Span { get; init; }
}

public sealed class JsonObject : JsonNode
{
    private readonly Dictionary<string, int> _last;

    internal JsonObject(string text, TextSpan span, TextSpan anchor, ImmutableArray<JsonMember> members)
        : base(text, span, anchor)
    {
        Members = members;
        _last = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < members.Length; i++)
            _last[members[i].Name.Text] = i;
    }

    public override JsonKind Kind => JsonKind.Object;

    /// <summary>The members in the order of the file, duplicates included.</summary>
    public ImmutableArray<JsonMember> Members { get; }

    public override IEnumerable<Setting> Settings => Enumerable.Range(0, Members.Length)
        .Select(index => ToMember(index, Members[index].Name.Text));

    /// <summary>The value of the member of this very name, or null. Of duplicates the last counts.</summary>
    public JsonNode? this[string name] => _last.TryGetValue(name, out var index) ? Members[index].Value : null;

    /// <summary>
    /// The edit that adds a member at a path, whose last step is new. Where the path has dots, the object in front of
    /// them must exist; see <see cref="InsertMember"/> for a name with dots.
    /// </summary>
    public override TextChange? Insert(string key, string value)
    {
        for (var split = key.Length - 1; split > 0; split--)
        {
            if (key[split] == '.' && Select(key.Substring(0, split)) is JsonObject owner)
                return owner.InsertMember(key.Substring(split + 1), value);
        }

        return key.IndexOf('.') < 0 ? InsertMember(key, value) : null;
    }

    /// <summary>The edit that adds a member of a name behind the last one. A value that is JSON is written as it stands.</summary>
    public TextChange? InsertMember(string name, string value)
    {
        if (_last.ContainsKey(name) || Text[Span.End - 1] != '}' || Span.Length < 2)
            return null;

        var member = "\"" + JsonText.Escape(name) + "\": " + JsonText.Write(value);
        if (Members.IsEmpty)
            return new TextChange(new TextSpan(Span.Start + 1, 0), member);

        var last = Members[Members.Length - 1].Span;
        return new TextChange(new TextSpan(last.End, 0), "," + Separator(last.Start) + member);
    }

    private protected override int IndexOf(string name) => _last.TryGetValue(name, out var index) ? index : -1;

    private protected override JsonNode? ChildAt(int index) => Members[index].Value;

    private protected override Setting? SettingAt(int index, string key) => ToMember(index, key);

    /// <summary>A line break and the indentation of a member that starts a line; else a blank.</summary>
    private string Separator(int memberStart)
    {
        var start = memberStart;
        while (start > 0 && Characters.IsBlank(Text[start - 1]))
            start--;

        return start > 0 && Characters.IsEol(Text[start - 1])
            ? Characters.LineBreakOf(Text) + Text.Substring(start, memberStart - start)
            : " ";
    }

    private Setting ToMember(int index, string key)
    {
        var member = Members[index];
        TextSpan? previous = index > 0 ? Members[index - 1].Span : null;
        TextSpan? next = index + 1 < Members.Length ? Members[index + 1].Span : null;
        return ToSetting(key, member.Name.Span, member.Value, WithComma(previous, member.Span, next));
    }
}
