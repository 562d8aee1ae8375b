using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Rules;

namespace VirtLint.Cli.Commands;

/// <summary>Rule IDs as the command line gives them: comma-separated, in any case.</summary>
internal static class RuleIds
{
    /// <summary>The IDs, or null after a complaint about one that no rule has.</summary>
    public static IReadOnlyList<string>? Parse(IReadOnlyList<string>? values, Host host)
    {
        var ids = (values ?? [])
            .SelectMany(static value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Select(static id => id.ToUpperInvariant())
            .ToList();
        var unknown = ids.Where(static id => RuleCatalog.ById(id) is null).ToList();
        foreach (var id in unknown)
            host.Complain(Unknown(id));

        return unknown.Count == 0 ? ids : null;
    }

    public static string Unknown(string id)
    {
        var nearest = Sentence.Nearest(id, RuleCatalog.All.Select(static rule => rule.Id));
        return $"no rule has the ID '{id}'" + (nearest is null ? "; 'virtlint rules' lists them" : $"; did you mean '{nearest}'?");
    }
}
