using System;
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

    /// <summary>A literal that both notations read the same: a truth value, a plain number, else a quoted text.</summary>
    public static string Write(string value) => value is "true" or "false" || IsNumber(value) ? value : Quote(value);

    private static bool IsNumber(string value)
    {
        var digits = value.StartsWith("-", StringComparison.Ordinal) ? value.Substring(1) : value;
        return digits.Length is > 0 and < 16
            && char.IsDigit(digits[0])
            && char.IsDigit(digits[digits.Length - 1])
            && (digits[0] != '0' || digits.Length == 1 || digits[1] == '.')
            && double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);
    }

    private static string Quote(string value) => string.Concat(
        "\"",
        value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n").Replace("\r", "\\r").Replace("\t", "\\t").Replace("${", "$${").Replace("%{", "%%{"),
        "\"");
}
