using System;
using System.Linq;
using VirtLint.Formats.Binding;

namespace VirtLint.Formats.OpenStack;

/// <summary>What values mean in oslo.config.</summary>
internal static class Oslo
{
    /// <summary>// oslo.config, types.py: Boolean</summary>
    public static Vocabulary<bool> Boolean { get; } = Words(true, false);

    /// <summary>The words of a boolean for a setting whose "true" is the model's <paramref name="whenTrue"/>.</summary>
    public static Vocabulary<T> Words<T>(T whenTrue, T whenFalse) => Vocabulary.OfAnyCase(
        ("true", whenTrue), ("false", whenFalse), ("yes", whenTrue), ("no", whenFalse), ("on", whenTrue), ("off", whenFalse), ("1", whenTrue), ("0", whenFalse));

    /// <summary>Whatever a predicate makes of a text that the option takes as it is.</summary>
    public static Vocabulary<T> Judged<T>(string expected, Func<string, T> judge, params (T Value, string Word)[] spellings) =>
        new JudgedVocabulary<T>(expected, judge, spellings);

    /// <summary>A list, which commas separate. // oslo.config, types.py: List</summary>
    public static string[] List(string text) =>
        [.. text.Trim('[', ']').Split(',').Select(static item => item.Trim()).Where(static item => item.Length > 0)];

    private sealed class JudgedVocabulary<T>(string expected, Func<string, T> judge, (T Value, string Word)[] spellings) : Vocabulary<T>
    {
        public override string Expected => expected;

        public override bool TryRead(string text, out T value)
        {
            value = judge(text);
            return true;
        }

        public override string? Spell(T value) => spellings.FirstOrDefault(spelling => Equals(spelling.Value, value)).Word;
    }
}
