using System.Linq;
using VirtLint.Engine;

namespace VirtLint.Cli.Reports;

/// <summary>How much of a run could be judged, in one line: no findings in files that nobody read mean nothing.</summary>
internal static class CoverageLine
{
    public static string Of(Analysis analysis)
    {
        var coverage = analysis.Coverage;
        var formats = analysis.Files.Where(static file => file.Format is not null)
            .GroupBy(static file => file.Format!.Id)
            .OrderByDescending(static group => group.Count())
            .ThenBy(static group => group.Key, System.StringComparer.Ordinal)
            .Select(static group => $"{group.Key} {group.Count()}")
            .ToList();
        return $"{Plural.Of(coverage.Seen, "file")} seen, {coverage.Recognised} recognised"
            + (formats.Count > 0 ? $" ({string.Join(", ", formats)})" : "")
            + $", {coverage.Parsed} parsed, {coverage.WithErrors} with errors; {Plural.Of(coverage.Undecided, "value")} undecided";
    }
}
