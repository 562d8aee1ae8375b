using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats;
using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Engine;

/// <summary>What became of one file.</summary>
/// <param name="Path">The path as the host names it.</param>
/// <param name="Format">The format that recognised it, or null when it is nothing to us.</param>
/// <param name="Model">What it declares; null when no format recognised it or reading it failed.</param>
/// <param name="Failure">A defect of VirtLint itself that ended the reading of this file; null in all but that case.</param>
public sealed record FileResult(string Path, Format? Format, FileModel? Model, Exception? Failure = null)
{
    /// <summary>Where a project adds what the file declares, once all files are read; null when nobody waits for that.</summary>
    internal BindingContext? Pending { get; init; }

    public bool HasErrors => Failure is not null || Issues.Any(static issue =>
        issue.Issue is SettingIssueKind.SyntaxError or SettingIssueKind.UnreadableFile);

    public IEnumerable<SettingIssue> Issues => Model?.Entities.OfType<SettingIssue>() ?? [];
}
