using System;
using System.Collections.Generic;
using System.Globalization;

namespace VirtLint.Formats.OpenStack;

/// <summary>OpenStack's releases, by the year and half-year that they are numbered by: 2024.1; before 2023.1 they had names alone.</summary>
// openstack/releases, data/series_status.yaml
internal static class OpenStackReleases
{
    /// <summary>The oldest release that was maintained in 2026: what it and all later ones agree on holds where no release is known.</summary>
    public static Version Oldest { get; } = new(2025, 1);

    private static readonly Dictionary<string, Version> s_names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["train"] = new(2019, 2),
        ["ussuri"] = new(2020, 1),
        ["victoria"] = new(2020, 2),
        ["wallaby"] = new(2021, 1),
        ["xena"] = new(2021, 2),
        ["yoga"] = new(2022, 1),
        ["zed"] = new(2022, 2),
        ["antelope"] = new(2023, 1),
        ["bobcat"] = new(2023, 2),
        ["caracal"] = new(2024, 1),
        ["dalmatian"] = new(2024, 2),
        ["epoxy"] = new(2025, 1),
        ["flamingo"] = new(2025, 2),
        ["gazpacho"] = new(2026, 1),
        ["hibiscus"] = new(2026, 2),
    };

    /// <summary>A release by its number, its name, or the version of kolla that it came with; null for a branch that moves on.</summary>
    /// <param name="text">What follows a hyphen is a distribution: <c>2024.1-ubuntu-noble</c>.</param>
    public static Version? Parse(string text)
    {
        var hyphen = text.IndexOf('-');
        var name = hyphen < 0 ? text : text.Substring(0, hyphen);
        if (s_names.TryGetValue(name, out var release))
            return release;

        var parts = name.Split('.');
        if (parts.Length < 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minor))
            return null;

        return parts.Length == 2 && major is >= 2023 and < 2100 && minor is 1 or 2 ? new(major, minor)
            : parts.Length == 3 && major is >= 9 and < 40 ? new(2015 + major / 2, major % 2 == 0 ? 1 : 2)
            : null;
    }
}
