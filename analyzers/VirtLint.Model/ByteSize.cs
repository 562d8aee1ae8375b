using System.Globalization;

namespace VirtLint.Model;

/// <summary>Amounts of bytes as people and platforms write them.</summary>
public static class ByteSize
{
    /// <param name="text">A whole number, with or without its unit.</param>
    /// <param name="unit">The unit of a number that has none: <c>KiB</c>; empty for bytes.</param>
    public static bool TryParse(string text, string unit, out long bytes)
    {
        bytes = 0;
        var end = 0;
        while (end < text.Length && text[end] is >= '0' and <= '9')
            end++;

        var own = text.Substring(end).Trim();
        return Factor(own.Length > 0 ? own : unit) is { } factor
            && long.TryParse(text.Substring(0, end), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number <= long.MaxValue / factor
            && (bytes = number * factor) >= 0;
    }

    /// <summary>The amount in the largest unit that leaves at least one: <c>96 GiB</c>.</summary>
    public static string Show(long bytes)
    {
        var names = new[] { "bytes", "KiB", "MiB", "GiB", "TiB", "PiB" };
        var unit = 0;
        var amount = (double)bytes;
        for (; amount >= 1024 && unit < names.Length - 1; unit++)
            amount /= 1024;

        return amount.ToString("0.#", CultureInfo.InvariantCulture) + " " + names[unit];
    }

    /// <summary>libvirt's units, in any case. // formatdomain.rst, "Memory Allocation": KB is 10^3, k and KiB are 2^10</summary>
    private static long? Factor(string unit) => unit.ToLowerInvariant() switch
    {
        "" or "b" or "byte" or "bytes" => 1,
        "kb" => 1_000,
        "k" or "kib" => 1L << 10,
        "mb" => 1_000_000,
        "m" or "mib" => 1L << 20,
        "gb" => 1_000_000_000,
        "g" or "gib" => 1L << 30,
        "tb" => 1_000_000_000_000,
        "t" or "tib" => 1L << 40,
        _ => null,
    };
}
