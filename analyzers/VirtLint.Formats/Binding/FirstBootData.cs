using System;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Binding;

/// <summary>Looks into what cloud-init hands a guest at its first boot.</summary>
/// <remarks>cloud-init, modules: set_passwords, users_and_groups.</remarks>
internal static class FirstBootData
{
    private static readonly string[] s_keys = ["password", "plain_text_passwd", "passwd"];

    /// <summary>The first password that stands there in clear, or null.</summary>
    /// <param name="data">The data, decoded.</param>
    /// <param name="span">Where it stands.</param>
    public static Literal? SecretIn(string data, TextSpan span, SourceText source)
    {
        var written = source.ToString(span);
        var isVerbatim = written.IndexOf("\\n", StringComparison.Ordinal) < 0 && written.IndexOf('\n') >= 0;
        var text = isVerbatim ? written : data;
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            if (ValueIn(text.Substring(start, end - start), out var at) is { } value && SecretText.IsLiteral(value))
                return new Literal(value, isVerbatim ? new TextSpan(span.Start + start + at, value.Length) : span);

            start = end + 1;
        }

        return null;
    }

    /// <summary>The value of a line <c>- password: VALUE</c>; a key that only says how to lock a password has none.</summary>
    private static string? ValueIn(string line, out int at)
    {
        at = 0;
        var start = 0;
        while (start < line.Length && (char.IsWhiteSpace(line[start]) || line[start] == '-'))
            start++;

        foreach (var key in s_keys)
        {
            if (string.CompareOrdinal(line, start, key, 0, key.Length) != 0 || start + key.Length >= line.Length || line[start + key.Length] != ':')
                continue;

            at = start + key.Length + 1;
            while (at < line.Length && (char.IsWhiteSpace(line[at]) || line[at] is '"' or '\''))
                at++;

            var end = line.IndexOf(" #", at, StringComparison.Ordinal);
            var value = (end < 0 ? line.Substring(at) : line.Substring(at, end - at)).TrimEnd().TrimEnd('"', '\'');
            return value is "R" or "RANDOM" ? null : value;
        }

        return null;
    }
}
