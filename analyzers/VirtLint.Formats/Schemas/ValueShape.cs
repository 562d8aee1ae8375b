using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Syntax;

namespace VirtLint.Formats.Schemas;

/// <summary>What a key accepts: checked, and told when a value is refused.</summary>
public sealed class ValueShape
{
    private readonly Func<Setting, bool> _accepts;

    /// <param name="expected">What the key accepts, to follow "expected".</param>
    /// <param name="accepts">Whether the platform takes the value. Only called for literal values.</param>
    /// <param name="words">The words of a closed set, for "did you mean".</param>
    public ValueShape(string expected, Func<Setting, bool> accepts, IReadOnlyList<string>? words = null)
    {
        Expected = expected;
        Words = words ?? [];
        _accepts = accepts;
    }

    /// <summary>Anything: the key's values are open, or a binding table knows them better.</summary>
    public static ValueShape Any { get; } = new("text", static _ => true);

    public string Expected { get; }

    public IReadOnlyList<string> Words { get; }

    public bool Accepts(Setting setting) => _accepts(setting);

    /// <summary>What a binding's vocabulary accepts.</summary>
    public static ValueShape Of<T>(Vocabulary<T> vocabulary) =>
        new(vocabulary.Expected, setting => vocabulary.TryRead(setting.Value, out _), vocabulary.Words);

    /// <summary>A closed set of words.</summary>
    public static ValueShape OneOf(params string[] words)
    {
        var known = new HashSet<string>(words, StringComparer.Ordinal);
        return new(Sentence.Choice(words), setting => known.Contains(setting.Value), words);
    }

    /// <summary>A whole number within bounds.</summary>
    public static ValueShape Number(long least, long most = long.MaxValue) =>
        new(
            most == long.MaxValue ? $"a whole number from {Show(least)}" : $"a whole number from {Show(least)} to {Show(most)}",
            setting => IsNumber(setting.Value, least, most));

    /// <summary>Either of two shapes.</summary>
    public ValueShape Or(ValueShape other) =>
        new($"{Expected}, or {other.Expected}", setting => Accepts(setting) || other.Accepts(setting), [.. Words.Concat(other.Words)]);

    /// <summary>Whether text is a decimal number within bounds.</summary>
    public static bool IsNumber(string text, long least, long most) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most;

    private static string Show(long number) => number.ToString(CultureInfo.InvariantCulture);
}
