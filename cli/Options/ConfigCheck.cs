using System;
using System.Globalization;
using System.Linq;
using VirtLint.Formats;
using VirtLint.Formats.Binding;
using VirtLint.Rules;

namespace VirtLint.Cli.Options;

/// <summary>Finds the settings of ours that cannot be meant: they would change nothing, silently.</summary>
internal static class ConfigCheck
{
    private static readonly string[] Severities = ["error", "warning", "info", "suggestion", "silent", "none", "default"];

    private static readonly string[] Profiles = ["recommended", "strict"];

    public static void Check(string path, string text, Action<string> warn)
    {
        var number = 0;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            number++;
            var line = text.AsSpan(range).Trim().ToString();
            if (line.Length == 0 || line[0] is '#' or ';' or '[')
                continue;

            var equals = line.IndexOfAny(['=', ':']);
            if (equals <= 0)
                continue;

            var key = line[..equals].Trim();
            var value = line[(equals + 1)..].Split([" #", " ;"], 2, StringSplitOptions.None)[0].Trim();
            if (Complaint(key, value) is { } complaint)
                warn($"{path}:{number.ToString(CultureInfo.InvariantCulture)}: {complaint}; the setting is ignored");
        }
    }

    private static string? Complaint(string key, string value)
    {
        var isOurs = key.StartsWith("virtlint.", StringComparison.OrdinalIgnoreCase);
        var segments = key.Split('.');
        if (segments is [_, var id, "severity"] && (isOurs || id.StartsWith("VL", StringComparison.Ordinal)))
        {
            if (isOurs || key.StartsWith("dotnet_diagnostic.", StringComparison.OrdinalIgnoreCase))
            {
                return RuleCatalog.ById(id.ToUpperInvariant()) is null
                    ? $"'{key}' names no rule"
                    : OneOf(key, value, Severities);
            }
        }

        return key.ToLowerInvariant() switch
        {
            "virtlint.profile" => OneOf(key, value, Profiles),
            "virtlint.format" => FormatRegistry.Default.ById(value) is not null
                ? null
                : OneOf(key, value, [.. FormatRegistry.Default.Formats.Select(static format => format.Id)]),
            "virtlint.max_file_size" => FileSize.TryParse(value, out _) ? null : $"'{key}' is '{value}'; expected a size such as '32MiB'",
            "virtlint.as_of" => DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, out _) ? null : $"'{key}' is '{value}'; expected a date such as '2026-01-31'",
            var known when KnownKeys.All.Contains(known) => null,
            _ when isOurs => Unknown(key),
            _ => null,
        };
    }

    private static string Unknown(string key)
    {
        var nearest = Sentence.Nearest(key, KnownKeys.All);
        return $"nothing reads '{key}'" + (nearest is null ? "" : $"; did you mean '{nearest}'?");
    }

    private static string? OneOf(string key, string value, string[] words)
    {
        if (words.Contains(value, StringComparer.OrdinalIgnoreCase))
            return null;

        var nearest = Sentence.Nearest(value, words);
        return nearest is null && words.Length > 10
            ? $"'{key}' is '{value}', which is not known"
            : $"'{key}' is '{value}'; " + (nearest is null ? $"expected {Sentence.Choice(words)}" : $"did you mean '{nearest}'?");
    }
}
