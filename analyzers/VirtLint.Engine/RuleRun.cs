using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using VirtLint.Model;
using VirtLint.Rules;

namespace VirtLint.Engine;

/// <summary>Runs the rules over the files of a run: files on all cores, and what comes out in the order of one core.</summary>
internal sealed class RuleRun
{
    /// <summary>Below this many files, to share the work costs more than the work.</summary>
    private const int WorthSharing = 16;

    private readonly ImmutableArray<Rule> _rules;
    private readonly SeverityPolicy _policy;
    private readonly IReadOnlyList<Site> _sites;
    private readonly Dictionary<SourceFile, FileModel> _models;
    private readonly ConcurrentDictionary<ProjectOptions, DiagnosticSeverity?[]> _severities = new();

    /// <summary>Everything that may run, whatever is selected: what a value leaves undecided concerns all of it.</summary>
    private readonly SeverityPolicy _everything;

    private readonly ConcurrentDictionary<ProjectOptions, bool[]> _asked = new();
    private readonly List<UndecidedFact> _allUndecided = [];

    public RuleRun(ImmutableArray<Rule> rules, SeverityPolicy policy, IReadOnlyList<Site> sites)
    {
        _rules = rules;
        _policy = policy;
        _everything = new SeverityPolicy(Profile.Strict, Ignore: policy.Ignore);
        _sites = sites;
        _models = new(FileIdentity.Instance);
        foreach (var model in sites.SelectMany(static site => site.Files))
            _models[model.File] = model;
    }

    public List<Finding> Findings { get; } = [];

    /// <summary>What the rules that run could not decide.</summary>
    public List<UndecidedFact> Undecided { get; } = [];

    public List<RuleFailure> Failures { get; } = [];

    /// <summary>Judges every file, then every site, then the fleet.</summary>
    public void JudgeAll(CancellationToken cancellation)
    {
        var work = new List<(Site Site, FileModel Model)>();
        foreach (var site in _sites)
            work.AddRange(site.Files.Select(model => (site, model)));

        var outcomes = new Outcome[work.Count];
        if (work.Count < WorthSharing)
        {
            for (var i = 0; i < work.Count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                outcomes[i] = JudgeFile(work[i].Site, work[i].Model);
            }
        }
        else
        {
            Parallel.For(
                0, work.Count, new ParallelOptions { CancellationToken = cancellation }, i => outcomes[i] = JudgeFile(work[i].Site, work[i].Model));
        }

        var next = 0;
        foreach (var site in _sites)
        {
            foreach (var _ in site.Files)
                Take(outcomes[next++]);

            Take(JudgeSite(site));
        }

        if (_sites.Count > 0)
            Take(JudgeFleet());
    }

    /// <summary>Judges the settings that rules could not decide, those included that were only asked for that.</summary>
    public void JudgeUndecided()
    {
        foreach (var (site, model, issues) in UndecidableSettings.Of(_sites, _allUndecided))
        {
            var outcome = new Outcome(model, site);
            for (var i = 0; i < _rules.Length; i++)
            {
                if (!_rules[i].JudgesUndecided || SeveritiesOf(model.Options)[i] is null)
                    continue;

                Run(i, outcome, (rule, context) =>
                {
                    foreach (var issue in issues)
                        rule.Check(issue, context);
                });
            }

            Take(outcome);
        }
    }

    /// <summary>Judges the comments that hold findings back, once it is known what became of them.</summary>
    public void JudgeSuppressions()
    {
        foreach (var site in _sites)
        {
            foreach (var model in site.Files)
            {
                var suppressions = model.Entities.OfType<Suppression>().ToList();
                if (suppressions.Count == 0)
                    continue;

                var outcome = new Outcome(model, site);
                for (var i = 0; i < _rules.Length; i++)
                {
                    Run(i, outcome, (rule, context) =>
                    {
                        foreach (var suppression in suppressions)
                            rule.Check(suppression, context);
                    });
                }

                Take(outcome);
            }
        }
    }

    /// <summary>Whether a rule of this ID runs on files with these options.</summary>
    public bool Runs(string id, ProjectOptions options)
    {
        var severities = SeveritiesOf(options);
        for (var i = 0; i < _rules.Length; i++)
        {
            if (_rules[i].Id == id)
                return severities[i] is not null;
        }

        return false;
    }

    private Outcome JudgeFile(Site site, FileModel model)
    {
        var outcome = new Outcome(model, site);
        var severities = SeveritiesOf(model.Options);
        var asked = AskedOf(model.Options);
        for (var i = 0; i < _rules.Length; i++)
        {
            if (severities[i] is not null || asked[i])
                Run(i, outcome, judge);
        }

        return outcome;

        void judge(Rule rule, RuleContext context)
        {
            var entities = model.Entities;
            for (var i = 0; i < entities.Count; i++)
            {
                if (entities[i].Kind is not EntityKind.Suppression)
                    rule.Judge(entities[i], context);
            }
        }
    }

