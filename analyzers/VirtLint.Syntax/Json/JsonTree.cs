using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Json;

/// <summary>A JSON text. Behind an error that ends the reading, what was read before it stays.</summary>
public sealed class JsonTree : SyntaxTree
{
    internal JsonTree(
        SourceText text,
        JsonNode? root,
        ImmutableArray<Literal> comments,
        bool isTemplate,
        ImmutableArray<SyntaxError> errors)
        : base(text, errors)
    {
        Root = root;
        Comments = comments;
        IsTemplate = isTemplate;
    }

    /// <summary>The value, or null when there is none.</summary>
    public JsonNode? Root { get; }

    /// <summary>The comments, without their marks and the blanks around them.</summary>
    public ImmutableArray<Literal> Comments { get; }

    /// <summary>A string of JSON that means a text.</summary>
    public static string Quote(string text) => $"\"{JsonText.Escape(text)}\"";

    /// <param name="text">The text to read.</param>
    /// <param name="allowComments">Whether comments and trailing commas are part of the grammar.</param>
    /// <param name="allowDuplicates">Whether whoever reads the text takes the last of several members of one name.</param>
    public static JsonTree Parse(SourceText text, bool allowComments = false, bool allowDuplicates = false) =>
        new JsonParser(text, allowComments, allowDuplicates).Parse();
}
