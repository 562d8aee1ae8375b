using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Xml;

/// <summary>An XML text. Several root elements are accepted, since dumps are concatenated in practice.</summary>
/// <remarks>No document type is read and no entity but the predefined ones is expanded: the text is hostile.</remarks>
public sealed class XmlTree : SyntaxTree
{
    internal XmlTree(
        SourceText text, ImmutableArray<XmlElement> roots, ImmutableArray<Literal> comments, bool isTemplate, ImmutableArray<SyntaxError> errors)
        : base(text, errors)
    {
        Roots = roots;
        Comments = comments;
        IsTemplate = isTemplate;
    }

    public ImmutableArray<XmlElement> Roots { get; }

    /// <summary>The text between <c>&lt;!--</c> and <c>--&gt;</c>, in the order of the file.</summary>
    public ImmutableArray<Literal> Comments { get; }

    public static XmlTree Parse(SourceText text) => new XmlParser(text).Parse();
}
