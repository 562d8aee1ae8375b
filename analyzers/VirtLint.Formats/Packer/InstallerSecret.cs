using System;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
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

        if (OfWindows(text) is { } answer)
            return answer;

        for (int start = 0, end; start < text.Length; start = end + 1)
        {
            end = text.IndexOf('\n', start) is >= 0 and var found ? found : text.Length;
            if (OfLine(text.Substring(start, end - start).Trim()) is { } secret)
                return new(secret, new TextSpan(text.IndexOf(secret, start, StringComparison.Ordinal), secret.Length));
        }

        return null;
    }

    /// <summary>A value that the answer file says to be in clear. // Windows Setup, unattend: UserAccounts, AdministratorPassword, PlainText</summary>
    private static Literal? OfWindows(string text)
    {
        const string Open = "<Value>";
        for (var at = text.IndexOf(Open, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Open, at + Open.Length, StringComparison.Ordinal))
        {
            var start = at + Open.Length;
            var end = text.IndexOf("</Value>", start, StringComparison.Ordinal);
            if (end < 0)
                return null;

            var next = text.IndexOf(Open, end, StringComparison.Ordinal);
            var plain = text.IndexOf("<PlainText>true</PlainText>", end, (next < 0 ? text.Length : next) - end, StringComparison.OrdinalIgnoreCase);
            if (plain >= 0 && Literal(text.Substring(start, end - start)) is { } secret)
                return new(secret, TextSpan.FromBounds(start, end));
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
