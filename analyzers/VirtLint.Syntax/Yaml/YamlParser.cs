using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace VirtLint.Syntax.Yaml;

/// <summary>Builds a tree from YamlDotNet's events.</summary>
internal sealed class YamlParser(SourceText source)
{
    private readonly string _text = source.ToString();
    private readonly Dictionary<string, YamlNode> _anchors = new(StringComparer.Ordinal);
    private readonly TemplateScanner _marks = new(source.ToString());
    private ErrorList _errors = new();
    private YamlMask? _mask;
    private int _offset;
    private int _last;
    private int _depth;
    private int _nodes;

    public YamlTree Parse()
    {
        var documents = Read(_text);
        var isTemplate = documents.Any(HasPlaceholder);
        if (_errors.Count > 0 && YamlMask.Of(_text) is { } mask)
        {
            // What stops the reading may be a mark of a template: read again, without them.
            isTemplate = true;
            _mask = mask;
            _errors = new ErrorList();
            _nodes = 0;
            documents = Read(mask.Text);
        }

        return new YamlTree(source, documents, isTemplate, _errors.ToImmutable());
    }

    private ImmutableArray<YamlNode> Read(string text)
    {
        var documents = ImmutableArray.CreateBuilder<YamlNode>();
        _offset = Characters.AfterByteOrderMark(text);
        _anchors.Clear();
        _depth = 0;
        var parser = new Parser(new StringReader(text.Substring(_offset)));
        try
        {
            parser.MoveNext();
            while (!parser.Accept<StreamEnd>(out _))
            {
                switch (parser.Current)
                {
                    case StreamStart or DocumentStart or DocumentEnd:
                        parser.MoveNext();
                        break;
                    default:
                        if (ReadNode(parser, null) is { } root && root is not YamlScalar { IsNull: true })
                            documents.Add(root);

                        break;
                }
            }
        }
        catch (YamlException exception)
        {
            // What a template's statements leave out or bring in may be all that is amiss.
            if (_mask is not { HasControl: true })
                _errors.Add(PlaceOf(exception), Sentence(exception));
        }
        catch (TooMuchException exception)
        {
            _errors.Add(exception.Span, exception.Message);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException or OverflowException)
        {
            // Some malformed texts make the library itself stumble.
            _errors.Add(new TextSpan(_last, 0), "from here on the text is no YAML");
        }

        return documents.ToImmutable();
    }

    private YamlNode ReadNode(IParser parser, TextSpan? key)
    {
        var start = parser.Current!;
        if (_depth >= Limits.Depth)
            throw new TooMuchException(At(start.Start, start.Start), "nested too deeply; the rest of the file is not read");

        if (++_nodes > Limits.Nodes)
            throw new TooMuchException(At(start.Start, start.Start), "too many parts; the rest of the file is not read");

        _depth++;
        _last = At(start.Start, start.Start).Start;
        var node = start switch
        {
            AnchorAlias alias => Alias(parser, alias, key),
            Scalar scalar => ReadScalar(parser, scalar, key),
            SequenceStart sequence => ReadSequence(parser, sequence, key),
            MappingStart mapping => ReadMapping(parser, mapping, key),
            _ => throw new YamlException(start.Start, start.End, "unexpected content"),
        };
        _depth--;
        if (start is NodeEvent { Anchor: { IsEmpty: false } anchor })
            _anchors[anchor.Value] = node;

        return node;
    }

    private YamlNode Alias(IParser parser, AnchorAlias alias, TextSpan? key)
    {
        parser.MoveNext();
        if (_anchors.TryGetValue(alias.Value.Value, out var node))
            return node;

        var span = At(alias.Start, alias.End);
        _errors.Add(span, $"'*{alias.Value.Value}' names no anchor before it");
        return new YamlScalar(source, "", "", false, false, span, span, key ?? span);
    }

    private YamlScalar ReadScalar(IParser parser, Scalar scalar, TextSpan? key)
    {
        parser.MoveNext();
        var span = At(scalar.Start, scalar.End);
        var isQuoted = scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted;
        var isBlock = scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded;
        var valueSpan = isQuoted && span.Length >= 2 ? TextSpan.FromBounds(span.Start + 1, span.End - 1) : isBlock ? Lines(span) : span;
        var value = _mask?.Covers(valueSpan) == true ? _text.Substring(valueSpan.Start, valueSpan.Length) : scalar.Value;
        return new(source, TagOf(scalar), value, isQuoted, isBlock, span, valueSpan, key ?? FirstOf(span));
    }

    private YamlSequence ReadSequence(IParser parser, SequenceStart start, TextSpan? key)
    {
        var nodes = ImmutableArray.CreateBuilder<YamlNode>();
        parser.MoveNext();
        while (!parser.Accept<SequenceEnd>(out _))
            nodes.Add(ReadNode(parser, null));

        var span = Trimmed(start.Start, parser.Current!.End, nodes.Count > 0 ? nodes[nodes.Count - 1].Span.End : -1, start.Style == SequenceStyle.Flow);
        parser.MoveNext();
        return new(source, TagOf(start), span, key ?? FirstOf(span), nodes.ToImmutable());
    }

