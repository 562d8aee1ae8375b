using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Json;

/// <summary>Writes JSON, and judges pieces of it by RFC 8259, which Newtonsoft.Json reads more freely.</summary>
internal static class JsonText
{
    /// <summary>A text that is a JSON value as it stands; any other as a string.</summary>
    public static string Write(string value)
    {
        var isJson = value.Length > 0
            && (value[0] is '{' or '[' or '"' or '-' || char.IsDigit(value[0]) || value is "true" or "false" or "null")
            && JsonTree.Parse(SourceText.From(value)).Errors.IsEmpty;
        return isJson ? value : "\"" + Escape(value) + "\"";
    }

    public static string Escape(string value)
    {
        var escaped = new StringBuilder(value.Length);
        foreach (var c in value)
        {
            switch (c)
            {
                case '"' or '\\':
                    escaped.Append('\\').Append(c);
                    break;
                case '\n':
                    escaped.Append("\\n");
                    break;
                case '\r':
                    escaped.Append("\\r");
                    break;
                case '\t':
                    escaped.Append("\\t");
                    break;
                case < ' ':
                    escaped.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default:
                    escaped.Append(c);
                    break;
            }
        }

        return escaped.ToString();
    }

    // RFC 8259, section 6
    public static bool IsNumber(string text, int start, int end)
    {
        var i = start;
        if (i < end && text[i] == '-')
            i++;

        var digits = i;
        i = SkipDigits(text, i, end);
        if (i == digits || (text[digits] == '0' && i > digits + 1))
            return false;

        if (i < end && text[i] == '.')
        {
            var fraction = ++i;
            i = SkipDigits(text, i, end);
            if (i == fraction)
                return false;
        }

        if (i < end && text[i] is 'e' or 'E')
        {
            i++;
            if (i < end && text[i] is '+' or '-')
                i++;

            var exponent = i;
            i = SkipDigits(text, i, end);
            if (i == exponent)
                return false;
        }

        return i == end;
    }

    private static int SkipDigits(string text, int position, int end)
    {
        while (position < end && text[position] is >= '0' and <= '9')
            position++;

        return position;
    }
}
