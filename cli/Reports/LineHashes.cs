using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Cli.Reports;

/// <summary>
/// The <c>primaryLocationLineHash</c> of each line of a file, by which code scanning knows a finding again.
/// </summary>
/// <remarks>github/codeql-action, src/fingerprints.ts: a hash that differs from the uploader's own is worse than none.</remarks>
internal static class LineHashes
{
    private const int Window = 100;

    private const ulong Multiplier = 37;

    private const char EndOfFile = '\uFFFF';

    private const char ByteOrderMark = '\uFEFF';

    private static readonly ulong Leaving = Power(Multiplier, Window);

    /// <summary>The hash of each line, the first at index 0; null where the uploader would see other characters than we do.</summary>
    public static IReadOnlyList<string>? Of(SourceText text)
    {
        if (text.Encoding is not (null or UTF8Encoding))
            return null;

        var source = text.ToString();
        // Roslyn counts these as ends of lines, the uploader does not.
        if (source.AsSpan().IndexOfAny('\u0085', '\u2028', '\u2029') >= 0)
            return null;

        return Of(text.Encoding is { } encoding && encoding.GetPreamble().Length > 0 ? ByteOrderMark + source : source);
    }

    public static IReadOnlyList<string> Of(string text)
    {
        var lines = new Lines();
        foreach (var c in text)
            lines.Add(c);

        return lines.Finish();
    }

    private static ulong Power(ulong value, int exponent)
    {
        var power = 1UL;
        for (var i = 0; i < exponent; i++)
            power = unchecked(power * value);

        return power;
    }

    /// <summary>A rolling hash over the last hundred characters: a line's hash is taken when its first one leaves.</summary>
    private sealed class Lines
    {
        private readonly char[] _window = new char[Window];
        private readonly bool[] _startsLine = new bool[Window];
        private readonly Dictionary<ulong, int> _occurrences = [];
        private readonly List<string> _hashes = [];
        private ulong _hash;
        private int _index;
        private bool _atLineStart = true;
        private bool _afterReturn;

        public void Add(char c)
        {
            if (c is ' ' or '\t' || (c == '\n' && _afterReturn))
            {
                _afterReturn = false;
                return;
            }

            _afterReturn = c == '\r';
            Push(c == '\r' ? '\n' : c, _atLineStart);
            _atLineStart = c is '\r' or '\n';
        }

        public IReadOnlyList<string> Finish()
        {
            Add(EndOfFile);
            for (var i = 0; i < Window; i++)
                Push('\0', startsLine: false);

            return _hashes;
        }

        private void Push(char c, bool startsLine)
        {
            if (_startsLine[_index])
            {
                var occurrence = _occurrences.GetValueOrDefault(_hash) + 1;
                _occurrences[_hash] = occurrence;
                _hashes.Add(_hash.ToString("x", CultureInfo.InvariantCulture) + ":" + occurrence.ToString(CultureInfo.InvariantCulture));
            }

            _hash = unchecked((Multiplier * _hash) + c - (Leaving * _window[_index]));
            _window[_index] = c;
            _startsLine[_index] = startsLine;
            _index = (_index + 1) % Window;
        }
    }
}
