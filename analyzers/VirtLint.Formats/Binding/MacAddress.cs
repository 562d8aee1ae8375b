using System;

namespace VirtLint.Formats.Binding;

/// <summary>Hardware addresses: six pairs of hexadecimal digits, kept in lower case with colons.</summary>
public sealed class MacAddress : Vocabulary<string>
{
    public static MacAddress Vocabulary { get; } = new();

    public override string Expected => "a hardware address such as '52:54:00:12:34:56'";

    public override bool TryRead(string text, out string value)
    {
        value = text.Replace('-', ':').ToLowerInvariant();
        var pairs = value.Split(':');
        if (pairs.Length != 6)
            return false;

        for (var i = 0; i < pairs.Length; i++)
        {
            if (pairs[i].Length is < 1 or > 2 || !IsHex(pairs[i]))
                return false;

            pairs[i] = pairs[i].PadLeft(2, '0');
        }

        value = string.Join(":", pairs);
        return true;
    }

    private static bool IsHex(string text)
    {
        foreach (var c in text)
        {
            if (!Uri.IsHexDigit(c))
                return false;
        }

        return true;
    }
}
