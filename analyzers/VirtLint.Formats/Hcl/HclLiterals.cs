using System.Globalization;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Syntax.Hcl;

namespace VirtLint.Formats.Hcl;

/// <summary>Literals in an expression, as a fix reads and writes them.</summary>
internal static class HclLiterals
{
    /// <summary>The value's own text: without quotes where it is a text.</summary>
    public static TextSpan ValueSpan(HclExpression expression) => expression is HclTemplate template ? template.ContentSpan : expression.Span;

    /// <summary>The edit that puts another literal in the place of one, or null where a computed value stands.</summary>
    public static TextChange? Replace(HclExpression expression, string value) => expression switch
    {
        HclLiteral => new TextChange(expression.Span, Write(value)),
        HclTemplate { Parts: [] or [HclTemplateText] } => new TextChange(expression.Span, Quote(value)),
        _ => null,
    };

    public static string Write(string value) =>
        value is "true" or "false" || (value.Length < 16 && double.TryParse(value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            ? value
            : Quote(value);

    private static string Quote(string value) =>
        $"\"{value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("${", "$${").Replace("%{", "%%{")}\"";
}
