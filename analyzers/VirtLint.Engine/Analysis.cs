using System.Collections.Generic;
using System.Linq;
using VirtLint.Rules;

namespace VirtLint.Engine;

/// <summary>What a run has to say.</summary>
/// <param name="Findings">In the order of path, place and rule; no two of one rule at one place.</param>
/// <param name="Undecided">Values that some rule asked for and nobody can know.</param>
/// <param name="Files">What became of every file that a format was asked about.</param>
/// <param name="Failures">Defects of VirtLint itself: the file, and what was thrown.</param>
public sealed record Analysis(
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<UndecidedFact> Undecided,
    IReadOnlyList<FileResult> Files,
    IReadOnlyList<RuleFailure> Failures)
{
    /// <summary>Findings that comments hold back.</summary>
    public IReadOnlyList<SuppressedFinding> Suppressed { get; init; } = [];

    public Coverage Coverage => new(
        Files.Count,
        Files.Count(static file => file.Format is not null),
        Files.Count(static file => file is { Format: not null, HasErrors: false }),
        Files.Count(static file => file.HasErrors),
        Undecided.Select(static u => u.Origin).Distinct().Count());
}

/// <summary>How much of the run could be judged.</summary>
public readonly record struct Coverage(int Seen, int Recognised, int Parsed, int WithErrors, int Undecided);

/// <summary>A rule threw on a file: a defect of VirtLint, never of the file.</summary>
public sealed record RuleFailure(string RuleId, string Path, string Message);
