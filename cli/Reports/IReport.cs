using System.IO;
using VirtLint.Engine;

namespace VirtLint.Cli.Reports;

/// <summary>A way to say what a run found. A report is one file in this folder.</summary>
internal interface IReport
{
    void Write(RunResult result, TextWriter writer);
}

/// <summary>What a report reads.</summary>
internal sealed record RunResult(Analysis Analysis, LintEngine Engine, PathNames Paths)
{
    /// <summary>Findings that the run mended, and that the analysis no longer holds.</summary>
    public int Fixed { get; init; }
}

/// <summary>How people want the text report.</summary>
internal sealed record ReportStyle(bool HasColour, bool IsQuiet, bool ListsUndecided);
