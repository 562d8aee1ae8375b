using System;
using System.Collections.Generic;
using System.Globalization;
using VirtLint.Model;

namespace VirtLint.Formats.Schemas;

/// <summary>How much of what a place may hold its schema knows.</summary>
public enum KeyCoverage
{
    /// <summary>Any key may stand there: nothing is ever unknown.</summary>
    Open,

    /// <summary>Releases to come may add keys: only one that is misspelt or misplaced is reported.</summary>
    Growing,

    /// <summary>Every key of every release up to the newest known one.</summary>
    Complete,
}

/// <summary>Which statement of a key counts when there are several.</summary>
public enum Duplicates
{
    /// <summary>Every one, or the grammar itself refuses a second one.</summary>
    Unjudged,

    FirstCounts,

    LastCounts,
}

/// <summary>The keys that one place of a format has: a file without sections, a section, a property string.</summary>
/// <param name="place">What messages call it: <c>qemu.conf</c>, <c>a 'dir' storage</c>.</param>
/// <param name="coverage">How much of it is known.</param>
/// <param name="duplicates">What a second statement of a key does.</param>
public sealed class KeySet(string place, KeyCoverage coverage, Duplicates duplicates = Duplicates.Unjudged)
{
    private readonly Dictionary<string, KnownKey> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KnownKey> _numbered = new(StringComparer.Ordinal);
    private readonly List<string> _openPrefixes = [];

    public string Place { get; } = place;

    public KeyCoverage Coverage { get; } = coverage;

    public Duplicates Duplicates { get; } = duplicates;

    /// <summary>The key that a part without '=' states, where the place is a property string.</summary>
    public string? DefaultKey { get; init; }

    /// <summary>The plain keys and the stems of the numbered ones, for "did you mean".</summary>
    public IEnumerable<string> Names
    {
        get
        {
            foreach (var name in _keys.Keys)
                yield return name;

            foreach (var name in _numbered.Keys)
                yield return name + "0";
        }
    }

    /// <summary>Keys that every release reads.</summary>
    public KeySet Keys(ValueShape value, params string[] names)
    {
        foreach (var name in names)
            Add(new KnownKey(name, value));

        return this;
    }

    /// <summary>Keys that came with a release.</summary>
    public KeySet Since(string version, ValueShape value, params string[] names)
    {
        foreach (var name in names)
            Add(new KnownKey(name, value) { Since = Version.Parse(version) });

        return this;
    }

    /// <summary>Keys that are accepted and set nothing.</summary>
    /// <param name="because">Why, to follow "since".</param>
    public KeySet WithoutEffect(string because, params string[] names)
    {
        foreach (var name in names)
            Add(new KnownKey(name, ValueShape.Any) { WithoutEffect = because });

        return this;
    }

    /// <summary>A key that is still read, but has a successor.</summary>
    public KeySet Deprecated(string name, string successor, string? since = null, bool isRenamed = false)
    {
        return Add(new KnownKey(name, ValueShape.Any)
        {
            Successor = successor,
            DeprecatedIn = since is null ? null : Version.Parse(since),
            IsRenamed = isRenamed,
        });
    }

    /// <summary>A key whose value holds keys of its own.</summary>
    public KeySet Inner(string name, KeySet inner, string? since = null) =>
        Add(new KnownKey(name, ValueShape.Any) { Inner = inner, Since = since is null ? null : Version.Parse(since) });

    /// <summary>Keys that carry a number: <c>net0</c> to <c>net31</c>.</summary>
    public KeySet Numbered(string stem, int last, KeySet? inner = null, string? since = null) =>
        Add(new KnownKey(stem, ValueShape.Any) { LastNumber = last, Inner = inner, Since = since is null ? null : Version.Parse(since) });

    /// <summary>Keys of which every statement counts.</summary>
    public KeySet Accumulating(ValueShape value, params string[] names)
    {
        foreach (var name in names)
            Add(new KnownKey(name, value) { Accumulates = true });

        return this;
    }

    /// <summary>A key that the platform refuses without another.</summary>
    public KeySet Needing(string companion, ValueShape value, params string[] names)
    {
        foreach (var name in names)
            Add(new KnownKey(name, value) { Companion = companion });

        return this;
    }

    /// <summary>Keys whose value names an object that another file defines.</summary>
    public KeySet Naming(ObjectKind kind, ReferenceForm form, params string[] names)
    {
        foreach (var name in names)
            Add(new KnownKey(name, ValueShape.Any) { Reference = new(kind, form) });

        return this;
    }

    /// <summary>Keys that start so belong to somebody else and are never judged.</summary>
    public KeySet Open(string prefix)
    {
        _openPrefixes.Add(prefix);
        return this;
    }

    /// <summary>Every key of another place too.</summary>
    public KeySet Including(KeySet other)
    {
        foreach (var key in other._keys.Values)
            Add(key);

        foreach (var key in other._numbered.Values)
            Add(key);

        _openPrefixes.AddRange(other._openPrefixes);
        return this;
    }

    public KeySet Add(KnownKey key)
    {
        (key.LastNumber is null ? _keys : _numbered)[key.Name] = key;
        return this;
    }

    /// <summary>Whether any key may stand there, or this one belongs to somebody else.</summary>
    public bool IsOpenTo(string key)
    {
        if (Coverage is KeyCoverage.Open)
            return true;

        foreach (var prefix in _openPrefixes)
        {
            if (key.StartsWith(prefix, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>What is known of a key, or null.</summary>
    public KnownKey? Find(string key)
    {
        if (_keys.TryGetValue(key, out var known))
            return known;

        var stem = key.Length;
        while (stem > 0 && key[stem - 1] is >= '0' and <= '9')
            stem--;

        return stem < key.Length
            && _numbered.TryGetValue(key.Substring(0, stem), out known)
            && int.TryParse(key.Substring(stem), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number <= known.LastNumber
            ? known
            : null;
    }
}
