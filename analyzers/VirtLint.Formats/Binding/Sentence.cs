using System;
using System.Collections.Generic;
using System.Linq;

namespace VirtLint.Formats.Binding;

/// <summary>Phrases for messages.</summary>
public static class Sentence
{
    /// <summary><c>'a', 'b' or 'c'</c>.</summary>
    public static string Choice(IReadOnlyList<string> words) => words.Count switch
    {
        0 => "nothing",
        1 => $"'{words[0]}'",
        _ => string.Join(", ", words.Take(words.Count - 1).Select(static w => $"'{w}'")) + $" or '{words[words.Count - 1]}'",
    };

    /// <summary>The longest text that is compared: what is longer is no slip of the pen.</summary>
    private const int LongestWord = 64;

    /// <summary>The word of a closed set that somebody who wrote <paramref name="text"/> most likely meant, or null.</summary>
    public static string? Nearest(string text, IEnumerable<string> words)
    {
        if (text.Length > LongestWord)
            return null;

        var allowed = text.Length <= 4 ? 1 : text.Length <= 9 ? 2 : 3;
        var rows = new[] { new int[LongestWord + 5], new int[LongestWord + 5], new int[LongestWord + 5] };
        string? best = null;
        foreach (var word in words)
        {
            var distance = Distance(text, word, allowed, rows);
            if (distance > allowed || distance >= word.Length)
                continue;

            best = word;
            allowed = distance - 1;
        }

        return best;
    }

    /// <summary>Edits (insert, delete, replace, swap neighbours) between two words, ignoring case; more than <paramref name="limit"/> when farther.</summary>
    /// <remarks>Only the cells that the limit can reach are filled in: this runs for each unknown key against each known one.</remarks>
    private static int Distance(string a, string b, int limit, int[][] rows)
    {
        if (limit < 0 || Math.Abs(a.Length - b.Length) > limit)
            return limit + 1;

        for (var j = 0; j <= Math.Min(b.Length, limit + 1); j++)
            rows[0][j] = j;

        var leastBefore = 0;
        for (var i = 1; i <= a.Length; i++)
        {
            var (current, previous, before) = (rows[i % 3], rows[(i + 2) % 3], rows[(i + 1) % 3]);
            var first = Math.Max(1, i - limit);
            var last = Math.Min(b.Length, i + limit);
            var least = current[first - 1] = first == 1 ? i : limit + 1;
            for (var j = first; j <= last; j++)
            {
                var cost = AreSame(a[i - 1], b[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1] + 1, previous[j] + 1), previous[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    current[j] = Math.Min(current[j], before[j - 2] + 1);

                least = Math.Min(least, current[j]);
            }

            if (last < b.Length)
                current[last + 1] = limit + 1;

            // A swap of neighbours reaches over one row.
            if (least > limit && leastBefore >= limit)
                return limit + 1;

            leastBefore = least;
        }

        return rows[a.Length % 3][b.Length];
    }

    private static bool AreSame(char a, char b) => a == b || char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
