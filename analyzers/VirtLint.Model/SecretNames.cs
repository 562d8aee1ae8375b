using System;

namespace VirtLint.Model;

/// <summary>Tells by a key's name that its value is a secret, where nothing else is known of it.</summary>
public static class SecretNames
{
    private static readonly string[] s_parts = ["passwd", "password", "passphrase", "secret", "apikey", "api_key", "tokenvalue", "token_value"];

    /// <summary>Whether output must not show what a key of this name holds.</summary>
    public static bool Covers(string key)
    {
        foreach (var part in s_parts)
        {
            if (key.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0)
                return true;
        }

        return false;
    }
}
