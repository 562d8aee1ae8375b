using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Binding;

/// <summary>What documentation and tests need to know of a row, whatever its types.</summary>
public interface IBindingRow
{
    /// <summary>The key, in the notation of the format's grammar.</summary>
    string Key { get; }

    /// <summary>The fact: <c>Protection</c>.</summary>
    string FactName { get; }

    /// <summary>What the key accepts.</summary>
    string Expected { get; }

    /// <summary>The value when the key is absent, in the platform's words, or null when nothing is fixed.</summary>
    string? DefaultText { get; }

    /// <summary>The document that states key and default.</summary>
    string Source { get; }

    /// <summary>The other files that have a say in the fact, or null when the place alone decides it.</summary>
    string? DecidedBy { get; }

    /// <summary>The words of a closed set; empty for open ones.</summary>
    IReadOnlyList<string> Words { get; }

    /// <summary>Whether the table itself binds the key, so that what it reads can be written back; else code computes the fact.</summary>
    bool IsBound { get; }

    /// <summary>What the key's word means; false when the platform refuses it.</summary>
    bool TryRead(string word, out object? value);

    /// <summary>The platform's word for a value, or null when it has none.</summary>
    string? Spell(object? value);
}

/// <summary>What documentation and tests need to know of a table.</summary>
public interface IBindingTable
{
    Platform Platform { get; }

    /// <summary>The file or element that the keys stand in: <c>datacenter.cfg</c>, <c>domain: devices/disk</c>.</summary>
    string Place { get; }

    string EntityName { get; }

    IEnumerable<IBindingRow> Rows { get; }
}

