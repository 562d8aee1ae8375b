using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Commands;

internal sealed class CommandScriptParser
{
    private readonly string _text;
    private readonly bool _isSingleCommand;
    private readonly TemplateScanner _templates;
    private readonly ErrorList _errors = new();
    private readonly ShellWordReader _words;
    private readonly ImmutableArray<Literal>.Builder _comments = ImmutableArray.CreateBuilder<Literal>();
    private readonly ImmutableArray<CommandLine>.Builder _commands = ImmutableArray.CreateBuilder<CommandLine>();
    private readonly ImmutableArray<CommandWord>.Builder _current = ImmutableArray.CreateBuilder<CommandWord>();
    private readonly Queue<string> _hereDocuments = new();
    private CommandWord? _output;
    private bool _hasHereDocument;
    private int _position;
    private int _nodes;
    private bool _isTemplate;

    public CommandScriptParser(string text, bool isSingleCommand)
    {
        _text = text;
        _isSingleCommand = isSingleCommand;
        _templates = new TemplateScanner(text);
        _words = new ShellWordReader(text, text.Length, _errors, _templates);
    }

    public static CommandLine ParseLine(string text, int offset)
    {
        var parser = new CommandScriptParser(text, isSingleCommand: true);
        parser.Read();
        var words = parser._current.Select(word => word.Shift(offset)).ToImmutableArray();
        return new CommandLine(words, SpanOf(words, new TextSpan(offset, 0)));
    }

    public CommandScript ParseScript(SourceText source)
    {
        Read();
        EndCommand();
        var isTemplate = _isTemplate || _words.HasTemplate;
        return new CommandScript(
            source, _commands.ToImmutable(), _comments.ToImmutable(), isTemplate, _errors.ToImmutable(isTemplate));
    }

    private void Read()
    {
        _position = Characters.AfterByteOrderMark(_text);
        var startsLine = true;
        while (_position < _text.Length && !_errors.IsFull)
        {
            if (_nodes > Limits.Nodes)
            {
                _errors.Add(new TextSpan(_position, 0), $"more than {Limits.Nodes} words; the rest was not read");
                return;
            }

            startsLine = ReadNext(startsLine);
        }
    }

    /// <summary>Reads what stands at the position; true when a new line starts behind it.</summary>
    private bool ReadNext(bool startsLine)
    {
        var c = _text[_position];
        if (Characters.IsBlank(c))
        {
            _position++;
            return startsLine;
        }

        if (Characters.IsEol(c))
        {
            _position = Characters.AfterLineBreak(_text, _position);
            EndCommand();
            SkipHereDocuments();
            return true;
        }

        if (startsLine && _templates.Opens(_position) && !PrintsAt(_position))
        {
            _isTemplate = true;
            _position = _templates.EndOfLine(_position);
            return false;
        }

        if (c == '\\' && _position + 1 < _text.Length && Characters.IsEol(_text[_position + 1]))
        {
            _position = Characters.AfterLineBreak(_text, _position + 1);
            return false;
        }

        if (c == '#' && !_isSingleCommand)
        {
            ReadComment();
            return false;
        }

        if (c is '<' or '>' && !_templates.Opens(_position))
        {
            ReadRedirection();
            return false;
        }

        if (c is ';' or '&' or '|' or '(' or ')')
        {
            _position++;
            EndCommand();
            return false;
        }

        ReadWord();
        return false;
    }

    /// <summary>Whether the mark at a position stands for text, which is then part of a word.</summary>
    private bool PrintsAt(int position) =>
        _text[position + 1] == '{' || string.CompareOrdinal(_text, position, "<%=", 0, 3) == 0;

    private void ReadWord()
    {
        var word = _words.Read(_position);
        _position = _words.Position;
        _nodes++;

        // "2>&1": the digit names a file descriptor.
        var isDescriptor = !word.IsQuoted
            && word.Text.All(char.IsDigit)
            && _position < _text.Length
            && _text[_position] is '<' or '>';
        if (!isDescriptor)
            _current.Add(word);
    }

    private void ReadRedirection()
    {
        var isHereDocument = string.CompareOrdinal(_text, _position, "<<", 0, 2) == 0
            && string.CompareOrdinal(_text, _position, "<<<", 0, 3) != 0;
        var isOutput = _text[_position] == '>' && !(_position + 1 < _text.Length && _text[_position + 1] == '&');
        while (_position < _text.Length && _text[_position] is '<' or '>' or '&' or '|' or '-')
            _position++;

        _position = Characters.SkipBlanks(_text, _position);
        if (_position >= _text.Length || Characters.IsEol(_text[_position]))
            return;

        var target = _words.Read(_position);
        _position = _words.Position;
        _nodes++;
        if (isOutput)
            _output = target;

        _hasHereDocument |= isHereDocument;
        if (isHereDocument && target.Text.Length > 0 && !_isSingleCommand)
            _hereDocuments.Enqueue(target.Text);
    }

    private void SkipHereDocuments()
    {
        while (_hereDocuments.Count > 0)
        {
            var delimiter = _hereDocuments.Dequeue();
            var start = _position;
            var isClosed = false;
            while (_position < _text.Length && !isClosed)
            {
                var end = Characters.EndOfLine(_text, _position);
                var first = _position;
                while (first < end && _text[first] == '\t')
                    first++;

                isClosed = end - first == delimiter.Length
                    && string.CompareOrdinal(_text, first, delimiter, 0, delimiter.Length) == 0;
                _position = Characters.AfterLineBreak(_text, end);
            }

            if (!isClosed)
                _errors.Add(new TextSpan(start, 0), "unterminated here-document; expected its delimiter on a line of its own");
        }
    }

    private void ReadComment()
    {
        var end = Characters.EndOfLine(_text, _position);
        var start = Characters.SkipBlanks(_text, _position + 1);
        var trimmed = Characters.TrimEnd(_text, start, end);
        _comments.Add(new Literal(_text.Substring(start, trimmed - start), TextSpan.FromBounds(start, trimmed)));
        _position = end;
    }

    private void EndCommand()
    {
        if (_isSingleCommand)
            return;

        if (_current.Count > 0)
        {
            var words = _current.ToImmutable();
            _current.Clear();
            _commands.Add(new CommandLine(words, SpanOf(words, default), _output, _hasHereDocument));
        }

        (_output, _hasHereDocument) = (null, false);
    }

    private static TextSpan SpanOf(ImmutableArray<CommandWord> words, TextSpan empty) =>
        words.IsEmpty ? empty : TextSpan.FromBounds(words[0].Span.Start, words[words.Length - 1].Span.End);
}
