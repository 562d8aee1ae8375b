using System;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Formats;

/// <summary>Looks for what tells a format in as little of a text as will do.</summary>
internal static class TextHead
{
    private const int Length = 64 * 1024;

    /// <summary>Whether the beginning of the text holds one of many marks, of which most texts hold none.</summary>
    public static bool HasAny(SourceText text, string[] marks)
    {
        var head = text.ToString(new TextSpan(0, Math.Min(text.Length, Length)));
        return Array.Exists(marks, mark => head.IndexOf(mark, StringComparison.Ordinal) >= 0);
    }

    /// <summary>Whether the beginning of the text holds a mark.</summary>
    public static bool Has(SourceText text, string mark) =>
        text.ToString(new TextSpan(0, Math.Min(text.Length, Length))).IndexOf(mark, StringComparison.Ordinal) >= 0;

    /// <summary>Whether a line starts with one of the words.</summary>
    /// <param name="skipped">What may stand before the word: blanks, the mark of a comment.</param>
    public static bool HasLine(SourceText text, string skipped, params string[] words)
    {
        foreach (var line in text.Lines)
        {
            var start = line.Start;
            while (start < line.End && skipped.IndexOf(text[start]) >= 0)
                start++;

            foreach (var word in words)
            {
                if (Starts(text, start, line.End, word))
                    return true;
            }
        }

        return false;
    }

    private static bool Starts(SourceText text, int start, int end, string word)
    {
        if (end - start < word.Length)
            return false;

        for (var i = 0; i < word.Length; i++)
        {
            if (text[start + i] != word[i])
                return false;
        }

        return true;
    }
}
