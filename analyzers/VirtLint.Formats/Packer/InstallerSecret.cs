using System;
using System.Linq;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Packer;

/// <summary>Finds a password or key in clear in what an installer is told: a kickstart, a preseed, user data.</summary>
internal static class InstallerSecret
{
    private static readonly string[] s_answers =
        ["passwd/root-password password ", "passwd/user-password password ", "passwd/root-password-again password ", "plain_text_passwd:", "password:"];

    /// <summary>The first secret, or null.</summary>
    public static string? In(string text)
    {
        if (text.IndexOf("PRIVATE KEY-----", StringComparison.Ordinal) is >= 0 and var key && text.IndexOf("-----BEGIN ", StringComparison.Ordinal) is >= 0 and var begin && begin < key)
            return text.Substring(begin);

        return text.Split('\n').Select(static line => OfLine(line.Trim())).FirstOrDefault(static secret => secret is not null);
    }

    private static string? OfLine(string line)
    {
        if (line.Length == 0 || line[0] == '#' || TemplateMarks.Contains(line))
            return null;

        // Kickstart reference: rootpw [--iscrypted|--plaintext] [--lock] password
        if (line.StartsWith("rootpw ", StringComparison.Ordinal))
            return line.IndexOf("--iscrypted", StringComparison.Ordinal) >= 0 ? null : Literal(line.Split(' ').Last(static word => word.Length > 0));

        foreach (var answer in s_answers)
        {
            var at = line.IndexOf(answer, StringComparison.Ordinal);
            if (at >= 0)
                return Literal(line.Substring(at + answer.Length).Trim().Trim('"', '\''));
        }

        return null;
    }

    private static string? Literal(string text) => text.Length > 0 && text[0] is not ('-' or '!' or '*') && SecretText.IsLiteral(text) ? text : null;
}
