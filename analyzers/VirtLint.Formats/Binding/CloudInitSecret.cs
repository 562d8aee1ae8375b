using System;
using System.Linq;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Binding;

/// <summary>Finds a password or key in clear in what cloud-init is given.</summary>
/// <remarks>// cloud-init, "Users and Groups", "Set Passwords"</remarks>
internal static class CloudInitSecret
{
    private static readonly string[] s_keys = ["plain_text_passwd", "passwd", "password"];

    /// <summary>The first secret, or null.</summary>
    public static string? In(string text)
    {
        if (text.IndexOf("-----BEGIN ", StringComparison.Ordinal) is >= 0 and var begin && text.IndexOf("PRIVATE KEY-----", begin, StringComparison.Ordinal) is >= 0 and var end)
            return text.Substring(begin, end + "PRIVATE KEY-----".Length - begin);

        var lines = text.Split('\n');
        // By default the passwords that cloud-init sets have to be changed at the first login.
        var mustChange = !lines.Any(static line => ValueOf(line, "expire") is { } value && value.StartsWith("false", StringComparison.OrdinalIgnoreCase)) && !lines.Any(IsOpenLine);
        var isList = false;
        foreach (var line in lines)
        {
            var trimmed = line.Trim();
            if (trimmed.Length == 0 || trimmed[0] == '#')
                continue;

            if (isList && ListedPassword(trimmed) is { } listed && !mustChange)
                return listed;

            if (trimmed.IndexOf(':') >= 0 && trimmed.StartsWith("list:", StringComparison.Ordinal))
                isList = true;

            if (EchoedPassword(trimmed) is { } echoed)
                return echoed;

            foreach (var key in s_keys)
            {
                if (ValueOf(line, key) is { } value && !(key == "password" && mustChange) && IsSecret(value))
                    return value;
            }
        }

        return null;
    }

    /// <summary><c>chpasswd: { expire: False }</c>, in one line.</summary>
    private static bool IsOpenLine(string line)
    {
        var at = line.IndexOf("expire:", StringComparison.Ordinal);
        return at >= 0 && line.IndexOf("chpasswd", StringComparison.Ordinal) >= 0 && line.Substring(at + 7).TrimStart().StartsWith("false", StringComparison.OrdinalIgnoreCase);
    }

    private static string? ValueOf(string line, string key)
    {
        var trimmed = line.Trim().TrimStart('-', ' ');
        if (!trimmed.StartsWith(key, StringComparison.Ordinal) || trimmed.Length <= key.Length || trimmed[key.Length] != ':')
            return null;

        var value = trimmed.Substring(key.Length + 1).Trim();
        if (value.Length > 1 && value[0] is '"' or '\'' && value.IndexOf(value[0], 1) is > 1 and var close)
            return value.Substring(1, close - 1);

        var comment = value.IndexOf(" #", StringComparison.Ordinal);
        return comment < 0 ? value : value.Substring(0, comment).TrimEnd();
    }

    /// <summary><c>user:password</c>, as an item or a line of its own.</summary>
    private static string? ListedPassword(string line)
    {
        var entry = line.TrimStart('-', ' ');
        var colon = entry.IndexOf(':');
        if (colon <= 0 || entry.IndexOf(' ') >= 0)
            return null;

        var value = entry.Substring(colon + 1);
        return value is "R" or "RANDOM" || !IsSecret(value) ? null : value;
    }

    /// <summary><c>echo user:password | chpasswd</c>, <c>echo password | passwd user --stdin</c>.</summary>
    private static string? EchoedPassword(string line)
    {
        var echo = line.IndexOf("echo ", StringComparison.Ordinal);
        var pipe = echo < 0 ? -1 : line.IndexOf('|', echo);
        if (pipe < 0)
            return null;

        var command = line.Substring(pipe + 1).TrimStart();
        var isList = command.StartsWith("chpasswd", StringComparison.Ordinal) || command.StartsWith("sudo chpasswd", StringComparison.Ordinal);
        if (!isList && !(command.StartsWith("passwd", StringComparison.Ordinal) && command.IndexOf("--stdin", StringComparison.Ordinal) >= 0))
            return null;

        var text = line.Substring(echo + 5, pipe - echo - 5).Trim().Trim('"', '\'');
        var secret = isList ? text.Substring(text.IndexOf(':') + 1) : text;
        return secret.IndexOf('$') < 0 && IsSecret(secret) ? secret : null;
    }

    private static bool IsSecret(string value) => value.Length > 0 && value[0] is not ('!' or '*' or '{' or '|' or '>') && !TemplateMarks.Contains(value) && SecretText.IsLiteral(value);
}
