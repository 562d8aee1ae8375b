using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Hcl;

/// <summary>A text in HashiCorp's configuration language (HCL2): Terraform and Packer. Nothing is evaluated here.</summary>
/// <remarks>HCL Native Syntax Specification, hashicorp/hcl, hclsyntax/spec.md.</remarks>
public sealed class HclTree : SyntaxTree
{
    internal HclTree(SourceText text, HclBody root, ImmutableArray<SyntaxError> errors)
        : base(text, errors) => Root = root;

    /// <summary>The attributes and blocks of the file. Behind an error, reading goes on with the next one.</summary>
    public HclBody Root { get; }

    public static HclTree Parse(SourceText text) => new HclParser(text).Parse();
}
