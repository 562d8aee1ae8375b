using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Syntax.Hcl;

namespace VirtLint.Tests.Formats.Terraform;

/// <summary>Writes HCL of the native notation in JSON, and remembers where each part of it went.</summary>
internal sealed class JsonNotation
{
    private readonly string _source;
    private readonly StringBuilder _json = new();
    private readonly List<(TextSpan Native, TextSpan Json)> _places = [];
    private bool _isLiteral;

    private JsonNotation(string source) => _source = source;

    public string Json => _json.ToString();

    public static JsonNotation Of(string source, bool isValues)
    {
        var notation = new JsonNotation(source) { _isLiteral = isValues };
        notation.Write(HclTree.Parse(SourceText.From(source)).Root, 0);
        return notation;
    }

    /// <summary>Where the text of a place stands in JSON, or of the place that it is a part of.</summary>
    public TextSpan PlaceOf(TextSpan native)
    {
        if (_places.LastOrDefault(place => place.Native == native) is { Json.Length: > 0 } whole)
            return whole.Json;

        // Indentation and escapes move a part within its place: it is found by its text there.
        var part = _source.Substring(native.Start, native.Length);
        var around = _places.LastOrDefault(place => place.Native.Contains(native)).Json;
        var at = around.Length == 0 ? -1 : Json.IndexOf(part, around.Start, around.Length, StringComparison.Ordinal);
        return at < 0 ? default : new TextSpan(at, part.Length);
    }

    private void Write(HclBody body, int depth)
    {
        _json.Append('{');
        var isFirst = true;
        foreach (var attribute in body.Attributes)
        {
            Next(ref isFirst, depth);
            WriteName(attribute.Name, attribute.NameSpan);
            _json.Append(": ");
            Write(attribute.Value, depth + 1);
        }

        foreach (var group in body.Blocks.GroupBy(static block => block.Type))
        {
            Next(ref isFirst, depth);
            var name = Text(group.Key);
            _json.Append(": [");
            var blocks = group.ToList();
            foreach (var block in blocks)
            {
                if (block != blocks[0])
                    _json.Append(", ");

                _isLiteral |= block.Type is "variable" or "variables";
                foreach (var label in block.Labels)
                {
                    _json.Append('{');
                    WriteName(label.Text, label.Span);
                    _json.Append(": ");
                }

                var start = _json.Length;
                Write(block.Body, depth + 1 + block.Labels.Length);
                _places.Add((block.TypeSpan, block.Labels.Length > 0 || blocks.Count == 1 ? name : new TextSpan(start, 1)));
                _json.Append('}', block.Labels.Length);
                _isLiteral &= block.Type is not ("variable" or "variables");
            }

            _json.Append(']');
        }

        _json.Append('}');
    }

    private void Next(ref bool isFirst, int depth)
    {
        _json.Append(isFirst ? "\n" : ",\n").Append(' ', 2 * (depth + 1));
        isFirst = false;
    }

    private void WriteName(string name, TextSpan native) => _places.Add((native, Text(name)));

    private void Write(HclExpression expression, int depth)
    {
        var start = _json.Length;
        switch (expression)
        {
            case HclLiteral { Value: bool flag }:
                _json.Append(flag ? "true" : "false");
                break;
            case HclLiteral { Value: double number }:
                _json.Append(number.ToString("R", CultureInfo.InvariantCulture));
                break;
            case HclLiteral:
                _json.Append("null");
                break;
            case HclTemplate template:
                _places.Add((template.ContentSpan, Text(string.Concat(template.Parts.Select(Part)))));
                return;
            case HclTuple tuple:
                _json.Append('[');
                foreach (var item in tuple.Items)
                {
                    if (item != tuple.Items[0])
                        _json.Append(", ");

                    Write(item, depth);
                }

                _json.Append(']');
                break;
            case HclObject record:
                _json.Append('{');
                foreach (var item in record.Items)
                {
                    if (item != record.Items[0])
                        _json.Append(", ");

                    WriteKey(item);
                    _json.Append(": ");
                    Write(item.Value, depth + 1);
                }

                _json.Append('}');
                break;
            case HclVariable word when word.Name is "string" or "number" or "bool" or "any":
                Text(word.Name);
                break;
            default:
                _places.Add((expression.Span, Text($"${{{_source.Substring(expression.Span.Start, expression.Span.Length)}}}")));
                return;
        }

        _places.Add((expression.Span, TextSpan.FromBounds(start, _json.Length)));
    }

    private void WriteKey(HclObjectItem item)
    {
        switch (item.Key)
        {
            case HclVariable word when !item.IsParenthesized:
                WriteName(word.Name, word.Span);
                break;
            case HclTemplate template:
                _places.Add((template.Span, Text(string.Concat(template.Parts.Select(Part)))));
                break;
            default:
                Text($"${{{_source.Substring(item.Key.Span.Start, item.Key.Span.Length)}}}");
                break;
        }
    }

    private string Part(HclTemplatePart part) => part switch
    {
        HclTemplateText text when _isLiteral => text.Text,
        HclTemplateText text => text.Text.Replace("${", "$${", StringComparison.Ordinal).Replace("%{", "%%{", StringComparison.Ordinal),
        _ => _source.Substring(part.Span.Start, part.Span.Length),
    };

    /// <summary>Appends a string of JSON; where its content stands.</summary>
    private TextSpan Text(string text)
    {
        _json.Append('"');
        var start = _json.Length;
        foreach (var c in text)
        {
            _json.Append(c switch
            {
                '"' or '\\' => $"\\{c}",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '&' => "\\u0026",
                _ => c.ToString(),
            });
        }

        var span = TextSpan.FromBounds(start, _json.Length);
        _json.Append('"');
        return span;
    }
}
