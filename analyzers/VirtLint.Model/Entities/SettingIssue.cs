using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Model;

/// <summary>What is wrong with a setting before any rule judges what it means.</summary>
public enum SettingIssueKind
{
    SyntaxError,
    UnreadableFile,
    UnknownKey,
    InvalidValue,
    DuplicateKey,
    ConflictingKeys,
    MissingCompanionSetting,
    KeyNotInTargetVersion,
    DeprecatedKey,
    SettingWithoutEffect,
    DanglingReference,
    UndecidableSetting,
}

/// <summary>A setting that a binder could not take at its word.</summary>
/// <param name="issue">What is wrong.</param>
/// <param name="key">The key, or the file's name where no key is concerned.</param>
/// <param name="origin">The tight span to report.</param>
/// <param name="message">What was found and what was expected, in one sentence without a final period.</param>
public sealed class SettingIssue(SettingIssueKind issue, string key, Origin origin, string message, Entity? owner = null)
    : Entity(key, origin, owner)
{
    public override EntityKind Kind => EntityKind.Setting;

    public SettingIssueKind Issue { get; } = issue;

    public string Message { get; } = message;

    /// <summary>The text that would mend the setting in place of <see cref="Entity.Origin"/>, or null.</summary>
    public string? Suggestion { get; init; }

    /// <summary>The text that goes when the setting is mended by removing it; null where that mends nothing.</summary>
    public TextSpan? Removal { get; init; }

    /// <summary>Whether mending it so changes nothing that works.</summary>
    public bool IsMendSafe { get; init; }

    /// <summary>Another place that explains the issue, such as the statement that counts; null when there is none.</summary>
    public RelatedPlace? Related { get; init; }
}
