using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax;

/// <summary>How a file ends its lines, so that an edit does not mix two ways.</summary>
public static class LineBreaks
{
    public static string Of(SourceText text)
    {
        var first = text.Lines[0];
        return first.EndIncludingLineBreak > first.End ? text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak)) : "\n";
    }
}