/// <summary>
/// A platform's knowledge of one kind of entity: key, fact, vocabulary, default and source, declared once. Read to bind
/// text to facts, to write facts back as fixes, to generate docs/formats.md and to test that every row round-trips.
/// </summary>
/// <param name="platform">The platform whose keys these are.</param>
/// <param name="place">The file or element that the keys stand in.</param>
/// <param name="source">The document that describes the place; rows may name a section of it.</param>
public sealed class BindingTable<TEntity>(Platform platform, string place, string source) : IBindingTable
    where TEntity : Entity
{
    private readonly List<BoundRow> _rows = [];
    private readonly List<ComputedFact> _computed = [];

    public Platform Platform { get; } = platform;

    public string Place { get; } = place;

    public string EntityName => typeof(TEntity).Name;

    public IEnumerable<IBindingRow> Rows => [.. _rows, .. _computed];

    /// <summary>Declares that a key states a fact.</summary>
    /// <param name="key">The key, in the notation of the grammar's <see cref="SettingScope.Find"/>.</param>
    /// <param name="set">An assignment <c>(e, f) => e.Fact = f</c>: documentation takes the fact's name from it.</param>
    /// <param name="vocabulary">What the key accepts.</param>
    /// <param name="whenAbsent">The platform's documented default; null when nothing is fixed, and the fact stays Absent.</param>
    /// <param name="source">The section that states this key and its default; one of another document with its name: <c>acl.rst: Overview</c>.</param>
    public BindingTable<TEntity> Row<T>(
        string key,
        Action<TEntity, Fact<T>> set,
        Vocabulary<T> vocabulary,
        PlatformDefault<T>? whenAbsent = null,
        string? source = null,
        [CallerArgumentExpression(nameof(set))] string assignment = "")
    {
        _rows.Add(new BoundRow<T>(key, set, vocabulary, whenAbsent, SectionOf(source), assignment));
        return this;
    }

    /// <summary>
    /// Declares a fact that code computes, from several keys or from other files too. Documentation and tests know of it;
    /// <see cref="Bind"/> passes it by.
    /// </summary>
    /// <param name="key">The keys that decide it, in the notation of the grammar's paths; <c>(file)</c>, <c>(path)</c> where none does.</param>
    /// <param name="fact"><c>e => e.Fact</c>: documentation takes the fact's name from it.</param>
    /// <param name="accepts">What the keys accept, or what in them counts.</param>
    /// <param name="whenAbsent">The platform's documented default; null when nothing is fixed.</param>
    /// <param name="source">The section that states keys and default; one of another document with its name: <c>acl.rst: Overview</c>.</param>
    /// <param name="decidedBy">The other files that have a say.</param>
    public BindingTable<TEntity> Computed<T>(
        string key,
        Func<TEntity, Fact<T>> fact,
        string accepts,
        string? whenAbsent = null,
        string? source = null,
        string? decidedBy = null,
        [CallerArgumentExpression(nameof(fact))] string selector = "")
    {
        _computed.Add(new(key, selector.Substring(selector.LastIndexOf('.') + 1), accepts, whenAbsent, SectionOf(source), decidedBy));
        return this;
    }

    /// <summary>Sets every fact of the table on <paramref name="entity"/> from what <paramref name="scope"/> states.</summary>
    public void Bind(TEntity entity, SettingScope scope, BindingContext context)
    {
        foreach (var row in _rows)
            row.Bind(entity, scope, context);
    }

    private string Source { get; } = source;

    /// <summary>A section of the place's document; what starts with the name of a file or manual page is one of that.</summary>
    private string SectionOf(string? section) => section is null ? Source
        : section.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon && section.IndexOfAny(['.', '('], 0, colon) >= 0 ? section
        : $"{Source}: {section}";

    private sealed class ComputedFact(string key, string factName, string accepts, string? whenAbsent, string source, string? decidedBy) : IBindingRow
    {
        public string Key { get; } = key;

        public string FactName { get; } = factName;

        public string Expected { get; } = accepts;

        public string? DefaultText { get; } = whenAbsent;

        public string Source { get; } = source;

        public string? DecidedBy { get; } = decidedBy;

        public IReadOnlyList<string> Words => [];

        public bool IsBound => false;

        public bool TryRead(string word, out object? value)
        {
            value = null;
            return false;
        }

        public string? Spell(object? value) => null;
    }

    private abstract class BoundRow(string key) : IBindingRow
    {
        public string Key { get; } = key;

        public abstract string FactName { get; }

        public abstract string Expected { get; }

        public abstract string? DefaultText { get; }

        public abstract string Source { get; }

        public string? DecidedBy => null;

        public abstract IReadOnlyList<string> Words { get; }

        public bool IsBound => true;

        public abstract bool TryRead(string word, out object? value);

        public abstract string? Spell(object? value);

        public abstract void Bind(TEntity entity, SettingScope scope, BindingContext context);
    }

    private sealed class BoundRow<T>(
        string key, Action<TEntity, Fact<T>> set, Vocabulary<T> vocabulary, PlatformDefault<T>? whenAbsent, string source, string assignment)
        : BoundRow(key)
    {
        public override string FactName => NameOf(assignment);

        public override string Expected => vocabulary.Expected;

        public override string? DefaultText => whenAbsent?.Describe(Shown);

        public override string Source => source;

        public override IReadOnlyList<string> Words => vocabulary.Words;

        public override bool TryRead(string word, out object? value)
        {
            var isWord = vocabulary.TryRead(word, out var read);
            value = read;
            return isWord;
        }

        public override string? Spell(object? value) => value is T known ? vocabulary.Spell(known) : null;

        public override void Bind(TEntity entity, SettingScope scope, BindingContext context) =>
            set(entity, Facts.Read(scope, Key, vocabulary, whenAbsent, source, context));

        /// <summary>A value in the platform's words; where a key states it by being there, its absence.</summary>
        private string Shown(T value) => vocabulary.Spell(value) is { Length: > 0 } word ? word : value is false ? "not there" : value?.ToString() ?? "";

        private static string NameOf(string assignment)
        {
            var end = assignment.LastIndexOf(" = ", StringComparison.Ordinal);
            var start = end < 0 ? -1 : assignment.LastIndexOf('.', end);
            return start < 0 ? assignment : assignment.Substring(start + 1, end - start - 1);
        }
    }
}
