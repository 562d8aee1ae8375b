using System;
using System.Collections.Generic;
using System.IO;

namespace VirtLint.Cli.Discovery;

/// <summary>The patterns of one .gitignore or info/exclude file, as gitignore(5) defines them.</summary>
/// <param name="folder">The folder that the patterns are relative to.</param>
internal sealed class IgnoreFile(string folder, IEnumerable<string> lines)
{
    private readonly List<Pattern> _patterns = [.. Parse(lines)];

    public static IgnoreFile? Read(string path, string folder)
    {
        try
        {
            return File.Exists(path) ? new(folder, File.ReadLines(path)) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Git itself goes on without a file that it cannot read.
            return null;
        }
    }

    /// <summary>True: ignored. False: included again by a negation. Null: no pattern says anything.</summary>
    public bool? Ignores(string path, bool isFolder)
    {
        if (_patterns.Count == 0)
            return null;

        var segments = path[folder.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var i = _patterns.Count - 1; i >= 0; i--)
        {
            if (_patterns[i].Matches(segments, isFolder))
                return !_patterns[i].IsNegated;
        }

        return null;
    }

    private static IEnumerable<Pattern> Parse(IEnumerable<string> lines)
    {
        foreach (var raw in lines)
        {
            var line = TrimTrailingSpaces(raw.TrimStart('\uFEFF'));
            if (line.Length == 0 || line[0] == '#')
                continue;

            var isNegated = line[0] == '!';
            if (isNegated)
                line = line[1..];

            var foldersOnly = line.EndsWith('/');
            if (foldersOnly)
                line = line[..^1];

            var segments = line.Split('/', StringSplitOptions.RemoveEmptyEntries);
            if (segments.Length > 0)
                yield return new(segments, isNegated, foldersOnly, IsAnchored: line.Contains('/'));
        }
    }

    /// <summary>Trailing spaces count only when a backslash quotes them.</summary>
    private static string TrimTrailingSpaces(string line)
    {
        var end = line.Length;
        while (end > 0 && line[end - 1] is ' ' or '\t' or '\r' && !(end > 1 && line[end - 2] == '\\'))
            end--;

        return line[..end];
    }

    private sealed record Pattern(string[] Segments, bool IsNegated, bool FoldersOnly, bool IsAnchored)
    {
        public bool Matches(string[] path, bool isFolder)
        {
            if (path.Length == 0 || (FoldersOnly && !isFolder))
                return false;

            return IsAnchored
                ? Wildcard.MatchesPath(Segments, path)
                : Segments[0] == "**" || Wildcard.Matches(Segments[0], path[^1]);
        }
    }
}
