using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Yaml;

/// <summary>A YAML stream. Behind an error, what was read before it stays.</summary>
/// <remarks>
/// YAML 1.2, read by YamlDotNet's events. Templates (Jinja, Go, Helm) are read by their plain parts: a line that holds
/// nothing but control marks is passed over, and a placeholder is a value of its own.
/// </remarks>
public sealed class YamlTree : SyntaxTree
{
    internal YamlTree(SourceText text, ImmutableArray<YamlNode> documents, bool isTemplate, ImmutableArray<SyntaxError> errors)
        : base(text, errors)
    {
        Documents = documents;
        IsTemplate = isTemplate;
    }

    /// <summary>The roots of the documents, in order; empty ones are left out.</summary>
    public ImmutableArray<YamlNode> Documents { get; }

    public static YamlTree Parse(SourceText text) => new YamlParser(text).Parse();
}
