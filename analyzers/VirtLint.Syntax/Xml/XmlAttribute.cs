using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Xml;

/// <summary>One attribute of an element.</summary>
/// <param name="Name">The local name.</param>
/// <param name="Prefix">The namespace prefix as written; empty when there is none.</param>
/// <param name="Value">The decoded value.</param>
/// <param name="NameSpan">The name with its prefix.</param>
/// <param name="ValueSpan">The value without its quotes.</param>
/// <param name="FullSpan">Name to closing quote, with the white space before it.</param>
public sealed record XmlAttribute(string Name, string Prefix, string Value, TextSpan NameSpan, TextSpan ValueSpan, TextSpan FullSpan)
{
    /// <summary>The setting of another notation that states it; null where XML does.</summary>
    public Setting? Stated { get; init; }
}
