using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Hcl;

/// <summary>A text in HashiCorp's configuration language (HCL2): Terraform and Packer. Nothing is evaluated here.</summary>
/// <remarks>hashicorp/hcl: HCL Native Syntax Specification, hclsyntax/spec.md; HCL JSON Syntax Specification, json/spec.md.</remarks>
public sealed class HclTree : SyntaxTree
{
    internal HclTree(SourceText text, HclBody root, ImmutableArray<SyntaxError> errors)
        : base(text, errors) => Root = root;

    /// <summary>The attributes and blocks of the file. Behind an error, reading goes on with the next one.</summary>
    public HclBody Root { get; }

    public static HclTree Parse(SourceText text) => new HclParser(text).Parse();

    /// <summary>Reads a text that is a template as a whole; one with errors has no value.</summary>
    public static HclTemplate ParseTemplate(SourceText text)
    {
        var span = new TextSpan(0, text.Length);
        return new HclParser(text).ReadTemplate(text.ToString(), span, span);
    }

    /// <summary>Reads the notation in JSON.</summary>
    /// <param name="text">The text to read.</param>
    /// <param name="isValues">Whether the file gives variables values and declares nothing.</param>
    public static HclTree ParseJson(SourceText text, bool isValues) => new HclJsonReader(text).Read(isValues);
}
