using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Syntax.Commands;

namespace VirtLint.Syntax.Ini;

internal sealed class IniParser
{
    private readonly SourceText _source;
    private readonly string _text;
    private readonly IniDialect _dialect;
    private readonly TemplateScanner _templates;
    private readonly ErrorList _errors = new();
    private readonly ImmutableArray<Literal>.Builder _comments = ImmutableArray.CreateBuilder<Literal>();
    private readonly ImmutableArray<IniSection>.Builder _sections = ImmutableArray.CreateBuilder<IniSection>();
    private readonly ImmutableArray<Setting>.Builder _settings = ImmutableArray.CreateBuilder<Setting>();
    private IniSection? _preamble;
    private string _sectionName = "";
    private TextSpan _headerSpan;
    private int _sectionStart;
    private int _sectionEnd;
    private int _position;
    private int _nodes;
    private bool _isTemplate;
    private int _templateDepth;
    private bool _isSectionConditional;
    private bool _canContinue;

    public IniParser(SourceText source, IniDialect dialect)
    {
        _source = source;
        _text = source.ToString();
        _dialect = dialect;
        _templates = new TemplateScanner(_text);
    }

    public IniTree Parse()
    {
        _position = Characters.AfterByteOrderMark(_text);
        while (_position < _text.Length && !_errors.IsFull)
        {
            if (_nodes > Limits.Nodes)
            {
                _errors.Add(new TextSpan(_position, 0), $"more than {Limits.Nodes} sections and settings; the rest was not read");
                break;
            }

            ReadLine();
        }

        CloseSection();
        return new IniTree(
            _source,
            _text,
            _dialect,
            _preamble ?? NewSection("", default, new TextSpan(0, 0), []),
            _sections.ToImmutable(),
            _comments.ToImmutable(),
            _isTemplate,
            _errors.ToImmutable(_isTemplate));
    }

    /// <summary>One section of those that share a name; what is added to it goes to the last of them, which wins.</summary>
    public static IniSection Merge(string text, IniDialect dialect, IReadOnlyList<IniSection> parts)
    {
        var last = parts[parts.Count - 1];
        return new IniSection(
            text,
            dialect,
            parts[0].Name,
            parts[0].HeaderSpan,
            TextSpan.FromBounds(parts[0].Span.Start, last.Span.End),
            [.. parts.SelectMany(part => part.Settings)],
            last.InsertPosition);
    }

    private void ReadLine()
    {
        var lineStart = _position;
        var end = Characters.EndOfLine(_text, lineStart);
        var start = Characters.SkipBlanks(_text, lineStart);
        if (start == end)
        {
            _canContinue = false;
            NextLine(end);
            return;
        }

        if (_templates.Opens(start))
        {
            _isTemplate = true;
            var templateEnd = _templates.EndOfLine(start);
            _templateDepth = System.Math.Max(0, _templateDepth + _templates.Nesting(start, templateEnd));
            NextLine(templateEnd);
            return;
        }

        var isIndented = _dialect.IndentJoinsLines && start > lineStart;
        if (isIndented && !_canContinue)
        {
            // oslo.config, iniparser.py: error_unexpected_continuation, for comments too
            _errors.Add(
                TextSpan.FromBounds(start, Characters.TrimEnd(_text, start, end)),
                $"indented line without a setting before it to continue; expected '{_dialect.Example}' at the start of the line");
            NextLine(end);
            return;
        }

        // A template line stands between this line and the setting it may continue.
        if (isIndented && _isTemplate)
        {
            NextLine(end);
            return;
        }

        _canContinue = false;
        if (_dialect.CommentMarks.IndexOf(_text[start]) >= 0)
        {
            AddComment(start, end);
            NextLine(end);
            return;
        }

        if (_dialect.HasSections && _text[start] == '[')
        {
            ReadHeader(lineStart, start, end);
            return;
        }

        if (_dialect.Quotes == IniQuotes.Shell)
            ReadShellAssignment(lineStart, start, end);
        else
            ReadAssignment(lineStart, start, end);
    }

    private void ReadHeader(int lineStart, int start, int end)
    {
        CloseSection();
        _nodes++;
        var close = _text.IndexOf(']', start, end - start);
        var trimmed = Characters.TrimEnd(_text, start, end);

        // A bracket may be part of the name when the line ends in another: systemd and oslo.config look at the last one.
        if (_text[trimmed - 1] == ']')
            close = trimmed - 1;

        if (close < 0)
        {
            _errors.Add(TextSpan.FromBounds(start, trimmed), "unterminated section header; expected a closing ']'");
            _headerSpan = TextSpan.FromBounds(start, trimmed);
            _sectionName = _text.Substring(start + 1, trimmed - start - 1);
        }
        else
        {
            _headerSpan = TextSpan.FromBounds(start, close + 1);
            _sectionName = _text.Substring(start + 1, close - start - 1);
            var rest = Characters.SkipBlanks(_text, close + 1);
            if (_templates.Opens(rest))
                _isTemplate = true;
            else if (rest < end)
                _errors.Add(TextSpan.FromBounds(rest, trimmed), "unexpected text after the section header; expected the end of the line");
            else if (_sectionName.Length == 0)
                _errors.Add(_headerSpan, "section header without a name; expected '[name]'");
        }

        if (TemplateMarks.Contains(_sectionName))
            _isTemplate = true;

        _sectionStart = lineStart;
        _isSectionConditional = _templateDepth > 0;
        NextLine(end);
        _sectionEnd = _position;
    }

