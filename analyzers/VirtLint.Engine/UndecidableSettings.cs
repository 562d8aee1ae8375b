using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Model;
using VirtLint.Rules;
using VirtLint.Syntax;

namespace VirtLint.Engine;

/// <summary>Makes issues of the values that security rules asked for and nobody could tell.</summary>
internal static class UndecidableSettings
{
    private const int RulesNamed = 3;

    public static IEnumerable<(Site Site, FileModel Model, IReadOnlyList<SettingIssue> Issues)> Of(IReadOnlyList<Site> sites, IReadOnlyList<UndecidedFact> asked)
    {
        var byPlace = asked
            .Where(static fact => fact.Rule.SecuritySeverity is not null)
            .GroupBy(static fact => fact.Origin)
            .ToLookup(static group => group.Key.File);
        if (byPlace.Count == 0)
            yield break;

        foreach (var site in sites)
        {
            foreach (var model in site.Files.Where(model => byPlace.Contains(model.File)))
            {
                // A value that the platform refuses is reported as such.
                var refused = new HashSet<Origin>(model.Entities.OfType<SettingIssue>()
                    .Where(static issue => issue.Issue is SettingIssueKind.InvalidValue)
                    .Select(static issue => issue.Origin));
                yield return (site, model, [.. byPlace[model.File].Where(group => !refused.Contains(group.Key)).Select(static group => Issue(group.Key, [.. group]))]);
            }
        }
    }

    private static SettingIssue Issue(Origin origin, IReadOnlyList<UndecidedFact> facts)
    {
        var rules = facts.Select(static fact => fact.Rule.Id).Distinct().OrderBy(static id => id, StringComparer.Ordinal).ToList();
        var named = string.Join(", ", rules.Take(RulesNamed)) + (rules.Count > RulesNamed ? " and others" : "");
        return new(
            SettingIssueKind.UndecidableSetting,
            facts[0].Key,
            origin,
            $"{Value(facts[0])}, so {named} could not judge it");
    }

    private static string Value(UndecidedFact fact) => TemplateMarks.Contains(fact.AsWritten)
        ? $"'{fact.Key}' is '{fact.AsWritten}', which no file here resolves"
        : $"the value of '{fact.Key}' is not known ({fact.Reason})";
}
