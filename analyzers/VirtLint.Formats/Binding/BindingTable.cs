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

    public Platform Platform { get; } = platform;

    public string Place { get; } = place;

    public string EntityName => typeof(TEntity).Name;

    public IEnumerable<IBindingRow> Rows => _rows;

    /// <summary>Declares that a key states a fact.</summary>
    /// <param name="key">The key, in the notation of the grammar's <see cref="SettingScope.Find"/>.</param>
    /// <param name="set">An assignment <c>(e, f) => e.Fact = f</c>: documentation takes the fact's name from it.</param>
    /// <param name="vocabulary">What the key accepts.</param>
    /// <param name="whenAbsent">The platform's documented default; null when nothing is fixed, and the fact stays Absent.</param>
    /// <param name="source">The section that states this key and its default.</param>
    public BindingTable<TEntity> Row<T>(
        string key,
        Action<TEntity, Fact<T>> set,
        Vocabulary<T> vocabulary,
        PlatformDefault<T>? whenAbsent = null,
        string? source = null,
        [CallerArgumentExpression(nameof(set))] string assignment = "")
    {
        _rows.Add(new BoundRow<T>(key, set, vocabulary, whenAbsent, source is null ? Source : $"{Source}: {source}", assignment));
        return this;
    }

    /// <summary>Sets every fact of the table on <paramref name="entity"/> from what <paramref name="scope"/> states.</summary>
    public void Bind(TEntity entity, SettingScope scope, BindingContext context)
    {
        foreach (var row in _rows)
            row.Bind(entity, scope, context);
    }

    private string Source { get; } = source;

    private abstract class BoundRow(string key) : IBindingRow
    {
        public string Key { get; } = key;

        public abstract string FactName { get; }

        public abstract string Expected { get; }

        public abstract string? DefaultText { get; }

        public abstract string Source { get; }

        public abstract void Bind(TEntity entity, SettingScope scope, BindingContext context);
    }

    private sealed class BoundRow<T>(
        string key, Action<TEntity, Fact<T>> set, Vocabulary<T> vocabulary, PlatformDefault<T>? whenAbsent, string source, string assignment)
        : BoundRow(key)
    {
        public override string FactName => NameOf(assignment);

        public override string Expected => vocabulary.Expected;

        public override string? DefaultText => whenAbsent is null
            ? null
            : (vocabulary.Spell(whenAbsent.Newest) ?? whenAbsent.Newest?.ToString()) + (whenAbsent.Since is { } since ? $" (since {since})" : "");

        public override string Source => source;

        public override void Bind(TEntity entity, SettingScope scope, BindingContext context) =>
            set(entity, Facts.Read(scope, Key, vocabulary, whenAbsent, source, context));

        private static string NameOf(string assignment)
        {
            var end = assignment.LastIndexOf(" = ", StringComparison.Ordinal);
            var start = end < 0 ? -1 : assignment.LastIndexOf('.', end);
            return start < 0 ? assignment : assignment.Substring(start + 1, end - start - 1);
        }
    }
}