    private void ReadAssignment(int lineStart, int start, int end)
    {
        var separator = start;
        while (separator < end && _dialect.Separators.IndexOf(_text[separator]) < 0)
        {
            if (_templates.Opens(separator) && _templates.EndOf(separator) is >= 0 and var close && close <= end)
            {
                _isTemplate = true;
                separator = close;
            }
            else
            {
                separator++;
            }
        }

        if (separator >= end)
        {
            var expected = _dialect.Separators.Length > 1 ? "'=' or ':'" : $"'{_dialect.Separators}'";
            var lineEnd = Characters.TrimEnd(_text, start, end);
            if (TemplateMarks.Contains(_text.Substring(start, lineEnd - start)))
                _isTemplate = true;
            else
                _errors.Add(TextSpan.FromBounds(start, lineEnd), $"line without {expected}; expected '{_dialect.Example}'");
            NextLine(end);
            return;
        }

        var keySpan = TextSpan.FromBounds(start, Characters.TrimEnd(_text, start, separator));
        if (keySpan.IsEmpty)
        {
            _errors.Add(new TextSpan(separator, 1), $"assignment without a key; expected '{_dialect.Example}'");
            NextLine(end);
            return;
        }

        CheckSection(keySpan);
        var valueStart = Characters.SkipBlanks(_text, separator + 1);
        if (_dialect.BackslashJoinsLines)
            ReadJoinedValue(lineStart, keySpan, valueStart);
        else
            ReadValue(lineStart, keySpan, valueStart, end);
    }

    private void ReadValue(int lineStart, TextSpan keySpan, int start, int end)
    {
        var valueEnd = Characters.TrimEnd(_text, start, end);
        var isQuoted = false;
        if (_dialect.Quotes != IniQuotes.None)
        {
            isQuoted = valueEnd - start > 1 && IsQuote(_text[start]) && _text[valueEnd - 1] == _text[start];
            if (_dialect.Quotes == IniQuotes.Required)
                isQuoted = CheckQuotes(start, valueEnd, isQuoted);
        }

        if (isQuoted)
        {
            start++;
            valueEnd--;
        }

        var value = _text.Substring(start, valueEnd - start);
        var span = TextSpan.FromBounds(start, valueEnd);
        NextLine(end);
        if (_dialect.IndentJoinsLines)
            ReadIndentedLines(ref value, ref span, ref isQuoted);

        Add(lineStart, keySpan, value, span, isQuoted);
    }

    private bool CheckQuotes(int start, int end, bool isQuoted)
    {
        if (isQuoted && _text[start] == '"')
            return true;

        if (TemplateMarks.Contains(_text.Substring(start, end - start)))
            _isTemplate = true;
        else
            _errors.Add(TextSpan.FromBounds(start, end), $"value without double quotes; expected '{_dialect.Example}'");

        return false;
    }

    // oslo.config, iniparser.py: BaseParser.parse joins with line feeds, and takes a comment mark in such a line for text
    private void ReadIndentedLines(ref string value, ref TextSpan span, ref bool isQuoted)
    {
        StringBuilder? joined = null;
        var last = span.End;
        while (_position < _text.Length && Characters.IsBlank(_text[_position]))
        {
            var end = Characters.EndOfLine(_text, _position);
            var start = Characters.SkipBlanks(_text, _position);
            if (start == end)
                break;

            if (_templates.Opens(start) && _text[start + 1] != '{')
            {
                _isTemplate = true;
                NextLine(_templates.EndOfLine(start));
                continue;
            }

            last = Characters.TrimEnd(_text, start, end);
            (joined ??= new StringBuilder(value)).Append('\n').Append(_text, start, last - start);
            NextLine(end);
        }

        _canContinue = true;
        if (joined is null)
            return;

        // The quotes of the first line are no longer those around the value.
        span = TextSpan.FromBounds(isQuoted ? span.Start - 1 : span.Start, last);
        isQuoted = false;
        value = joined.ToString();
    }

    // systemd, conf-parser.c: config_parse replaces the backslash by a space and skips comments between joined lines
    private void ReadJoinedValue(int lineStart, TextSpan keySpan, int start)
    {
        var joined = new StringBuilder();
        var valueStart = -1;
        var valueEnd = start;
        var isFirst = true;
        var position = start;
        while (true)
        {
            var end = Characters.EndOfLine(_text, position);
            var first = Characters.SkipBlanks(_text, position);
            if (!isFirst && first < end && _dialect.CommentMarks.IndexOf(_text[first]) >= 0)
            {
                AddComment(first, end);
                NextLine(end);
                if (_position >= _text.Length)
                    break;
                position = _position;
                continue;
            }

            var continues = EndsInBackslash(first, end);
            var pieceEnd = continues ? end - 1 : end;
            joined.Append(_text, first, pieceEnd - first);
            if (continues)
                joined.Append(' ');

            var trimmed = Characters.TrimEnd(_text, first, pieceEnd);
            if (trimmed > first)
            {
                valueStart = valueStart < 0 ? first : valueStart;
                valueEnd = trimmed;
            }

            NextLine(end);
            if (!continues || _position >= _text.Length)
                break;

            isFirst = false;
            position = _position;
        }

        var span = valueStart < 0 ? new TextSpan(start, 0) : TextSpan.FromBounds(valueStart, valueEnd);
        Add(lineStart, keySpan, joined.ToString().Trim(' ', '\t'), span, isQuoted: false);
    }

