using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace VirtLint.Model;

/// <summary>What people write on a guest so that others know what to do with it.</summary>
public enum GuestLabel
{
    /// <summary>Who answers for the guest.</summary>
    Owner,

    /// <summary>What it is for.</summary>
    Purpose,

    /// <summary>Until when it is needed.</summary>
    Expiry,

    /// <summary>Production, test, laboratory …</summary>
    Environment,

    /// <summary>How much its data need protection.</summary>
    Sensitivity,
}

/// <summary>What would be lost with a guest.</summary>
public enum GuestStage
{
    /// <summary>Others depend on it.</summary>
    Production,

    /// <summary>It can be thrown away.</summary>
    Disposable,

    /// <summary>Neither of both.</summary>
    Other,
}

/// <summary>How much the data of a guest need protection.</summary>
public enum Sensitivity
{
    High,
    Low,
    Other,
}

/// <summary>
/// How a project labels its guests: the names of its labels and what their values mean, under <c>virtlint.label.*</c>. Binders
/// read tags, descriptions and metadata with it, so that all rules ask the guest and none asks its text.
/// </summary>
public sealed class LabelConvention(ProjectOptions options)
{
    /// <summary>A date that is never past: <c>expiry: never</c>.</summary>
    public static readonly DateTimeOffset Never = DateTimeOffset.MaxValue;

    private const string Separators = "-_.+";

    private static readonly string[] s_dates =
        ["yyyy-MM-dd", "yyyyMMdd", "yyyy.MM.dd", "yyyy_MM_dd", "yyyy/MM/dd", "dd.MM.yyyy", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mmK"];

    // As words of their own these say too little: priorities and loads are high and low too.
    private static readonly string[] s_needsName = ["high", "low"];

    private readonly (GuestLabel Label, IReadOnlyList<string> Names)[] _names =
    [
        (GuestLabel.Owner, options.List("virtlint.label.owner", "owner", "team", "contact", "responsible")),
        (GuestLabel.Purpose, options.List("virtlint.label.purpose", "purpose", "role", "app", "application", "service")),
        (GuestLabel.Expiry, options.List("virtlint.label.expiry", "expiry", "expires", "expire", "expiration", "until", "lease")),
        (GuestLabel.Environment, options.List("virtlint.label.environment", "environment", "env", "stage")),
        (GuestLabel.Sensitivity, options.List("virtlint.label.sensitivity", "sensitivity", "confidentiality", "classification", "protection")),
    ];

    private readonly IReadOnlyList<string> _production =
        options.List("virtlint.label.environment.production", "production", "prod", "prd", "live", "critical");

    private readonly IReadOnlyList<string> _disposable = options.List(
        "virtlint.label.environment.disposable", "disposable", "test", "dev", "lab", "sandbox", "scratch", "tmp", "temp", "nobackup", "no-backup");

    private readonly IReadOnlyList<string> _high =
        options.List("virtlint.label.sensitivity.high", "high", "confidential", "restricted", "secret");

    private readonly IReadOnlyList<string> _low = options.List("virtlint.label.sensitivity.low", "low", "public", "untrusted", "dmz");

    /// <summary>The label that goes by a name, in any case; null when the name is no label's.</summary>
    public GuestLabel? Named(string name)
    {
        foreach (var (label, names) in _names)
        {
            if (Has(names, name))
                return label;
        }

        return null;
    }

    /// <summary>Reads a tag that holds name and value: <c>owner-jane</c>, <c>expires_2027-01-31</c>.</summary>
    /// <param name="valueStart">Where in the tag the value starts.</param>
    public GuestLabel? InTag(string tag, out int valueStart)
    {
        foreach (var (label, names) in _names)
        {
            foreach (var name in names)
            {
                valueStart = name.Length + 1;
                if (tag.Length > valueStart && Separators.IndexOf(tag[name.Length]) >= 0 && tag.StartsWith(name, StringComparison.OrdinalIgnoreCase))
                    return label;
            }
        }

        valueStart = 0;
        return null;
    }

    /// <summary>The label that a tag without a name states by its word alone: <c>prod</c>, <c>confidential</c>.</summary>
    public GuestLabel? OfWord(string tag) =>
        Has(_production, tag) || Has(_disposable, tag) ? GuestLabel.Environment
        : (Has(_high, tag) || Has(_low, tag)) && !Has(s_needsName, tag) ? GuestLabel.Sensitivity
        : null;

    public GuestStage StageOf(string value) =>
        Has(_production, value) ? GuestStage.Production : Has(_disposable, value) ? GuestStage.Disposable : GuestStage.Other;

    public Sensitivity SensitivityOf(string value) =>
        Has(_high, value) ? Sensitivity.High : Has(_low, value) ? Sensitivity.Low : Sensitivity.Other;

    /// <summary>The day of a date, or null when the text is none.</summary>
    public static DateTimeOffset? DayOf(string value)
    {
        if (value.ToLowerInvariant() is "never" or "none" or "unlimited" or "permanent")
            return Never;

        return DateTimeOffset.TryParseExact(value, s_dates, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day)
            ? day
            : null;
    }

    private static bool Has(IReadOnlyList<string> words, string word) => words.Contains(word, StringComparer.OrdinalIgnoreCase);
}
