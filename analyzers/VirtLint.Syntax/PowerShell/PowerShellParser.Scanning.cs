using System;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.PowerShell;

/// <summary>Blanks, comments and words.</summary>
internal sealed partial class PowerShellParser
{
    private static bool IsDash(char c) => c is '-' or '\u2013' or '\u2014' or '\u2015';

    private static bool IsSingleQuote(char c) => c is '\'' or '\u2018' or '\u2019' or '\u201A' or '\u201B';

    private static bool IsDoubleQuote(char c) => c is '"' or '\u201C' or '\u201D' or '\u201E';

    private static bool IsSpace(char c) => c != '\n' && c != '\r' && (char.IsWhiteSpace(c) || c == '\uFEFF');

    /// <summary>Blanks, comments, and line breaks behind a backtick.</summary>
    private void SkipBlanks()
    {
        while (_position < _text.Length)
        {
            var c = _text[_position];
            if (IsSpace(c))
                _position++;
            else if (c == '`' && _position + 1 < _text.Length && Characters.IsEol(_text[_position + 1]))
                _position = Characters.AfterLineBreak(_text, _position + 1);
            else if (c == '#')
                _position = Characters.EndOfLine(_text, _position);
            else if (c == '<' && Starts("<#"))
                SkipBlockComment();
            else
                return;
        }
    }

    private void SkipBlockComment()
    {
        var close = _text.IndexOf("#>", _position + 2, StringComparison.Ordinal);
        if (close < 0)
            _errors.Add(new TextSpan(_position, 2), "unterminated comment; expected '#>'");

        _position = close < 0 ? _text.Length : close + 2;
    }

    /// <summary>The same, and line breaks.</summary>
    private void SkipTrivia()
    {
        SkipBlanks();
        while (_position < _text.Length && Characters.IsEol(_text[_position]))
        {
            _position++;
            SkipBlanks();
        }
    }

    /// <summary>The same, and semicolons.</summary>
    private void SkipSeparators()
    {
        SkipTrivia();
        while (_position < _text.Length && _text[_position] == ';')
        {
            _position++;
            SkipTrivia();
        }
    }

    /// <summary>Whether the statement ends here.</summary>
    private bool AtEnd() => _position >= _text.Length || _text[_position] is '\n' or '\r' or ';' or '|' or ')' or '}' or '&';

    private bool Starts(string mark) => string.CompareOrdinal(_text, _position, mark, 0, mark.Length) == 0;

    /// <summary>The length of the word at the position; 0 where none starts.</summary>
    private int WordLength()
    {
        if (_position >= _text.Length || !(char.IsLetter(_text[_position]) || _text[_position] == '_'))
            return 0;

        var end = _position;
        while (end < _text.Length && (char.IsLetterOrDigit(_text[end]) || _text[end] is '_' or '-'))
            end++;

        return end - _position;
    }

    private string Keyword()
    {
        var length = WordLength();
        return length is 0 or > 16 ? "" : _text.Substring(_position, length).ToLowerInvariant();
    }

    private bool IsWord(string word) =>
        WordLength() == word.Length && string.Compare(_text, _position, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0;

    private void SkipWord() => _position += WordLength();

    /// <summary>The first character behind a word that stands at the position, blanks and line breaks left out.</summary>
    private char PeekBehindWord(string word)
    {
        var before = _position;
        _position += word.Length;
        var errors = _errors.Count;
        SkipTrivia();
        var found = _position < _text.Length && errors == _errors.Count ? _text[_position] : End;
        _position = before;
        return found;
    }

    /// <summary><c>:label foreach …</c></summary>
    private void SkipLabel()
    {
        if (_position + 1 >= _text.Length || _text[_position] != ':' || !char.IsLetter(_text[_position + 1]))
            return;

        _position++;
        SkipWord();
        SkipTrivia();
    }
}
