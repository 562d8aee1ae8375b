using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Binding;

/// <summary>What a binder needs while it fills entities from one file, and where it puts them.</summary>
public sealed class BindingContext(SourceFile file, Platform platform, ProjectOptions options)
{
    private readonly List<Entity> _entities = [];
    private readonly List<SyntaxTree> _trees = [];
    private readonly List<ObjectDefinition> _definitions = [];
    private readonly List<ObjectReference> _references = [];
    private readonly HashSet<ObjectKind> _complete = [];
    private readonly List<TextSpan> _hidden = [];
    private readonly HashSet<(SettingIssueKind Kind, TextSpan Span)> _issues = [];

    public SourceFile File { get; } = file;

    public Platform Platform { get; } = platform;

    public ProjectOptions Options { get; } = options;

    /// <summary>What the host can tell of the files beside this one.</summary>
    public CompanionFiles Companions { get; init; } = CompanionFiles.Unknown;

    /// <summary>The release of the platform that the project targets, or that a file of the same installation states; null for today's.</summary>
    public Version? Target { get; internal set; } = options.Target(platform.Id());

    /// <summary>The file's own statement of its installation's release, which holds for the files beside it, too; null where it makes none.</summary>
    internal StatedRelease? Release { get; set; }

    /// <summary>Binds what depends on the release, once all files are read that may state it; null where nothing does.</summary>
    internal Action? BindByRelease { get; set; }

    /// <summary>
    /// Whether another program adds to the text, as control blocks of a template do: what the file does not state is then
    /// unknown, never the platform's default.
    /// </summary>
    public bool IsPartial { get => field || Embedding is { IsFragment: true }; set; }

    /// <summary>Where the parts of the text stand, when it is one within another file; else null.</summary>
    internal EmbeddedText? Embedding { get; init; }

    /// <summary>The same for one object of the file, until disposed: a clone has from its source what it does not state.</summary>
    internal PartialScope Partially(bool isPartial) => new(this, isPartial);

    public IReadOnlyList<Entity> Entities => _entities;

    /// <summary>What the format's grammars made of the file: its schema is held against them.</summary>
    public IReadOnlyList<SyntaxTree> Trees => _trees;

    public Origin Origin(TextSpan span) => Embedding is { } within ? within.Place(span) : new(File, span);

    /// <summary>Adds an entity to the file's model.</summary>
    public TEntity Add<TEntity>(TEntity entity) where TEntity : Entity
    {
        if (Embedding is not null && entity.Owner is null)
            entity.DeployedTo ??= Platform;

        _entities.Add(entity);
        if (entity is SettingIssue issue)
            _issues.Add((issue.Issue, issue.Origin.Span));

        return entity;
    }

    /// <summary>Binds a text within this file by the format that it is in.</summary>
    /// <returns>What it declares.</returns>
    internal IReadOnlyList<Entity> Embed(EmbeddedText text, Format format, FilePath path)
    {
        var inner = new BindingContext(new SourceFile(path.Full, text.ToText()), format.Platform, Options) { Embedding = text };
        format.Bind(path, inner);
        foreach (var entity in inner._entities)
        {
            // What an edit would remove are lines of the inner text, which are not lines of this file.
            if (entity is not SettingIssue { Removal: not null })
                Add(entity);
        }

        return inner._entities;
    }

    /// <summary>Tells that the file defines an object.</summary>
    public void Define(ObjectKind kind, string name, TextSpan span, bool isDisabled = false) =>
        _definitions.Add(new(kind, name, Origin(span), isDisabled));

    /// <summary>Tells that the platform itself always has an object.</summary>
    public void DefineBuiltIn(ObjectKind kind, string name) => _definitions.Add(new(kind, name));

    /// <summary>Tells that the file names an object.</summary>
    public void Refer(ObjectKind kind, string name, TextSpan span)
    {
        if (!TemplateMarks.Contains(name))
            _references.Add(new(kind, name, Origin(span)));
    }

    /// <summary>Tells that the file, with the others of its site, defines all objects of a kind; not so while a template adds to it.</summary>
    public void DefineAll(ObjectKind kind)
    {
        if (!IsPartial)
            _complete.Add(kind);
    }

