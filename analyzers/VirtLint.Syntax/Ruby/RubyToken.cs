using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Ruby;

internal enum RubyTokenKind
{
    End,
    NewLine,
    Name,
    Number,

    /// <summary>A text without anything to compute in it.</summary>
    Text,

    /// <summary>A text that holds <c>#{…}</c>, or a command.</summary>
    Computed,
    Symbol,

    /// <summary>A name with a colon behind it, which names an argument.</summary>
    Label,
    Punctuation,
}

/// <param name="Text">The decoded text.</param>
/// <param name="Span">Where it stands, without quotes.</param>
/// <param name="Full">Where it stands, with them.</param>
internal readonly record struct RubyToken(RubyTokenKind Kind, string Text, TextSpan Span, TextSpan Full)
{
    public bool Is(string punctuation) => Kind is RubyTokenKind.Punctuation && Text == punctuation;

    public bool IsName(string name) => Kind is RubyTokenKind.Name && Text == name;
}
