using System;

namespace VirtLint.Cli.Discovery;

/// <summary>Matches paths against git's patterns, in time that no pattern can blow up.</summary>
internal static class Wildcard
{
    /// <summary>Whether the segments of a path match those of a pattern; <c>**</c> stands for any number of segments.</summary>
    public static bool MatchesPath(ReadOnlySpan<string> pattern, ReadOnlySpan<string> path)
    {
        var (p, s, star, resume) = (0, 0, -1, 0);
        while (s < path.Length)
        {
            if (p < pattern.Length && pattern[p] == "**")
            {
                // gitignore(5): a trailing "/**" matches everything inside, not the folder itself.
                if (p == pattern.Length - 1)
                    return true;

                (star, resume) = (p++, s);
            }
            else if (p < pattern.Length && Matches(pattern[p], path[s]))
            {
                p++;
                s++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                s = ++resume;
            }
            else
            {
                return false;
            }
        }

        return p == pattern.Length;
    }

    /// <summary>Whether one segment matches: <c>*</c>, <c>?</c>, <c>[a-z]</c>, <c>[!a]</c> and backslash escapes.</summary>
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        var (p, t, star, resume) = (0, 0, -1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, resume) = (p++, t);
            }
            else if (p < pattern.Length && MatchesOne(pattern[p..], text[t], out var length))
            {
                p += length;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++resume;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*')
            p++;

        return p == pattern.Length;
    }

    private static bool MatchesOne(ReadOnlySpan<char> pattern, char c, out int length)
    {
        length = 1;
        switch (pattern[0])
        {
            case '?':
                return true;
            case '\\' when pattern.Length > 1:
                length = 2;
                return pattern[1] == c;
            case '[' when MatchesClass(pattern, c, out var matched) is > 0 and var consumed:
                length = consumed;
                return matched;
            default:
                return pattern[0] == c;
        }
    }

    /// <summary>The length of the bracket expression at the start of the pattern, or 0 when it is never closed.</summary>
    private static int MatchesClass(ReadOnlySpan<char> pattern, char c, out bool matched)
    {
        var i = 1;
        var negated = i < pattern.Length && pattern[i] is '!' or '^';
        if (negated)
            i++;

        matched = false;
        for (var first = i; i < pattern.Length; i++)
        {
            if (pattern[i] == ']' && i > first)
            {
                matched ^= negated;
                return i + 1;
            }

            if (pattern[i] == '\\' && i + 1 < pattern.Length)
                i++;

            var low = pattern[i];
            var high = low;
            if (i + 2 < pattern.Length && pattern[i + 1] == '-' && pattern[i + 2] != ']')
            {
                high = pattern[i + 2];
                i += 2;
            }

            matched |= c >= low && c <= high;
        }

        return 0;
    }
}