    private bool EndsInBackslash(int start, int end)
    {
        var count = 0;
        while (end - count > start && _text[end - count - 1] == '\\')
            count++;

        return count % 2 == 1;
    }

    private void ReadShellAssignment(int lineStart, int start, int end)
    {
        const string Export = "export";
        if (string.CompareOrdinal(_text, start, Export, 0, Export.Length) == 0
            && start + Export.Length < end
            && Characters.IsBlank(_text[start + Export.Length]))
        {
            start = Characters.SkipBlanks(_text, start + Export.Length);
        }

        var keyEnd = start;
        while (keyEnd < end && IsNamePart(_text[keyEnd]))
            keyEnd++;

        if (keyEnd == start || _text[start] is >= '0' and <= '9' || keyEnd >= end || _text[keyEnd] != '=')
        {
            _errors.Add(
                TextSpan.FromBounds(start, System.Math.Max(start, Characters.TrimEnd(_text, start, end))),
                $"line that is no assignment; expected '{_dialect.Example}' without blanks around '='");
            NextLine(end);
            return;
        }

        _nodes++;
        var words = new ShellWordReader(_text, _text.Length, _errors, _templates);
        var word = words.Read(keyEnd + 1);
        _isTemplate |= words.HasTemplate;
        var keySpan = TextSpan.FromBounds(start, keyEnd);
        var rest = Characters.SkipBlanks(_text, words.Position);
        var restEnd = Characters.EndOfLine(_text, rest);
        if (rest < restEnd && _text[rest] == '#' && rest > words.Position)
            AddComment(rest, restEnd);
        else if (rest < restEnd && _text[rest] != ';')
            _errors.Add(Characters.SpanAt(_text, rest), $"unexpected {Characters.Describe(_text, rest)} after the value; expected the end of the line, or quotes around the whole value");

        var span = word.IsQuoted || !word.Span.IsEmpty ? word.Span : new TextSpan(keyEnd + 1, 0);
        NextLine(restEnd);
        Add(lineStart, keySpan, word.Text, span, word.IsQuoted);
    }

    private void CheckSection(TextSpan keySpan)
    {
        if (_dialect.RequiresSection && _headerSpan.IsEmpty)
            _errors.Add(keySpan, "setting before the first section; expected a '[section]' header");
    }

    private void Add(int lineStart, TextSpan keySpan, string value, TextSpan valueSpan, bool isQuoted)
    {
        _nodes++;
        _sectionEnd = _position;
        var key = _text.Substring(keySpan.Start, keySpan.Length);
        _settings.Add(new Setting(key, keySpan, value, valueSpan, TextSpan.FromBounds(lineStart, _position))
        {
            IsQuoted = isQuoted,
            IsConditional = _templateDepth > 0 || _isSectionConditional,
        });
    }

    private void AddComment(int start, int end)
    {
        var textStart = System.Math.Min(Characters.SkipBlanks(_text, start + 1), end);
        var textEnd = Characters.TrimEnd(_text, textStart, end);
        _comments.Add(new Literal(_text.Substring(textStart, textEnd - textStart), TextSpan.FromBounds(textStart, textEnd)));
    }

    private void CloseSection()
    {
        var span = TextSpan.FromBounds(_sectionStart, System.Math.Max(_sectionStart, _sectionEnd));
        var section = NewSection(_sectionName, _headerSpan, span, _settings.ToImmutable());
        _settings.Clear();
        if (_preamble is null)
            _preamble = section;
        else
            _sections.Add(section);
    }

    private IniSection NewSection(string name, TextSpan header, TextSpan span, ImmutableArray<Setting> settings) =>
        new(_text, _dialect, name, header, span, settings, InsertPosition(header, span, settings));

    /// <summary>The end of the section; in a template right behind the header, which no condition separates from it.</summary>
    private int? InsertPosition(TextSpan header, TextSpan span, ImmutableArray<Setting> settings)
    {
        if (header.IsEmpty)
            return _dialect.HasSections ? null : _text.Length;

        return _isTemplate || settings.IsEmpty
            ? Characters.AfterLineBreak(_text, Characters.EndOfLine(_text, header.End))
            : span.End;
    }

    private void NextLine(int endOfLine) => _position = Characters.AfterLineBreak(_text, endOfLine);

    private static bool IsQuote(char c) => c is '"' or '\'';

    private static bool IsNamePart(char c) =>
        c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_';
}
