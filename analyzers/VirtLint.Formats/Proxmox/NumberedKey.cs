using System;

namespace VirtLint.Formats.Proxmox;

/// <summary>Keys of which a guest has several: <c>net0</c>, <c>scsi1</c>, <c>mp2</c>.</summary>
internal static class NumberedKey
{
    private static readonly char[] s_digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

    /// <summary>Whether the key is the stem with a number behind it.</summary>
    public static bool Is(string key, string stem)
    {
        if (key.Length <= stem.Length || !key.StartsWith(stem, StringComparison.Ordinal))
            return false;

        for (var i = stem.Length; i < key.Length; i++)
        {
            if (key[i] is < '0' or > '9')
                return false;
        }

        return true;
    }

    /// <summary>The key without its number; the key itself when it has none.</summary>
    public static string Stem(string key) => key.TrimEnd(s_digits);
}
