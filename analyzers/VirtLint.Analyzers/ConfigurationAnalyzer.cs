using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Engine;
using VirtLint.Formats;
using VirtLint.Model;
using VirtLint.Rules;

namespace VirtLint.Analyzers;

/// <summary>Judges the configuration files that a C# project lists as AdditionalFiles, as <c>virtlint check</c> would.</summary>
/// <remarks>
/// The files of a compilation are judged together once, since they decide things together, and each file's findings are
/// reported by its own action, so that an IDE shows them in the open file.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConfigurationAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The item metadata that marks files as ours: other tools have AdditionalFiles too.</summary>
    public const string KindMetadata = "build_metadata.AdditionalFiles.VirtLintKind";

    /// <summary>The day on which ages are judged: a build has no clock of its own, and must not read one.</summary>
    public const string AsOfProperty = "build_property.VirtLintAsOf";

    /// <summary>As the command line's default for <c>virtlint.max_file_size</c>, in UTF-16 code units.</summary>
    private const int LargestText = 16 << 20;

    /// <summary>A defect of VirtLint itself: reported, so that silence never looks like success.</summary>
    private static readonly DiagnosticDescriptor s_defect = new RuleDescriptor(
        id: "VL9999",
        title: "VirtLint failed on a file",
        message: "VirtLint failed on '{0}': {1}; please report it",
        category: Category.Lint,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.VeryHigh,
        platforms: []).Diagnostic;

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [.. RuleCatalog.All.Select(static rule => rule.Info.Diagnostic), s_defect];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            var run = new Run(start.Options, LintEngine.Default);
            start.RegisterAdditionalFileAction(run.Report);
        });
    }

    private sealed class Run(AnalyzerOptions options, LintEngine engine)
    {
        private readonly object _gate = new();
        private ILookup<string, Diagnostic>? _diagnostics;

        public void Report(AdditionalFileAnalysisContext context)
        {
            if (!IsOurs(context.AdditionalFile))
                return;

            foreach (var diagnostic in Diagnostics(context.CancellationToken)[context.AdditionalFile.Path])
                context.ReportDiagnostic(diagnostic);
        }

        private bool IsOurs(AdditionalText file) => OptionsOf(file).TryGetValue(KindMetadata, out var kind) && kind.Length > 0;

        private AnalyzerConfigOptions OptionsOf(AdditionalText file) => options.AnalyzerConfigOptionsProvider.GetOptions(file);

        /// <summary>A cancelled run leaves nothing behind: the next caller starts anew.</summary>
        private ILookup<string, Diagnostic> Diagnostics(CancellationToken cancellation)
        {
            lock (_gate)
                return _diagnostics ??= Judge(cancellation);
        }

        private ILookup<string, Diagnostic> Judge(CancellationToken cancellation)
        {
            var results = new List<FileResult>();
            foreach (var file in options.AdditionalFiles.Where(IsOurs))
            {
                cancellation.ThrowIfCancellationRequested();
                results.Add(Read(file, cancellation));
            }

            var analysis = engine.Judge(results, new SeverityPolicy(), cancellation);
            return analysis.Findings.Select(static finding => (finding.Origin.File.Path, Diagnostic: finding.ToDiagnostic()))
                .Concat(analysis.Failures.Select(static failure => (
                    failure.Path,
                    Diagnostic: Diagnostic.Create(s_defect, Location.Create(failure.Path, default, default), failure.Path, failure.Message))))
                .ToLookup(static entry => entry.Path, static entry => entry.Diagnostic, StringComparer.Ordinal);
        }

        private FileResult Read(AdditionalText file, CancellationToken cancellation)
        {
            var settings = SettingsOf(file);
            if (settings.Text("virtlint.format") is null && !engine.Formats.MayClaim(new FilePath(file.Path)))
                return new(file.Path, null, null);

            if (file.GetText(cancellation) is not { } text)
                return engine.Unreadable(file.Path, SourceText.From(""), "cannot be read", settings);

            return text.Length > LargestText
                ? engine.Unreadable(file.Path, text.GetSubText(new TextSpan(0, LargestText)), "is larger than 16 MiB", settings)
                : engine.Read(file.Path, text, settings);
        }

        private ProjectOptions SettingsOf(AdditionalText file)
        {
            var local = OptionsOf(file);
            var global = options.AnalyzerConfigOptionsProvider.GlobalOptions;
            return new(key => local.TryGetValue(key, out var value) ? value
                : key == "virtlint.as_of" && global.TryGetValue(AsOfProperty, out var day) ? day
                : null);
        }
    }
}
