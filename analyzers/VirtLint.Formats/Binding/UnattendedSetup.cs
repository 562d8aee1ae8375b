using System;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Binding;

/// <summary>Looks into the answers that Windows Setup is given.</summary>
/// <remarks>Windows Setup, "Unattended Windows Setup Reference": AdministratorPassword, Password, each with Value and PlainText.</remarks>
internal static class UnattendedSetup
{
    public const string Namespace = "urn:schemas-microsoft-com:unattend";

    private const string Open = "<Value>";

    /// <summary>What is longer is no password, and is left alone.</summary>
    private const int Longest = 1024;

    private static readonly string[] s_elements = ["AdministratorPassword", "Password", "DomainAdminPassword"];

    /// <summary>Where the first password in clear stands; null when there is none. Obscured, it is the same password in Base64, of which nothing is said here.</summary>
    /// <param name="isWritten">Whether a text stands for itself in the file that holds the answers.</param>
    public static TextSpan? PasswordIn(string xml, Func<string, bool> isWritten)
    {
        TextSpan? first = null;
        foreach (var element in s_elements)
        {
            for (var at = xml.IndexOf($"<{element}>", StringComparison.Ordinal); at >= 0 && !(first?.Start < at); at = xml.IndexOf($"<{element}>", at + 1, StringComparison.Ordinal))
            {
                var end = xml.IndexOf($"</{element}>", at, Math.Min(Longest, xml.Length - at), StringComparison.Ordinal);
                if (end < 0)
                    continue;

                var part = xml.Substring(at, end - at);
                var start = part.IndexOf(Open, StringComparison.Ordinal);
                var close = part.IndexOf("</Value>", StringComparison.Ordinal);
                if (start < 0 || close < start || part.IndexOf("<PlainText>true</PlainText>", StringComparison.OrdinalIgnoreCase) < 0)
                    continue;

                var value = part.Substring(start + Open.Length, close - start - Open.Length);
                if (value.Trim().Length > 0 && !TemplateMarks.Contains(value) && SecretText.IsLiteral(value) && isWritten(value))
                    first = new TextSpan(at + start + Open.Length, value.Length);
            }
        }

        return first;
    }
}