    private Outcome JudgeSite(Site site)
    {
        var outcome = new Outcome(site.Files[0], site);
        for (var i = 0; i < _rules.Length; i++)
        {
            if (site.Files.Any(model => SeveritiesOf(model.Options)[i] is not null))
                Run(i, outcome, (rule, context) => rule.Check(site, context));
        }

        return outcome;
    }

    private Outcome JudgeFleet()
    {
        var fleet = new Fleet(_sites);
        var outcome = new Outcome(_sites[0].Files[0], _sites[0]);
        for (var i = 0; i < _rules.Length; i++)
            Run(i, outcome, (rule, context) => rule.Check(fleet, context));

        return outcome;
    }

    private void Run(int index, Outcome outcome, Action<Rule, RuleContext> judge)
    {
        var rule = _rules[index];
        var context = outcome.ContextOf(rule.Info);
        var (first, firstUndecided) = (context.Findings.Count, context.Undecided.Count);
        try
        {
            judge(rule, context);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            outcome.Failures.Add(new(rule.Id, outcome.Model.File.Path, LintEngine.Describe(exception)));
        }

        if (context.Undecided.Count > firstUndecided && SeveritiesOf(outcome.Model.Options)[index] is not null)
            outcome.Undecided.AddRange(context.Undecided.Skip(firstUndecided));

        // A finding is as severe as the file says in which it stands, whichever file was being judged.
        for (var i = first; i < context.Findings.Count; i++)
        {
            var finding = context.Findings[i];
            var options = _models.TryGetValue(finding.Origin.File, out var model) ? model.Options : outcome.Model.Options;
            if (SeveritiesOf(options)[index] is not { } severity)
                continue;

            if (severity != rule.Info.Severity)
                finding.At(severity);

            outcome.Findings.Add(finding);
        }
    }

    private void Take(Outcome outcome)
    {
        Findings.AddRange(outcome.Findings);
        Undecided.AddRange(outcome.Undecided);
        _allUndecided.AddRange(outcome.AllUndecided);
        Failures.AddRange(outcome.Failures);
    }

    /// <summary>The severity of every rule, or null where it does not run, for files that share their options.</summary>
    private DiagnosticSeverity?[] SeveritiesOf(ProjectOptions options) => _severities.GetOrAdd(options, Resolve);

    /// <summary>
    /// The rules that do not run but are asked what they could not decide, since a rule that runs judges that. Rules that
    /// the project switched off are not.
    /// </summary>
    private bool[] AskedOf(ProjectOptions options) => _asked.GetOrAdd(options, asked =>
    {
        var isJudged = _rules.Any(rule => rule.JudgesUndecided && _policy.For(rule.Info, asked) is not null);
        return [.. _rules.Select(rule => isJudged && rule.Info.SecuritySeverity is not null && _everything.For(rule.Info, asked) is not null)];
    });

    private DiagnosticSeverity?[] Resolve(ProjectOptions options)
    {
        var severities = new DiagnosticSeverity?[_rules.Length];
        for (var i = 0; i < severities.Length; i++)
            severities[i] = _policy.For(_rules[i].Info, options);

        return severities;
    }

    /// <summary>What the rules said of one file, site or fleet.</summary>
    private sealed class Outcome(FileModel model, Site site)
    {
        private RuleContext? _context;

        public FileModel Model { get; } = model;

        public List<Finding> Findings { get; } = [];

        /// <summary>What the rules that run could not decide.</summary>
        public List<UndecidedFact> Undecided { get; } = [];

        /// <summary>What any rule could not decide.</summary>
        public IReadOnlyList<UndecidedFact> AllUndecided => _context?.Undecided ?? [];

        public List<RuleFailure> Failures { get; } = [];

        public RuleContext ContextOf(RuleDescriptor rule)
        {
            _context ??= new(rule, Model.Options, site);
            _context.Rule = rule;
            return _context;
        }
    }

    /// <summary>Files are the same when they are one object: to compare their texts would read them.</summary>
    private sealed class FileIdentity : IEqualityComparer<SourceFile>
    {
        public static FileIdentity Instance { get; } = new();

        public bool Equals(SourceFile? x, SourceFile? y) => ReferenceEquals(x, y);

        public int GetHashCode(SourceFile file) => StringComparer.Ordinal.GetHashCode(file.Path);
    }
}