    /// <summary>Tells that no report may show a text of the file.</summary>
    public void Hide(TextSpan secret) => _hidden.Add(secret);

    /// <summary>What was found, as the file's model.</summary>
    public FileModel ToModel(string format, string siteRoot) => new(File, format, Platform, siteRoot, Entities, Options)
    {
        Definitions = _definitions,
        References = _references,
        Complete = _complete,
        Hidden = _hidden,
    };

    /// <summary>Takes a tree into the file's model: its errors are reported, and the format's schema judges its keys.</summary>
    public void AddErrors(SyntaxTree tree)
    {
        _trees.Add(tree);
        foreach (var error in tree.Errors)
            Report(SettingIssueKind.SyntaxError, FileName, error.Span, error.Message);
    }

    /// <summary>Reports every error of a value that holds settings of its own: the platform refuses such a value.</summary>
    public void AddErrors(PropertyString value)
    {
        foreach (var error in value.Errors)
            ReportOnce(SettingIssueKind.InvalidValue, FileName, error.Span, error.Message);
    }

    public void Report(SettingIssueKind kind, string key, TextSpan span, string message, string? suggestion = null, RelatedPlace? related = null) =>
        Add(new SettingIssue(kind, key, Origin(span), message) { Suggestion = suggestion, Related = related });

    /// <summary>Reports a setting that can as well go.</summary>
    public void Report(SettingIssueKind kind, string key, TextSpan span, string message, Setting removable) =>
        Add(new SettingIssue(kind, key, Origin(span), message) { Removal = removable.FullSpan });

    /// <summary>Reports, unless another part of the format has reported the same of the same text.</summary>
    public void ReportOnce(SettingIssueKind kind, string key, TextSpan span, string message, string? suggestion = null)
    {
        if (!_issues.Contains((kind, span)))
            Report(kind, key, span, message, suggestion);
    }

    /// <summary>Reports a key that no published version of the format knows, with the nearest known one.</summary>
    public void ReportUnknownKey(Setting setting, string where, IEnumerable<string> known)
    {
        var nearest = Sentence.Nearest(setting.Key, known);
        ReportOnce(
            SettingIssueKind.UnknownKey,
            setting.Key,
            setting.KeySpan,
            $"'{setting.Key}' is no key of {where}, so it sets nothing" + (nearest is null ? "" : $"; did you mean '{nearest}'?"),
            nearest);
    }

    /// <summary>Reports a value that the platform refuses, with the nearest that it takes.</summary>
    /// <param name="expected">What the key accepts, to follow "expected".</param>
    /// <param name="words">The words of a closed set; empty for open ones.</param>
    /// <param name="isSecret">Whether the value must not be shown.</param>
    /// <param name="name">What the message calls the key; null for the key itself.</param>
    public void ReportInvalidValue(Setting setting, string expected, IReadOnlyList<string> words, bool isSecret = false, string? name = null)
    {
        var nearest = Sentence.Nearest(setting.Value, words);
        var shown = isSecret || SecretNames.Covers(setting.Key) ? "***" : setting.Value;
        ReportOnce(
            SettingIssueKind.InvalidValue,
            setting.Key,
            setting.ValueSpan,
            $"'{name ?? setting.Key}' is '{shown}'; expected {expected}" + (nearest is null ? "" : $" (did you mean '{nearest}'?)"),
            nearest);
    }

    private string FileName => File.Path.Substring(File.Path.LastIndexOf('/') + 1);

    /// <summary>Puts back what <see cref="IsPartial"/> was.</summary>
    internal readonly struct PartialScope : IDisposable
    {
        private readonly BindingContext _context;
        private readonly bool _before;

        public PartialScope(BindingContext context, bool isPartial)
        {
            _context = context;
            _before = context.IsPartial;
            context.IsPartial |= isPartial;
        }

        public void Dispose() => _context.IsPartial = _before;
    }
}

/// <summary>The release of an installation.</summary>
/// <param name="Version">The release.</param>
/// <param name="Origin">Where a file states it.</param>
internal sealed record StatedRelease(Version Version, Origin Origin);
