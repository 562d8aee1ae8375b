using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Cli.Discovery;
using VirtLint.Model;

namespace VirtLint.Cli.Options;

/// <summary>What .editorconfig and .globalconfig say for each file, read once per folder. Safe to call from many threads.</summary>
/// <param name="today">Stands in for <c>virtlint.as_of</c> where the project does not state it.</param>
/// <param name="warn">Takes a sentence about a setting that cannot be meant.</param>
internal sealed class ConfigFiles(string today, Action<string> warn)
{
    private static readonly string[] Names = [".editorconfig", ".globalconfig"];

    private readonly ConcurrentDictionary<string, Lazy<ConfigFile?>> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<AnalyzerConfigSet?>> _sets = new(StringComparer.Ordinal);

    private ProjectOptions Silent { get; } = new(key => key == "virtlint.as_of" ? today : null);

    public ProjectOptions For(string path)
    {
        if (SetFor(Path.GetDirectoryName(path) ?? "/") is not { } set)
            return Silent;

        var local = set.GetOptionsForSourcePath(path);
        var global = set.GlobalConfigOptions;
        return new(key => Lookup(local, key) ?? Lookup(global, key) ?? (key == "virtlint.as_of" ? today : null));
    }

    private static string? Lookup(AnalyzerConfigOptionsResult options, string key)
    {
        if (options.AnalyzerOptions.TryGetValue(key, out var value))
            return value;

        // Roslyn takes the severities out of the options and keeps them apart.
        return key.StartsWith("dotnet_diagnostic.", StringComparison.Ordinal)
            && options.TreeOptions.TryGetValue(key.Split('.')[1], out var severity)
            ? Word(severity)
            : null;
    }

    private static string? Word(ReportDiagnostic severity) => severity switch
    {
        ReportDiagnostic.Error => "error",
        ReportDiagnostic.Warn => "warning",
        ReportDiagnostic.Info => "info",
        ReportDiagnostic.Hidden or ReportDiagnostic.Suppress => "none",
        _ => null,
    };

    private AnalyzerConfigSet? SetFor(string folder) =>
        _sets.GetOrAdd(folder, key => new(() => Load(key))).Value;

    private AnalyzerConfigSet? Load(string folder)
    {
        var configs = new List<ConfigFile>();
        for (var current = folder; current is not null; current = Path.GetDirectoryName(current))
        {
            var found = Names.Select(name => Path.Combine(current, name))
                .Select(path => _files.GetOrAdd(path, key => new(() => ConfigFile.Read(key, warn))).Value)
                .OfType<ConfigFile>()
                .ToList();
            configs.AddRange(found);
            if (found.Any(static file => file.IsRoot))
                break;
        }

        return configs.Any(static file => file.ConcernsUs)
            ? AnalyzerConfigSet.Create(configs.ConvertAll(static file => file.Config))
            : null;
    }

    private sealed record ConfigFile(AnalyzerConfig Config, bool IsRoot, bool ConcernsUs)
    {
        public static ConfigFile? Read(string path, Action<string> warn)
        {
            if (!File.Exists(path))
                return null;

            try
            {
                var text = File.ReadAllText(path);
                var concernsUs = text.Contains("virtlint.", StringComparison.OrdinalIgnoreCase)
                    || text.Contains("dotnet_diagnostic.VL", StringComparison.OrdinalIgnoreCase);
                if (concernsUs)
                    ConfigCheck.Check(path, text, warn);

                return new(AnalyzerConfig.Parse(text, path), DeclaresRoot(text), concernsUs);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                warn($"'{path}' cannot be read: {Reason.Of(exception)}");
                return null;
            }
        }

        /// <summary>EditorConfig: <c>root = true</c> counts in the preamble, before the first section.</summary>
        private static bool DeclaresRoot(string text)
        {
            foreach (var range in text.AsSpan().Split('\n'))
            {
                var line = text.AsSpan(range).Trim();
                if (line.StartsWith("["))
                    return false;

                var equals = line.IndexOf('=');
                if (equals > 0
                    && line[..equals].Trim().Equals("root", StringComparison.OrdinalIgnoreCase)
                    && line[(equals + 1)..].Trim().Equals("true", StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
