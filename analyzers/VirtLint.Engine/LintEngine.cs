using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Rules;

namespace VirtLint.Engine;

/// <summary>
/// The run: recognise, parse, bind, link, judge. Pure: paths and texts in, findings out. Safe to call from many threads.
/// </summary>
public sealed class LintEngine(FormatRegistry formats, ImmutableArray<Rule> rules)
{
    public static LintEngine Default { get; } = new(FormatRegistry.Default, RuleCatalog.All);

    public FormatRegistry Formats { get; } = formats;

    public ImmutableArray<Rule> Rules { get; } = rules;

    /// <summary>Recognises, parses and binds one file. A defect of ours becomes part of the result, never an exception.</summary>
    /// <param name="companions">What the host can tell of the files beside this one; null when it cannot look.</param>
    public FileResult Read(string path, SourceText text, ProjectOptions options, CompanionFiles? companions = null)
    {
        var filePath = new FilePath(path);
        if (FormatOf(filePath, text, options) is not { } format)
            return new(path, null, null);

        try
        {
            var context = new BindingContext(new SourceFile(path, text), format.Platform, options) { Companions = companions ?? CompanionFiles.Unknown };
            format.Bind(filePath, context);
            format.Schema?.Check(context);
            SuppressionReader.Read(context);
            return new(path, format, context.ToModel(format.Id, format.SiteRoot(filePath)))
            {
                Pending = format.Project is null ? null : context,
            };
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new(path, format, null, exception);
        }
    }

    /// <summary>
    /// The result for a file that the host could not read whole. Where a format claims it by path, or by the little that
    /// could be read, that is an issue at the file's start; otherwise the file is nothing to us.
    /// </summary>
    /// <param name="head">As much of the text as the host could get; may be empty.</param>
    /// <param name="reason">Why it was not read, to follow the file's name: <c>is larger than 16 MiB</c>.</param>
    public FileResult Unreadable(string path, SourceText head, string reason, ProjectOptions options)
    {
        var filePath = new FilePath(path);
        if (FormatOf(filePath, head, options) is not { } format)
            return new(path, null, null);

        var context = new BindingContext(new SourceFile(path, SourceText.From("")), format.Platform, options);
        context.Report(SettingIssueKind.UnreadableFile, filePath.Name, default, $"'{filePath.Name}' {reason}, so none of its settings were judged");
        return new(path, format, context.ToModel(format.Id, format.SiteRoot(filePath)));
    }

    /// <summary>Joins the files of each project, host or cluster, and judges everything. The files' models are complete behind it.</summary>
    public Analysis Judge(IReadOnlyList<FileResult> files, SeverityPolicy policy, CancellationToken cancellation = default)
    {
        var failures = files.Where(static file => file.Failure is not null)
            .Select(static file => new RuleFailure("", file.Path, Describe(file.Failure!)))
            .ToList();
        BindProjects(files, failures);
        var sites = Sites(files);
        var run = new RuleRun(Rules, policy, sites);
        run.Failures.AddRange(failures);
        foreach (var site in sites)
            Link(site, run.Failures);

        LinkFleet(sites, run.Failures);
        run.JudgeAll(cancellation);
        run.JudgeUndecided();
        var suppressed = new List<SuppressedFinding>();
        var suppressions = new SuppressionFilter(sites.SelectMany(static site => site.Files));
        if (!suppressions.IsEmpty)
        {
            suppressions.Apply(run.Findings, suppressed);
            suppressions.Conclude(run.Runs, run.Undecided);
            run.JudgeSuppressions();
        }

        return new(InOrder(run.Findings), run.Undecided, files, run.Failures) { Suppressed = suppressed };
    }

    private static void BindProjects(IReadOnlyList<FileResult> files, List<RuleFailure> failures)
    {
        foreach (var project in files.Where(static file => file.Pending is not null).GroupBy(static file => file.Format?.Project))
        {
            BindingContext[] contexts = [.. project.OrderBy(static file => file.Path, StringComparer.Ordinal).Select(static file => file.Pending).OfType<BindingContext>()];
            try
            {
                project.Key?.Bind(contexts);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                failures.Add(new("", contexts[0].File.Path, Describe(exception)));
            }
        }
    }

    private void Link(Site site, List<RuleFailure> failures)
    {
        foreach (var linker in Formats.Linkers)
        {
            if (linker.Platform != site.Platform)
                continue;

            try
            {
                linker.Link(site);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                failures.Add(new("", site.Root, Describe(exception)));
            }
        }
    }

    private void LinkFleet(IReadOnlyList<Site> sites, List<RuleFailure> failures)
    {
        foreach (var linker in Formats.FleetLinkers)
        {
            try
            {
                linker.Link(new Fleet(sites));
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                failures.Add(new("", sites[0].Root, Describe(exception)));
            }
        }
    }

    private Format? FormatOf(FilePath path, SourceText text, ProjectOptions options) =>
        options.Text("virtlint.format") is { } forced && Formats.ById(forced) is { } format
            ? format
            : Formats.Recognise(path, text);

    private static IReadOnlyList<Site> Sites(IReadOnlyList<FileResult> files) =>
    [
        .. files.Where(static file => file.Model is not null)
            .Select(static file => file.Model!)
            .OrderBy(static model => model.File.Path, StringComparer.Ordinal)
            .GroupBy(static model => (model.Platform, model.SiteRoot))
            .Select(static group => new Site(group.Key.Platform, group.Key.SiteRoot, [.. group])),
    ];

    private static IReadOnlyList<Finding> InOrder(List<Finding> findings) =>
    [
        .. findings
            .OrderBy(static finding => finding.Origin.File.Path, StringComparer.Ordinal)
            .ThenBy(static finding => finding.Origin.Span.Start)
            .ThenBy(static finding => finding.Origin.Span.End)
            .ThenBy(static finding => finding.Rule.Id, StringComparer.Ordinal)
            .GroupBy(static finding => (finding.Rule.Id, finding.Origin.File.Path, finding.Origin.Span))
            .Select(static group => group.First()),
    ];

    internal static string Describe(Exception exception) => $"{exception.GetType().Name}: {exception.Message}";
}
