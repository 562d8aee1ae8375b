using VirtLint.Formats.Binding;

namespace VirtLint.Formats.Terraform;

/// <summary>Truth values of the language; a text that reads as one is converted. // Terraform language, "Types and Values"</summary>
internal static class TerraformWords
{
    public static Vocabulary<bool> Flag { get; } = Vocabulary.Of(("true", true), ("false", false), ("1", true), ("0", false));

    /// <summary>An argument that says the opposite of the fact: <c>insecure</c>, <c>unprivileged</c>.</summary>
    public static Vocabulary<bool> Opposite { get; } = Vocabulary.Of(("false", true), ("true", false), ("0", true), ("1", false));
}
