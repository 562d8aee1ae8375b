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

    /// <summary>The word of a closed set that somebody who wrote <paramref name="text"/> most likely meant, or null.</summary>
    public static string? Nearest(string text, IEnumerable<string> words)
    {
        var allowed = text.Length <= 4 ? 1 : text.Length <= 9 ? 2 : 3;
        string? best = null;
        foreach (var word in words)
        {
            var distance = Distance(text, word, allowed);
            if (distance > allowed || distance >= word.Length)
                continue;

            best = word;
            allowed = distance - 1;
        }

        return best;
    }

    /// <summary>Edits (insert, delete, replace, swap neighbours) between two words, ignoring case; more than <paramref name="limit"/> when farther.</summary>
    private static int Distance(string a, string b, int limit)
    {
        if (limit < 0 || Math.Abs(a.Length - b.Length) > limit)
            return limit + 1;

        var rows = new int[3][];
        for (var i = 0; i < 3; i++)
            rows[i] = new int[b.Length + 1];

        for (var j = 0; j <= b.Length; j++)
            rows[0][j] = j;

        for (var i = 1; i <= a.Length; i++)
        {
            var (current, previous, before) = (rows[i % 3], rows[(i + 2) % 3], rows[(i + 1) % 3]);
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1] + 1, previous[j] + 1), previous[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
            }
        }

        return rows[a.Length % 3][b.Length];
    }
}
