using System;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Packer;

/// <summary>Finds a password or key in clear in what an installer is told: a kickstart, a preseed, user data.</summary>
internal static class InstallerSecret
{
    private static readonly string[] s_answers =
        ["passwd/root-password password ", "passwd/user-password password ", "passwd/root-password-again password ", "plain_text_passwd:", "password:"];

    /// <summary>The first secret, or null.</summary>
    public static string? In(string text) => Find(text)?.Text;

    /// <summary>The first secret and where it stands, or null.</summary>
    public static Literal? Find(string text)
    {
        if (text.IndexOf("PRIVATE KEY-----", StringComparison.Ordinal) is >= 0 and var key && text.IndexOf("-----BEGIN ", StringComparison.Ordinal) is >= 0 and var begin && begin < key)
            return new(text.Substring(begin), TextSpan.FromBounds(begin, text.Length));

        if (UnattendedSetup.PasswordIn(text, static _ => true) is { } answer)
            return new(text.Substring(answer.Start, answer.Length), answer);

        for (int start = 0, end; start < text.Length; start = end + 1)
        {
            end = text.IndexOf('\n', start) is >= 0 and var found ? found : text.Length;
            if (OfLine(text.Substring(start, end - start).Trim()) is { } secret)
                return new(secret, new TextSpan(text.IndexOf(secret, start, StringComparison.Ordinal), secret.Length));
        }

        return null;
    }

    private static string? OfLine(string line)
    {
        if (line.Length == 0 || line[0] == '#' || TemplateMarks.Contains(line))
            return null;

        // Kickstart reference: rootpw [--iscrypted|--plaintext] [--lock] password
        if (line.StartsWith("rootpw ", StringComparison.Ordinal))
            return line.IndexOf("--iscrypted", StringComparison.Ordinal) >= 0 || line.IndexOf("--lock", StringComparison.Ordinal) >= 0 ? null : Literal(line.Split(' ').Last(static word => word.Length > 0));

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
