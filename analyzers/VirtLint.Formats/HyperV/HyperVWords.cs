using VirtLint.Formats.Binding;

namespace VirtLint.Formats.HyperV;

/// <summary>The vocabularies of Hyper-V's cmdlets.</summary>
internal static class HyperVWords
{
    public static Vocabulary<bool> Boolean { get; } = Vocabulary.OfAnyCase(("$true", true), ("$false", false), ("1", true), ("0", false));

    /// <summary>A parameter that says the opposite of the fact.</summary>
    public static Vocabulary<bool> Opposite { get; } = Vocabulary.OfAnyCase(("$true", false), ("$false", true), ("1", false), ("0", true));

    public static Vocabulary<bool> OnOff { get; } = Vocabulary.OfAnyCase(("On", true), ("Off", false));

    /// <summary>A guard, of which the fact says what it keeps out.</summary>
    public static Vocabulary<bool> Guard { get; } = Vocabulary.OfAnyCase(("On", false), ("Off", true));
}