    private YamlNode ReadMapping(IParser parser, MappingStart start, TextSpan? key)
    {
        var entries = ImmutableArray.CreateBuilder<YamlEntry>();
        var merged = new List<YamlMapping>();
        parser.MoveNext();
        while (!parser.Accept<MappingEnd>(out _))
        {
            var name = ReadNode(parser, null);
            var literal = name is YamlScalar scalar ? new Literal(scalar.Value, scalar.ValueSpan) : new Literal(source.ToString(name.Span), name.Span);
            var value = ReadNode(parser, literal.Span);
            if (literal.Text == "<<" && name is YamlScalar { IsQuoted: false })
                merged.AddRange(value is YamlSequence list ? list.Nodes.OfType<YamlMapping>() : value is YamlMapping mapping ? [mapping] : []);
            else
                entries.Add(new(literal, value, false, _mask?.IsConditional(literal.Span.Start) == true));
        }

        var span = Trimmed(start.Start, parser.Current!.End, entries.Count > 0 ? entries[entries.Count - 1].Value.Span.End : -1, start.Style == MappingStyle.Flow);
        parser.MoveNext();

        // "{{ name }}" without quotes is a mapping within a mapping to YAML, and a placeholder to everybody else.
        if (start.Style == MappingStyle.Flow && _marks.Opens(span.Start) && _marks.EndOf(span.Start) is >= 0 and var end)
        {
            span = TextSpan.FromBounds(span.Start, end);
            return new YamlScalar(source, "", _text.Substring(span.Start, span.Length), false, false, span, span, key ?? FirstOf(span));
        }

        foreach (var entry in merged.SelectMany(static mapping => mapping.Entries))
        {
            if (++_nodes > Limits.Nodes)
                throw new TooMuchException(span, "too many parts; the rest of the file is not read");

            entries.Add(entry with { IsMerged = true });
        }

        return new YamlMapping(source, TagOf(start), span, key ?? FirstOf(span), entries.ToImmutable());
    }

    private static string TagOf(NodeEvent node) => node.Tag.IsEmpty || node.Tag.IsNonSpecific ? "" : node.Tag.Value;

    /// <summary>Where the text goes wrong. Of a tab the library names the mapping around it.</summary>
    private TextSpan PlaceOf(YamlException exception)
    {
        var place = At(exception.Start, exception.Start);
        if (exception.Message.IndexOf(" tab ", StringComparison.Ordinal) < 0)
            return place;

        for (var i = place.Start; i < _text.Length; i = Characters.AfterLineBreak(_text, Characters.EndOfLine(_text, i)))
        {
            for (var end = i; end < _text.Length && Characters.IsBlank(_text[end]); end++)
            {
                if (_text[end] == '\t')
                    return new TextSpan(end, 1);
            }
        }

        return place;
    }

    private TextSpan At(Mark start, Mark end)
    {
        var from = Math.Min((int)start.Index + _offset, _text.Length);
        return TextSpan.FromBounds(from, Math.Max(from, Math.Min((int)end.Index + _offset, _text.Length)));
    }

    /// <summary>A block collection ends where its last part does: the parser's end lies at the next token.</summary>
    private TextSpan Trimmed(Mark start, Mark end, int lastPart, bool isFlow)
    {
        var span = At(start, end);

        // YamlDotNet, Scanner.FetchFlowCollectionEnd: the token of a closing bracket ends where it starts.
        if (isFlow && span.End < _text.Length && _text[span.End] is '}' or ']')
            return TextSpan.FromBounds(span.Start, span.End + 1);

        return isFlow || lastPart < 0 ? span : TextSpan.FromBounds(span.Start, Math.Max(span.Start, lastPart));
    }

    private TextSpan Lines(TextSpan span)
    {
        var start = Math.Min(Characters.AfterLineBreak(_text, Characters.EndOfLine(_text, span.Start)), span.End);
        var end = span.End;
        while (end > start && (Characters.IsEol(_text[end - 1]) || Characters.IsBlank(_text[end - 1])))
            end--;

        start = Characters.SkipBlanks(_text, start);
        return TextSpan.FromBounds(Math.Min(start, end), end);
    }

    private static TextSpan FirstOf(TextSpan span) => new(span.Start, Math.Min(span.Length, 1));

    private static bool HasPlaceholder(YamlNode node) => node switch
    {
        YamlScalar scalar => TemplateMarks.Contains(scalar.Value),
        _ => node.Settings.Any(static setting => TemplateMarks.Contains(setting.Value)),
    };

    private static string Sentence(YamlException exception)
    {
        var message = exception.Message;
        // The library puts the place in front of some messages: "(Line: 1, Col: 2, Idx: 3) - (…): text".
        var text = message.StartsWith("(", StringComparison.Ordinal) && message.IndexOf("): ", StringComparison.Ordinal) is >= 0 and var end ? message.Substring(end + 3) : message;
        text = text.Trim().TrimEnd('.');
        return text.Length == 0 ? "the text is no YAML" : char.ToLowerInvariant(text[0]) + text.Substring(1);
    }

    private sealed class TooMuchException(TextSpan span, string message) : Exception(message)
    {
        public TextSpan Span { get; } = span;
    }
}
