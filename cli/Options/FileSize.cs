using System;
using System.Globalization;

namespace VirtLint.Cli.Options;

/// <summary>Sizes as people write them: <c>16MiB</c>, <c>500k</c>, <c>1048576</c>.</summary>
internal static class FileSize
{
    public const long Default = 16 << 20;

    // A text is held in memory whole, and its length is an int.
    private const long Largest = 512 << 20;

    public static bool TryParse(string text, out long bytes)
    {
        var digits = 0;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]))
            digits++;

        bytes = 0;
        if (!long.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > Largest)
            return false;

        var factor = text[digits..].Trim().ToUpperInvariant() switch
        {
            "" or "B" => 1L,
            "K" or "KB" or "KIB" => 1L << 10,
            "M" or "MB" or "MIB" => 1L << 20,
            "G" or "GB" or "GIB" => 1L << 30,
            _ => 0L,
        };
        bytes = Math.Min(number * factor, Largest);
        return bytes > 0;
    }
}
