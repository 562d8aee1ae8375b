using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Binding;

/// <summary>What a binder needs while it fills entities from one file, and where it puts them.</summary>
public sealed class BindingContext(SourceFile file, Platform platform, ProjectOptions options)
{
    private readonly List<Entity> _entities = [];

    public SourceFile File { get; } = file;

    public Platform Platform { get; } = platform;

    public ProjectOptions Options { get; } = options;

    /// <summary>The release of the platform that the project targets, or null for today's.</summary>
    public Version? Target { get; } = options.Target(platform.Id());

    /// <summary>
    /// Whether another program adds to the text, as control blocks of a template do: what the file does not state is then
    /// unknown, never the platform's default.
    /// </summary>
    public bool IsPartial { get; set; }

    public IReadOnlyList<Entity> Entities => _entities;

    public Origin Origin(TextSpan span) => new(File, span);

    /// <summary>Adds an entity to the file's model.</summary>
    public TEntity Add<TEntity>(TEntity entity) where TEntity : Entity
    {
        _entities.Add(entity);
        return entity;
    }

    /// <summary>Reports every error of a tree as an issue of its own.</summary>
    public void AddErrors(SyntaxTree tree)
    {
        foreach (var error in tree.Errors)
            Report(SettingIssueKind.SyntaxError, FileName, error.Span, error.Message);
    }

    public void Report(SettingIssueKind kind, string key, TextSpan span, string message, string? suggestion = null, RelatedPlace? related = null) =>
        Add(new SettingIssue(kind, key, Origin(span), message) { Suggestion = suggestion, Related = related });

    /// <summary>Reports a key that no published version of the format knows, with the nearest known one.</summary>
    public void ReportUnknownKey(Setting setting, string where, IEnumerable<string> known)
    {
        var nearest = Sentence.Nearest(setting.Key, known);
        Report(
            SettingIssueKind.UnknownKey,
            setting.Key,
            setting.KeySpan,
            nearest is null ? $"unknown key '{setting.Key}' in {where}" : $"unknown key '{setting.Key}' in {where}; did you mean '{nearest}'?",
            nearest);
    }

    private string FileName => File.Path.Substring(File.Path.LastIndexOf('/') + 1);
}
