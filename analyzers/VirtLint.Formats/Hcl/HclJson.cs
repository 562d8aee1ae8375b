using System;
using System.Globalization;
using System.Linq;
using System.Text;

namespace VirtLint.Formats.Hcl;

/// <summary>Writes a value as JSON. // Terraform language, "jsonencode"</summary>
internal static class HclJson
{
    private const int LongestText = 1 << 16;

    /// <summary>The text; null where a part is not known, or all of it is too long.</summary>
    public static string? Write(HclValue value)
    {
        var text = new StringBuilder();
        return value.IsWhollyKnown && Append(text, value) ? text.ToString() : null;
    }

    private static bool Append(StringBuilder text, HclValue value)
    {
        switch (value.Kind)
        {
            case HclKind.Text:
                Quote(text, value.Text);
                break;
            case HclKind.Bool:
                text.Append(value.Flag ? "true" : "false");
                break;
            case HclKind.Number:
                text.Append(value.Number.ToString("R", CultureInfo.InvariantCulture));
                break;
            case HclKind.Null:
                text.Append("null");
                break;
            case HclKind.List:
                return AppendAll(text, '[', ']', value.Items.Count, index => Append(text, value.Items[index]));
            case HclKind.Map:
                var members = value.Members.OrderBy(static member => member.Key, StringComparer.Ordinal).ToList();
                return AppendAll(text, '{', '}', members.Count, index =>
                {
                    Quote(text, members[index].Key);
                    text.Append(':');
                    return Append(text, members[index].Value);
                });
            default:
                return false;
        }

        return text.Length <= LongestText;
    }

    private static bool AppendAll(StringBuilder text, char open, char close, int count, Func<int, bool> append)
    {
        text.Append(open);
        for (var i = 0; i < count; i++)
        {
            if (i > 0)
                text.Append(',');

            if (!append(i))
                return false;
        }

        text.Append(close);
        return text.Length <= LongestText;
    }

    private static void Quote(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            if (c is '"' or '\\')
                text.Append('\\').Append(c);
            else if (c < ' ')
                text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else
                text.Append(c);
        }

        text.Append('"');
    }
}
