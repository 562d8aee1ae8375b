using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace VirtLint.Cli.Reports;

/// <summary>Counts in words.</summary>
internal static class Plural
{
    /// <summary><c>1 file</c>, <c>2 files</c>. What is counted as "info" has no plural.</summary>
    public static string Of(int count, string noun) =>
        count.ToString(CultureInfo.InvariantCulture) + " " + noun + (count == 1 || noun == "info" ? "" : "s");

    /// <summary><c>a, b and c</c>.</summary>
    public static string Sequence(IReadOnlyList<string> parts) =>
        parts.Count < 2 ? string.Concat(parts) : string.Join(", ", parts.Take(parts.Count - 1)) + " and " + parts[^1];
}
