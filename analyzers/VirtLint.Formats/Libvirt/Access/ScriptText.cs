using System;

namespace VirtLint.Formats.Libvirt.Access;

/// <summary>As much of JavaScript as telling a simple rule from any other takes.</summary>
internal static class ScriptText
{
    /// <summary>The text with blanks in place of comments and of what strings hold, every position kept.</summary>
    public static string WithoutComments(string text)
    {
        var blanked = text.ToCharArray();
        for (var i = 0; i < text.Length; i++)
        {
            var next = i + 1 < text.Length ? text[i + 1] : '\0';
            if (text[i] is '"' or '\'')
            {
                var quote = text[i];
                for (i++; i < text.Length && text[i] != quote && text[i] != '\n'; i++)
                {
                    blanked[i] = ' ';
                    if (text[i] == '\\' && i + 1 < text.Length)
                        blanked[++i] = ' ';
                }
            }
            else if (text[i] == '/' && next == '/')
            {
                while (i < text.Length && text[i] != '\n')
                    blanked[i++] = ' ';
            }
            else if (text[i] == '/' && next == '*')
            {
                var end = text.IndexOf("*/", i + 2, StringComparison.Ordinal);
                end = end < 0 ? text.Length : end + 2;
                while (i < end)
                    blanked[i++] = ' ';
                i--;
            }
        }

        return new string(blanked);
    }

    public static int SkipSpace(string text, int position)
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
            position++;

        return position;
    }

    public static bool Is(string text, int position, string word) =>
        position < text.Length && string.CompareOrdinal(text, position, word, 0, word.Length) == 0;

    /// <summary>The position of the bracket that closes the one at a position, or null.</summary>
    public static int? Close(string text, int open, int end)
    {
        var depth = 0;
        for (var i = open; i < end; i++)
        {
            if (text[i] == '(')
                depth++;
            else if (text[i] == ')' && --depth == 0)
                return i;
        }

        return null;
    }
}
