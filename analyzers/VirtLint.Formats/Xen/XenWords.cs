using VirtLint.Formats.Binding;

namespace VirtLint.Formats.Xen;

/// <summary>The words of xl.cfg.</summary>
internal static class XenWords
{
    /// <summary>xl.cfg(5), "SYNTAX": a boolean is a number, and any but 0 is true.</summary>
    public static Vocabulary<bool> Flag { get; } = Vocabulary.Of(("1", true), ("0", false));

    public static Vocabulary<bool> Opposite { get; } = Vocabulary.Of(("1", false), ("0", true));
}
