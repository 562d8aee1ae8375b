using System.Collections.Immutable;
using System.Text;
using VirtLint.Syntax.Commands;

namespace VirtLint.Syntax.Ovsdb;

/// <summary>An argument of a database command: <c>COLUMN[:KEY]=VALUE</c>, or a value alone.</summary>
/// <remarks>ovs-vsctl(8), "Database Values": sets in brackets or not, maps in braces or not, strings in double quotes.</remarks>
public sealed class OvsdbArgument
{
    private OvsdbArgument(Literal column, Literal? key, OvsdbValue value)
    {
        Column = column;
        Key = key;
        Value = value;
    }

    public Literal Column { get; }

    /// <summary>The key of a map's one element that is set; null where the whole column is.</summary>
    public Literal? Key { get; }

    public OvsdbValue Value { get; }

    /// <summary>Reads <c>COLUMN[:KEY]=VALUE</c>; null when the word is none.</summary>
    public static OvsdbArgument? Parse(CommandWord word)
    {
        var text = word.Text;
        var end = 0;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '-'))
            end++;

        if (end == 0 || end >= text.Length || text[end] is not (':' or '='))
            return null;

        var map = word.Map;
        var column = new Literal(text.Substring(0, end), map[0, end]);
        Literal? key = null;
        var reader = new Reader(map, end + 1);
        if (text[end] == ':')
        {
            key = reader.ReadAtom();
            if (!reader.Skip('='))
                return null;
        }

        return new(column, key, reader.ReadValue());
    }

    /// <summary>Reads the word as a value: what <c>add</c> and <c>remove</c> take.</summary>
    public static OvsdbValue ParseValue(CommandWord word) => new Reader(word.Map, 0).ReadValue();

    private struct Reader(SpanMap map, int position)
    {
        private int _position = position;
        private bool _hasOpenExpansion;

        public bool Skip(char c)
        {
            if (_position >= map.Text.Length || map.Text[_position] != c)
                return false;

            _position++;
            return true;
        }

        public OvsdbValue ReadValue()
        {
            var text = map.Text;
            var start = _position;
            var atoms = ImmutableArray.CreateBuilder<OvsdbAtom>();
            while (_position < text.Length)
            {
                if (text[_position] is ',' or ' ' or '\t' or '[' or ']' or '}' || IsBrace())
                {
                    _position++;
                    continue;
                }

                var before = _position;
                var atom = ReadAtom();
                if (Skip('='))
                    atoms.Add(new(atom, ReadAtom()));
                else
                    atoms.Add(new(null, atom));

                if (_position == before)
                    _position++;
            }

            return new(atoms.ToImmutable(), map[start, text.Length]);
        }

        /// <summary>A quoted string, or everything up to the next mark; an expansion is one piece.</summary>
        public Literal ReadAtom()
        {
            var text = map.Text;
            if (_position < text.Length && text[_position] == '"')
                return ReadString();

            var start = _position;
            while (_position < text.Length && text[_position] is not (',' or ' ' or '\t' or '=' or ']' or '}'))
                _position = AfterExpansion(_position);

            return new(text.Substring(start, _position - start), map[start, _position]);
        }

        private Literal ReadString()
        {
            var text = map.Text;
            var start = ++_position;
            var decoded = new StringBuilder();
            while (_position < text.Length && text[_position] != '"')
            {
                if (text[_position] == '\\' && _position + 1 < text.Length)
                    _position++;

                decoded.Append(text[_position++]);
            }

            var literal = new Literal(decoded.ToString(), map[start, System.Math.Min(_position, text.Length)]);
            _position = System.Math.Min(_position + 1, text.Length);
            return literal;
        }

        /// <summary>A brace that opens a map, not a placeholder.</summary>
        private readonly bool IsBrace() => map.Text[_position] == '{' && !(_position + 1 < map.Text.Length && map.Text[_position + 1] is '{' or '%');

        private int AfterExpansion(int position)
        {
            var text = map.Text;
            var next = position + 1 < text.Length ? text[position + 1] : '\0';
            var close = (text[position], next) switch
            {
                ('$', '{') => "}",
                ('$', '(') => ")",
                ('{', '{') => "}}",
                ('{', '%') => "%}",
                _ => "",
            };
            if (close.Length == 0 || _hasOpenExpansion)
                return position + 1;

            var end = text.IndexOf(close, position + 2, System.StringComparison.Ordinal);
            _hasOpenExpansion = end < 0;
            return end < 0 ? position + 1 : end + close.Length;
        }
    }
}
