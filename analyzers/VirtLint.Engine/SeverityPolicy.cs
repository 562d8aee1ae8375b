using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;
using VirtLint.Rules;

namespace VirtLint.Engine;

/// <summary>Which rules run on a file, and how severe their findings are there.</summary>
/// <param name="Profile">The profile that the command line asks for; null leaves it to <c>virtlint.profile</c>.</param>
/// <param name="Select">The only rules that run, whatever their profile; null for all.</param>
/// <param name="Ignore">Rules that never run.</param>
public sealed record SeverityPolicy(Profile? Profile = null, IReadOnlyCollection<string>? Select = null, IReadOnlyCollection<string>? Ignore = null)
{
    /// <summary>
    /// The severity of a rule on a file, or null when it does not run there. The file's options win over the profile:
    /// <c>virtlint.VL2001.severity</c> is one of error, warning, info, none or default.
    /// </summary>
    public DiagnosticSeverity? For(RuleDescriptor rule, ProjectOptions options)
    {
        if (Ignore?.Contains(rule.Id) == true || Select?.Contains(rule.Id) == false)
            return null;

        var stated = options.Text($"virtlint.{rule.Id}.severity") ?? options.Text($"dotnet_diagnostic.{rule.Id}.severity");
        return stated?.ToLowerInvariant() switch
        {
            "error" => DiagnosticSeverity.Error,
            "warning" => DiagnosticSeverity.Warning,
            "info" or "suggestion" => DiagnosticSeverity.Info,
            "none" or "silent" => null,
            _ => Select is not null || rule.Profile <= ProfileOf(options) ? rule.Severity : null,
        };
    }

    private Profile ProfileOf(ProjectOptions options) => Profile
        ?? (string.Equals(options.Text("virtlint.profile"), "strict", StringComparison.OrdinalIgnoreCase)
            ? Rules.Profile.Strict
            : Rules.Profile.Recommended);
}
