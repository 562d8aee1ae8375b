using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;

namespace VirtLint.Formats.Ansible;

/// <summary>Truth values as modules take them. // Ansible, module_utils/parsing/convert_bool.py: BOOLEANS_TRUE, BOOLEANS_FALSE</summary>
internal static class AnsibleWords
{
    public static Vocabulary<bool> Flag { get; } = Of(true, false);

    /// <summary>An argument that says the opposite of the fact.</summary>
    public static Vocabulary<bool> Opposite { get; } = Of(false, true);

    /// <summary>What a value means as a truth value; null when it means none.</summary>
    public static bool? AsFlag(HclValue value) => value.AsText is { } text && Flag.TryRead(text, out var flag) ? flag : null;

    /// <summary>A flag of a module as a value of another type.</summary>
    public static Vocabulary<T> Of<T>(T whenTrue, T whenFalse) => Vocabulary.OfAnyCase(
        ("true", whenTrue), ("yes", whenTrue), ("on", whenTrue), ("1", whenTrue), ("y", whenTrue), ("t", whenTrue), ("1.0", whenTrue),
        ("false", whenFalse), ("no", whenFalse), ("off", whenFalse), ("0", whenFalse), ("n", whenFalse), ("f", whenFalse), ("0.0", whenFalse));
}
