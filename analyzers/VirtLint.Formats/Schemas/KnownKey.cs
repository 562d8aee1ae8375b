using System;
using VirtLint.Model;

namespace VirtLint.Formats.Schemas;

/// <summary>One key that some published release of a format reads.</summary>
public sealed class KnownKey(string name, ValueShape value)
{
    /// <summary>The key; of a numbered one (<c>net0</c>, <c>net1</c> …) the part before the number.</summary>
    public string Name { get; } = name;

    /// <summary>What the key accepts.</summary>
    public ValueShape Value { get; } = value;

    /// <summary>The highest number of a numbered key; null for a plain one.</summary>
    public int? LastNumber { get; init; }

    /// <summary>The first release that reads it; null when all that matter do.</summary>
    public Version? Since { get; init; }

    /// <summary>What to write instead; null while the key is not deprecated.</summary>
    public string? Successor { get; init; }

    /// <summary>The release that deprecated it; null where the documentation names none.</summary>
    public Version? DeprecatedIn { get; init; }

    /// <summary>Whether the successor means the same and takes the same values, so that renaming is enough.</summary>
    public bool IsRenamed { get; init; }

    /// <summary>Why the key sets nothing although it is accepted, to follow "since"; null for a key that works.</summary>
    public string? WithoutEffect { get; init; }

    /// <summary>Whether every statement counts, so that a second one replaces nothing.</summary>
    public bool Accumulates { get; init; }

    /// <summary>The key without which the platform refuses this one; null when it stands alone.</summary>
    public string? Companion { get; init; }

    /// <summary>The object that the value names; null when it names none.</summary>
    public KeyReference? Reference { get; init; }

    /// <summary>The keys inside the value, where it is a property string; null where it is not.</summary>
    public KeySet? Inner { get; init; }
}

/// <summary>How a value names objects.</summary>
public enum ReferenceForm
{
    /// <summary>The value is the name.</summary>
    Name,

    /// <summary>Names, separated by commas.</summary>
    List,

    /// <summary><c>STORE:volume</c>; a path or <c>none</c> names no store.</summary>
    Volume,
}

/// <param name="Kind">What the value names.</param>
public sealed record KeyReference(ObjectKind Kind, ReferenceForm Form);
