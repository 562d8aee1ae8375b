using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Commands;

/// <summary>Where the characters of a decoded text stand in the file.</summary>
internal readonly struct SpanMap
{
    private readonly TextSpan _span;
    private readonly int[]? _positions;
    private readonly bool _isIdentity;

    /// <param name="text">The decoded text.</param>
    /// <param name="span">Where all of it stands.</param>
    /// <param name="positions">The position of each character, and of the end; null when nothing was decoded.</param>
    public SpanMap(string text, TextSpan span, int[]? positions)
    {
        Text = text;
        _span = span;
        _positions = positions;
        _isIdentity = positions is null && text.Length == span.Length;
    }

    public string Text { get; }

    /// <summary>Whether the text stands in the file as it is, so that an edit of a part of it is safe.</summary>
    public bool IsExact => _isIdentity;

    /// <summary>The span of a part; all of it when the text was decoded by somebody else.</summary>
    public TextSpan this[int start, int end]
    {
        get
        {
            if (_isIdentity)
                return TextSpan.FromBounds(_span.Start + start, _span.Start + end);
            if (_positions is null)
                return _span;

            var first = _positions[start];
            var last = end > start ? _positions[end - 1] + 1 : first;
            return TextSpan.FromBounds(first, System.Math.Max(first, last));
        }
    }

    public TextSpan this[TextSpan part] => this[part.Start, part.End];
}
