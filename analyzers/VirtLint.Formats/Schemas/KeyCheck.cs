using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Schemas;

/// <summary>Holds the settings of one file against the keys that their places have.</summary>
/// <param name="context">The file.</param>
/// <param name="isTemplate">Whether another program chooses among its lines: what is stated twice may be stated once.</param>
/// <param name="family">Other places of the platform, to tell a misplaced key from an unknown one.</param>
public sealed class KeyCheck(BindingContext context, bool isTemplate, params KeySet[] family)
{
    // A part of a property string that has no key of its own goes by the one that it stands under: 'memory: 2G'.
    private string? _owner;

    public void Check(SettingScope scope, KeySet keys) => Check(scope.Settings, keys);

    public void Check(IEnumerable<Setting> settings, KeySet keys)
    {
        var stated = new Dictionary<string, Setting>(StringComparer.Ordinal);
        List<(Setting Setting, string Companion)>? needs = null;
        foreach (var setting in settings)
        {
            if (TemplateMarks.Contains(setting.Key))
                continue;

            if (keys.Find(setting.Key) is not { } known)
            {
                ReportUnknown(setting, keys);
                continue;
            }

            CheckRelease(setting, known);
            CheckValue(setting, known);
            if (known.Companion is { } companion)
                (needs ??= []).Add((setting, companion));

            if (!isTemplate && !known.Accumulates && keys.Duplicates is not Duplicates.Unjudged)
                CheckDuplicate(setting, stated, keys.Duplicates);
            else
                stated[setting.Key] = setting;
        }

        foreach (var (setting, companion) in needs ?? [])
        {
            if (!isTemplate && !stated.ContainsKey(companion))
                context.ReportOnce(SettingIssueKind.MissingCompanionSetting, setting.Key, setting.KeySpan, $"'{setting.Key}' needs '{companion}', which {keys.Place} does not state");
        }
    }

    private void CheckRelease(Setting setting, KnownKey known)
    {
        var product = context.Platform.Title();
        if (known.Since is { } since && IsBefore(since))
            context.Report(SettingIssueKind.KeyNotInTargetVersion, setting.Key, setting.KeySpan, $"'{setting.Key}' is read since {product} {since}, and the project targets {context.Target}", setting);
        else if (known.WithoutEffect is { } because)
            context.Report(SettingIssueKind.SettingWithoutEffect, setting.Key, setting.KeySpan, $"'{setting.Key}' has no effect, since {because}", setting);
        else if (known.Successor is { } successor && !(known.DeprecatedIn is { } deprecated && IsBefore(deprecated)))
            ReportDeprecated(setting, known, successor);
    }

    /// <summary>Whether the project targets an older release. Without a target, it is today's.</summary>
    private bool IsBefore(Version release) => context.Target is { } target && target < release;

    private void ReportDeprecated(Setting setting, KnownKey known, string successor)
    {
        var since = known.DeprecatedIn is { } release ? $" since {context.Platform.Title()} {release}" : "";
        context.Add(new SettingIssue(
            SettingIssueKind.DeprecatedKey, setting.Key, context.Origin(setting.KeySpan), $"'{setting.Key}' is deprecated{since}; use '{successor}'")
        {
            Suggestion = known.IsRenamed ? successor : null,
            IsMendSafe = known.IsRenamed,
        });
    }

    private void CheckValue(Setting setting, KnownKey known)
    {
        if (TemplateMarks.Contains(setting.Value))
            return;

        if (known.Inner is { } inner)
            CheckInner(setting, inner);
        else if (known.Reference is { } reference)
            Refer(setting, reference);
        else if (!known.Value.Accepts(setting))
            context.ReportInvalidValue(setting, known.Value.Expected, known.Value.Words, name: setting.KeySpan.IsEmpty ? _owner : null);
    }

    private void CheckInner(Setting setting, KeySet inner)
    {
        var parts = PropertyString.Parse(setting, inner.DefaultKey);
        context.AddErrors(parts);
        _owner = setting.Key;
        Check(parts, inner);
        _owner = null;
    }

    private void Refer(Setting setting, KeyReference reference)
    {
        if (reference.Form is ReferenceForm.List)
        {
            for (var start = 0; start < setting.Value.Length;)
            {
                var end = setting.Value.IndexOf(',', start) is >= 0 and var comma ? comma : setting.Value.Length;
                ReferTo(setting, reference.Kind, start, end);
                start = end + 1;
            }

            return;
        }

        var length = reference.Form is ReferenceForm.Volume && setting.Value.IndexOf('/') != 0 ? setting.Value.IndexOf(':') : setting.Value.Length;
        if (reference.Form is ReferenceForm.Name || length < setting.Value.Length)
            ReferTo(setting, reference.Kind, 0, length);
    }

    /// <summary>A name inside a value. A value that the grammar decoded has no text of its own to point at.</summary>
    private void ReferTo(Setting setting, ObjectKind kind, int start, int end)
    {
        while (start < end && setting.Value[start] == ' ')
            start++;

        while (end > start && setting.Value[end - 1] == ' ')
            end--;

        if (end > start && setting.Value.Length == setting.ValueSpan.Length)
            context.Refer(kind, setting.Value.Substring(start, end - start), TextSpan.FromBounds(setting.ValueSpan.Start + start, setting.ValueSpan.Start + end));
    }

    private void CheckDuplicate(Setting setting, Dictionary<string, Setting> stated, Duplicates duplicates)
    {
        if (!stated.TryGetValue(setting.Key, out var other))
        {
            stated.Add(setting.Key, setting);
            return;
        }

        var (counts, lost) = duplicates is Duplicates.FirstCounts ? (other, setting) : (setting, other);
        stated[setting.Key] = counts;
        if (IsSame(counts, lost))
            return;

        var which = duplicates is Duplicates.FirstCounts ? "first" : "last";
        context.Add(new SettingIssue(
            SettingIssueKind.DuplicateKey, lost.Key, context.Origin(lost.KeySpan), $"'{lost.Key}' is stated twice, and only the {which} statement counts")
        {
            Related = new RelatedPlace(context.Origin(counts.KeySpan), "this statement counts"),
            Removal = lost.FullSpan,
        });
    }

    private bool IsSame(Setting a, Setting b) =>
        a.Value == b.Value && (!a.IsList || TextOf(a.ValueSpan) == TextOf(b.ValueSpan));

    private string TextOf(TextSpan span) => context.File.Text.ToString(span);

    private void ReportUnknown(Setting setting, KeySet keys)
    {
        if (keys.IsOpenTo(setting.Key))
            return;

        foreach (var other in family)
        {
            if (!ReferenceEquals(other, keys) && other.Find(setting.Key) is not null)
            {
                context.ReportOnce(
                    SettingIssueKind.UnknownKey,
                    setting.Key,
                    setting.KeySpan,
                    $"'{setting.Key}' is a key of {other.Place}, not of {keys.Place}, so it sets nothing here");
                return;
            }
        }

        if (keys.Coverage is KeyCoverage.Complete || Sentence.Nearest(setting.Key, keys.Names) is not null)
            context.ReportUnknownKey(setting, keys.Place, keys.Names);
    }
}
