using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace VirtLint.Model;

/// <summary>What a project says of itself under <c>virtlint.*</c> in .editorconfig and .globalconfig, for one file.</summary>
/// <param name="lookup">Gives the value of a key, or null when the project does not state it.</param>
public sealed class ProjectOptions(Func<string, string?> lookup)
{
    public static readonly ProjectOptions None = new(_ => null);

    private readonly Lazy<DateTimeOffset?> _asOf = new(() => DateTimeOffset.TryParse(
        lookup("virtlint.as_of"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day) ? day : null);

    public string? Text(string key) => lookup(key) is { } value && value.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>A comma-separated list; <paramref name="fallback"/> when the key is absent.</summary>
    public IReadOnlyList<string> List(string key, params string[] fallback) => Text(key) is { } text
        ? [.. text.Split(',').Select(static item => item.Trim()).Where(static item => item.Length > 0)]
        : fallback;

    public int Number(string key, int fallback) =>
        int.TryParse(Text(key), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : fallback;

    /// <summary>A number with a fraction, such as <c>1.5</c>.</summary>
    public double Ratio(string key, double fallback) =>
        double.TryParse(Text(key), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var ratio) ? ratio : fallback;

    /// <summary>An amount of bytes with its unit, such as <c>64GiB</c>; null when the project states none that can be meant.</summary>
    public long? Size(string key) => Text(key) is { } text && ByteSize.TryParse(text, "", out var bytes) ? bytes : null;

    public bool Flag(string key, bool fallback = false) => bool.TryParse(Text(key), out var flag) ? flag : fallback;

    /// <summary>
    /// The version of a product that the project targets (<c>virtlint.target.libvirt = 9.0</c>), or null for today's release.
    /// </summary>
    public Version? Target(string product) =>
        Text($"virtlint.target.{product}") is { } text && Version.TryParse(text.Contains('.') ? text : text + ".0", out var version)
            ? version
            : null;

    /// <summary>The day on which ages and expiries are judged: <c>virtlint.as_of = 2026-01-31</c>, or null when the run has no clock.</summary>
    public DateTimeOffset? AsOf => _asOf.Value;
}
