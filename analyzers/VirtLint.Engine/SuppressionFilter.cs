using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Model;
using VirtLint.Rules;

namespace VirtLint.Engine;

/// <summary>A finding that a comment holds back.</summary>
public sealed record SuppressedFinding(Finding Finding, Suppression By);

/// <summary>Takes out of a run's findings what comments hold back, and tells each comment what became of it.</summary>
internal sealed class SuppressionFilter
{
    private readonly Dictionary<string, List<(Suppression Suppression, FileModel Model)>> _byPath;

    public SuppressionFilter(IEnumerable<FileModel> models) => _byPath = models
        .SelectMany(static model => model.Entities.OfType<Suppression>().Select(suppression => (Suppression: suppression, Model: model)))
        .GroupBy(static entry => entry.Model.File.Path, StringComparer.Ordinal)
        .ToDictionary(static group => group.Key, static group => group.ToList(), StringComparer.Ordinal);

    public bool IsEmpty => _byPath.Count == 0;

    /// <summary>Moves suppressed findings from one list to the other.</summary>
    public void Apply(List<Finding> findings, List<SuppressedFinding> suppressed) => findings.RemoveAll(finding =>
    {
        if (By(finding) is not { } suppression)
            return false;

        suppression.Outcome = SuppressionOutcome.Used;
        suppressed.Add(new(finding, suppression));
        return true;
    });

    /// <summary>Tells the comments that held nothing back, as far as their rules could decide.</summary>
    public void Conclude(Func<string, ProjectOptions, bool> runs, IReadOnlyCollection<UndecidedFact> undecided)
    {
        foreach (var (suppression, model) in _byPath.Values.SelectMany(static entries => entries))
        {
            if (suppression.Outcome is SuppressionOutcome.Unjudged
                && runs(suppression.Name, model.Options)
                && !model.Entities.Any(static entity => entity is SettingIssue { Issue: SettingIssueKind.SyntaxError })
                && !undecided.Any(fact => fact.Rule.Id == suppression.Name && Covers(suppression, fact.Origin)))
            {
                suppression.Outcome = SuppressionOutcome.Unused;
            }
        }
    }

    private Suppression? By(Finding finding)
    {
        if (!_byPath.TryGetValue(finding.Origin.File.Path, out var entries))
            return null;

        foreach (var (suppression, model) in entries)
        {
            if (suppression.Name == finding.Rule.Id && Covers(suppression, finding.Origin) && !suppression.IsExpired(model.Options))
                return suppression;
        }

        return null;
    }

    private static bool Covers(Suppression suppression, Origin place) =>
        ReferenceEquals(suppression.Origin.File, place.File)
        && place.Span.Start >= suppression.Covers.Start
        && place.Span.Start <= suppression.Covers.End;
}
