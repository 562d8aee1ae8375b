using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Model;

/// <summary>How a fact came to be known.</summary>
public enum FactState
{
    /// <summary>Nothing is known, and the platform fixes nothing.</summary>
    Absent,

    /// <summary>The configuration is silent and the platform's documentation fixes the value.</summary>
    Default,

    /// <summary>The configuration says so.</summary>
    Stated,

    /// <summary>The configuration says something that cannot be evaluated: a template, a variable, an include.</summary>
    Unresolved,
}

/// <summary>Something that is known, or known to be unknown, about an entity, with the text it came from.</summary>
public abstract class Fact
{
    private protected const string Mask = "***";

    private protected Fact(FactState state, Origin? origin, string asWritten, string key, string source)
    {
        State = state;
        Origin = origin;
        AsWritten = asWritten;
        Key = key;
        Source = source;
    }

    public FactState State { get; }

    /// <summary>
    /// Stated and Unresolved: the value's own text. Default: where a reader would add the key. Null only when Absent.
    /// </summary>
    public Origin? Origin { get; }

    /// <summary>The value as the file spells it; empty unless Stated or Unresolved. Masked where it is a secret.</summary>
    public string AsWritten { get; }

    /// <summary>The key by which this platform states the fact; empty where no single key does.</summary>
    public string Key { get; }

    /// <summary>Default: the document that fixes the value. Unresolved: why it cannot be evaluated.</summary>
    public string Source { get; }

    /// <summary>Other places that this fact was derived from, such as the host's own configuration.</summary>
    public ImmutableArray<RelatedPlace> Related { get; private protected init; } = [];

    /// <summary>Whether the text that states the fact is a secret: no output may show it, nor the value.</summary>
    public bool IsMasked => AsWritten == Mask;

    public bool IsKnown => State is FactState.Stated or FactState.Default;

    public bool IsStated => State is FactState.Stated;

    public bool IsUnresolved => State is FactState.Unresolved;

    /// <summary>The value for output that does not know its type; null unless Stated or Default.</summary>
    public abstract object? Boxed { get; }

    /// <summary>The value in the platform's own words; null when neither the platform nor the model has one that reads well.</summary>
    private protected abstract string? Word { get; }

    /// <summary>
    /// What a message says of the value: <c>'insecure'</c> as written, or <c>'lsi' by default</c>.
    /// </summary>
    public string Phrase => State switch
    {
        FactState.Stated => $"'{AsWritten}'",
        FactState.Default => Word is { Length: > 0 } word ? $"'{word}' by default" : "by default",
        FactState.Unresolved => $"'{AsWritten}'",
        _ => "nothing",
    };

    /// <summary>What a message says of key and value, where the value alone says too little: <c>'listen_tcp' is '1'</c>.</summary>
    public string Statement => Key.Length == 0 ? Phrase : $"'{Key}' is {Phrase}";

    public static Fact<T> Stated<T>(T value, Origin origin, string asWritten, string key = "", IFactSpelling<T>? spelling = null) =>
        new(FactState.Stated, value, origin, asWritten, key, "", spelling);

    /// <param name="anchor">Where a reader would add the key.</param>
    /// <param name="source">The document and section that fix the value.</param>
    public static Fact<T> Default<T>(T value, Origin anchor, string source, string key = "", IFactSpelling<T>? spelling = null) =>
        new(FactState.Default, value, anchor, "", key, source, spelling);
}

/// <summary>A <see cref="Fact"/> of a known type.</summary>
public sealed class Fact<T> : Fact
{
    /// <summary>The fact of which nothing is known.</summary>
    public static readonly Fact<T> Absent = new(FactState.Absent, default, null, "", "", "", null);

    private readonly T? _value;

    internal Fact(FactState state, T? value, Origin? origin, string asWritten, string key, string source, IFactSpelling<T>? spelling)
        : base(state, origin, asWritten, key, source)
    {
        _value = value;
        Spelling = spelling;
    }

    /// <summary>How this fact is written in its file; null where it cannot be written.</summary>
    public IFactSpelling<T>? Spelling { get; private init; }

    /// <exception cref="InvalidOperationException">The fact is neither Stated nor Default: ask <see cref="Fact.IsKnown"/> first.</exception>
    public T Value => IsKnown && _value is { } value
        ? value
        : throw new InvalidOperationException($"A fact that is {State} has no value.");

    public override object? Boxed => IsKnown ? _value : null;

    private protected override string? Word => !IsKnown ? null : Spelling?.Spell(_value!) ?? (_value is bool ? null : _value!.ToString());

    /// <param name="reason">Why the value cannot be evaluated: <c>template</c>, <c>variable</c>, <c>include</c> …</param>
    public static Fact<T> Unresolved(Origin origin, string asWritten, string reason, string key = "") =>
        new(FactState.Unresolved, default, origin, asWritten, key, reason, null);

    /// <summary>Whether the value is known and equals <paramref name="value"/>. Unresolved and Absent are never equal to anything.</summary>
    public bool Is(T value) => IsKnown && EqualityComparer<T>.Default.Equals(_value!, value);

    /// <summary>Whether the value is known and <paramref name="predicate"/> holds for it.</summary>
    public bool Is(Func<T, bool> predicate) => IsKnown && predicate(_value!);

    /// <summary>The known value, or <paramref name="fallback"/> when nothing is known.</summary>
    public T Or(T fallback) => IsKnown ? _value! : fallback;

    /// <summary>A fact of another type, drawn from this one: same state, place and text.</summary>
    public Fact<TOther> Select<TOther>(Func<T, TOther> selector) => new Fact<TOther>(
        State, IsKnown ? selector(_value!) : default, Origin, AsWritten, Key, Source, null)
    { Related = Related };

    /// <summary>The same fact, with another place that explains it.</summary>
    public Fact<T> With(RelatedPlace place) => new Fact<T>(State, _value, Origin, AsWritten, Key, Source, Spelling)
    {
        Related = Related.Add(place),
    };

    /// <summary>The same fact, written back in another way.</summary>
    public Fact<T> SpelledBy(IFactSpelling<T> spelling) => new Fact<T>(State, _value, Origin, AsWritten, Key, Source, spelling)
    {
        Related = Related,
    };

    /// <summary>The same fact with its text hidden, for values that must never be printed.</summary>
    public Fact<T> Masked() => new Fact<T>(State, _value, Origin, AsWritten.Length == 0 ? "" : Mask, Key, Source, null)
    {
        Related = Related,
    };

    public override string ToString() => $"{State}: {Boxed}";
}

/// <summary>Writes a fact back into the file that it came from.</summary>
public interface IFactSpelling<T>
{
    /// <summary>The value in the platform's own words (<c>secure</c>), or null when the platform has none for it.</summary>
    string? Spell(T value);

    /// <summary>
    /// The edits that make the file state <paramref name="value"/>, in the order of the file: several where it is written in
    /// two places that must agree. Empty when it cannot be done mechanically.
    /// </summary>
    ImmutableArray<TextChange> Write(T value);

    /// <summary>The edit that removes the statement, so that the platform's default holds; null when it cannot be made.</summary>
    TextChange? Remove();
}
