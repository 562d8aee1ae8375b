using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax;

/// <summary>A literal in a file: its decoded text and where it stands, without quotes.</summary>
public readonly record struct Literal(string Text, TextSpan Span);

/// <summary>One key with its value, as a file states it.</summary>
/// <remarks>
/// This is the seam between grammars and bindings: every grammar offers its contents as settings in scopes, so that one
/// binding table reads XML attributes, <c>key = value</c> lines and JSON members alike.
/// </remarks>
public class Setting(string key, TextSpan keySpan, string value, TextSpan valueSpan, TextSpan fullSpan)
{
    /// <summary>The key as the grammar spells it, or the path by which the scope was asked for it.</summary>
    public string Key { get; } = key;

    public TextSpan KeySpan { get; } = keySpan;

    /// <summary>The decoded value. Empty for a key without a value and for a list (see <see cref="Items"/>).</summary>
    public string Value { get; } = value;

    /// <summary>The value's own text, without quotes. For a list, the brackets included. For presence, the key.</summary>
    public TextSpan ValueSpan { get; } = valueSpan;

    /// <summary>The text that goes when the setting is removed: the line, attribute or element.</summary>
    public TextSpan FullSpan { get; } = fullSpan;

    /// <summary>The elements of a list value; <see langword="default"/> when the value is a scalar.</summary>
    public ImmutableArray<Literal> Items { get; init; }

    public bool IsList => !Items.IsDefault;

    /// <summary>Whether the value was written in quotes, where the grammar tells quoted from bare values.</summary>
    public bool IsQuoted { get; init; }

    /// <summary>Whether a template's condition or loop stands around the setting, so that it may be there or not.</summary>
    public bool IsConditional { get; init; }

    /// <summary>Whether the grammar has expressions and evaluated this one, so that what looks like a placeholder is text.</summary>
    public bool IsEvaluated { get; init; }

    /// <summary>Why the value cannot be known, where the grammar has expressions; null when it is known.</summary>
    public string? Unresolved { get; init; }

    /// <summary>The setting of another notation that this one stands for; null where the grammar itself states it.</summary>
    public Setting? Translates { get; init; }

    public Literal AsLiteral() => new(Value, ValueSpan);
}
