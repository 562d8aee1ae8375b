using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Cli.Discovery;
using VirtLint.Rules;

namespace VirtLint.Cli;

/// <summary>Writes the mechanical edits of findings into their files, in the encoding that each file has.</summary>
/// <param name="unsafeToo">Whether edits are made, too, that can cut off what works today.</param>
/// <param name="report">Takes a sentence about a file that could not be written.</param>
internal sealed class FixWriter(bool unsafeToo, Action<string> report)
{
    /// <summary>Applies what does not overlap; the rest wants another round, after the files were read anew.</summary>
    /// <returns>How many findings an edit was made for, and in which files.</returns>
    public (int Findings, IReadOnlyCollection<string> Paths) Apply(IEnumerable<Finding> findings)
    {
        var count = 0;
        var paths = new List<string>();
        foreach (var group in findings
            .Where(finding => finding.SuggestedFix is { } fix && (fix.IsSafe || unsafeToo))
            .GroupBy(static finding => finding.SuggestedFix?.File))
        {
            // What stands in an archive is shown, and left as it is.
            if (group.Key is not { } file || PackageArchive.IsInside(file.Path) || Compatible(group) is not { Changes.Count: > 0 } edit || !Write(file.Path, file.Text, edit.Changes))
                continue;

            count += edit.Findings;
            paths.Add(file.Path);
        }

        return (count, paths);
    }

    /// <summary>A fix is made whole or not at all. Two that are the same are one.</summary>
    private static (List<TextChange> Changes, int Findings) Compatible(IEnumerable<Finding> findings)
    {
        var changes = new List<TextChange>();
        var count = 0;
        foreach (var fix in findings.Select(static finding => finding.SuggestedFix).OfType<Fix>())
        {
            var added = fix.Changes.Where(change => !changes.Contains(change)).ToList();
            if (added.Any(change => changes.Any(other => Collide(change.Span, other.Span))))
                continue;

            changes.AddRange(added);
            count++;
        }

        changes.Sort(static (a, b) => a.Span.CompareTo(b.Span));
        return (changes, count);
    }

    /// <summary>Two insertions at one place collide, too: their order would be chance.</summary>
    private static bool Collide(TextSpan a, TextSpan b) => a.OverlapsWith(b) || a.Start == b.Start || (a.IsEmpty && b.Contains(a.Start)) || (b.IsEmpty && a.Contains(b.Start));

    private bool Write(string path, SourceText text, List<TextChange> changes)
    {
        try
        {
            var encoding = text.Encoding ?? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
            byte[] before = [.. encoding.GetPreamble(), .. encoding.GetBytes(text.ToString())];
            if (!File.ReadAllBytes(path).AsSpan().SequenceEqual(before))
            {
                report($"'{path}' changed while it was checked; it was left alone");
                return false;
            }

            byte[] after = [.. encoding.GetPreamble(), .. encoding.GetBytes(text.WithChanges(changes).ToString())];
            // In place: permissions, owner and links of the file stay as they are.
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Write);
            stream.Write(after);
            stream.SetLength(after.Length);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or EncoderFallbackException)
        {
            report($"'{path}' cannot be fixed: {Reason.Of(exception)}");
            return false;
        }
    }
}
