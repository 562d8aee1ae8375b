using System.Collections.Generic;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Json;

/// <summary>A string, number, <c>true</c>, <c>false</c> or <c>null</c>.</summary>
public sealed class JsonScalar : JsonNode
{
    internal JsonScalar(string text, JsonKind kind, string value, TextSpan span, TextSpan valueSpan, TextSpan anchor)
        : base(text, span, anchor)
    {
        Kind = kind;
        Value = value;
        ValueSpan = valueSpan;
    }

    public override JsonKind Kind { get; }

    /// <summary>The decoded string, or the literal as written.</summary>
    public string Value { get; }

    /// <summary>The value without quotes.</summary>
    public TextSpan ValueSpan { get; }

    public override IEnumerable<Setting> Settings => [];

    public Literal AsLiteral() => new(Value, ValueSpan);
}
