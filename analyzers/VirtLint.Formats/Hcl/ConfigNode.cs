using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Hcl;

/// <summary>
/// A resource or a part of one, whatever notation states it: what the tables of a provider's resources and of builders read.
/// </summary>
/// <remarks>Paths: <c>name</c> an argument, <c>block/name</c> an argument of the first nested block or object of a name.</remarks>
internal abstract class ConfigNode : SettingScope, ISettingSource
{
    /// <summary>The nested blocks of a name, or the objects of an argument that is an object or a list of them.</summary>
    public abstract IReadOnlyList<ConfigNode> Nodes(string name);

    /// <summary>The value of an argument; null when it is not stated, or stated as null.</summary>
    public abstract HclValue? Value(string name);

    /// <summary>The texts of an argument that is a text or a list of them, lists within it laid flat; a placeholder for each that is not known.</summary>
    public virtual IReadOnlyList<Literal> Texts(string name) =>
        Value(name) is { } value && Place(name) is { } place ? [.. Flat(value, place.Value)] : [];

    /// <summary>The texts that a value holds, all of them written at one place.</summary>
    protected IEnumerable<Literal> Flat(HclValue value, TextSpan span) => value.Kind switch
    {
        HclKind.List => value.Items.SelectMany(item => Flat(item, span)),
        HclKind.Null => [],
        _ => [new Literal(value.AsText ?? Placeholder(TextAt(span)), span)],
    };

    private static string Placeholder(string expression) => TemplateMarks.Contains(expression) ? expression : $"${{{expression}}}";

    /// <summary>The name's text and the value's of an argument that is stated.</summary>
    public abstract (TextSpan Name, TextSpan Value, TextSpan Full)? Place(string name);

    /// <summary>The text of an element of a list that is written out; null where something computes the list.</summary>
    public virtual TextSpan? ItemSpan(string name, int index) => null;

    /// <summary>The names of the arguments that are stated, in order.</summary>
    public abstract IEnumerable<string> Names { get; }

    /// <summary>Whether this one stands for as many as there turn out to be.</summary>
    public virtual bool StandsForAll => false;

    /// <summary>The object that the value of an argument would be taken from: <c>libvirt_network.lan.id</c>; null for any other value.</summary>
    public virtual string? ReferenceIn(string name) => Value(name) is { IsKnown: false, Reference: { Length: > 0 } reference } ? reference : null;

    /// <summary>Whether an argument is stated, whatever its value.</summary>
    public virtual bool States(string name) => Names.Contains(name);

    /// <summary>Where the value of an argument is written out, when that is elsewhere.</summary>
    public RelatedPlace? SourceOf(Setting setting) => (setting as EvaluatedSetting)?.WrittenAt;

    /// <summary>The first nested block or object of a name, or null.</summary>
    public ConfigNode? Node(string name) => Nodes(name).FirstOrDefault();

    public override IEnumerable<Setting> Settings => Names.Select(Argument).OfType<Setting>();

    public override Setting? Find(string key)
    {
        var slash = key.IndexOf('/');
        return slash < 0 ? Argument(key) : Node(key.Substring(0, slash))?.Find(key.Substring(slash + 1));
    }

    /// <summary>The argument as a setting: its text when it is known, else its expression and the reason.</summary>
    private Setting? Argument(string name)
    {
        if (Value(name) is not { } value || Place(name) is not { } place)
            return null;

        if (value.Kind is HclKind.List && value.IsWhollyKnown)
            return new EvaluatedSetting(name, place, "", value.WrittenAt) { Items = [.. value.Items.Select((item, at) => new Literal(item.AsText ?? "", ItemSpan(name, at) ?? place.Value))] };

        return new EvaluatedSetting(name, place, value.AsText ?? TextAt(place.Value), value.WrittenAt)
        {
            Unresolved = value.AsText is null ? (value.Reason.Length > 0 ? value.Reason : "a value of another type") : null,
        };
    }

    /// <summary>What a report shows of a place whose value is not known.</summary>
    public abstract string TextAt(TextSpan span);

    /// <param name="writtenAt">Where the value is written out, when that is elsewhere; else null.</param>
    private sealed class EvaluatedSetting(string key, (TextSpan Name, TextSpan Value, TextSpan Full) place, string value, RelatedPlace? writtenAt)
        : Setting(key, place.Name, value, place.Value, place.Full)
    {
        public RelatedPlace? WrittenAt { get; } = writtenAt;
    }
}
