using System.Collections.Generic;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Syntax;

namespace VirtLint.Formats.Binding;

/// <summary>The words of a text between white space, each where it stands.</summary>
internal static class Words
{
    /// <param name="start">Where the text begins in its file.</param>
    public static List<Literal> Of(string text, int start)
    {
        var words = new List<Literal>();
        for (var at = 0; at < text.Length;)
        {
            var end = at;
            while (end < text.Length && !char.IsWhiteSpace(text[end]))
                end++;

            if (end > at)
                words.Add(new(text.Substring(at, end - at), new TextSpan(start + at, end - at)));

            at = end + 1;
        }

        return words;
    }
}
