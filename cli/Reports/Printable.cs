using System.Globalization;
using System.Linq;

namespace VirtLint.Cli.Reports;

/// <summary>Takes out of a file's text what would steer the terminal that it is printed on.</summary>
internal static class Printable
{
    public const char Replacement = '\uFFFD';

    public static string Text(string text) =>
        text.Any(Steers) ? string.Create(text.Length, text, static (span, source) =>
        {
            for (var i = 0; i < source.Length; i++)
                span[i] = Steers(source[i]) ? Replacement : source[i];
        })
        : text;

    /// <summary>Control characters, and format characters such as those that reverse the direction of text.</summary>
    public static bool Steers(char c) => char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format;
}
