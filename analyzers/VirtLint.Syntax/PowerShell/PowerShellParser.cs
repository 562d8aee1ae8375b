using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.PowerShell;

/// <summary>Statements and commands.</summary>
internal sealed partial class PowerShellParser
{
    private const char End = '\0';

    private static readonly Literal s_nameless = new("", default);

    private readonly SourceText _source;
    private readonly string _text;
    private readonly ErrorList _errors = new();
    private int _position;
    private int _depth;

    public PowerShellParser(SourceText source)
    {
        _source = source;
        _text = source.ToString();
        _position = Characters.AfterByteOrderMark(_text);
    }

    public PowerShellTree Parse()
    {
        var root = ParseBody(End, _position);
        return new PowerShellTree(_source, root, _errors.ToImmutable());
    }

    /// <summary>Statements up to a closing bracket, which is taken in; up to the end of the text at the outside.</summary>
    private PsBlock ParseBody(char close, int open)
    {
        var statements = ImmutableArray.CreateBuilder<PsStatement>();
        ImmutableArray<PsParameter> parameters = [];
        if (++_depth > Limits.Depth)
        {
            _errors.Add(new TextSpan(open, Math.Min(1, _text.Length - open)), $"blocks nested deeper than {Limits.Depth}");
            _position = _text.Length;
            _depth--;
            return new PsBlock(parameters, [], TextSpan.FromBounds(open, _text.Length));
        }

        while (true)
        {
            SkipSeparators();
            if (_position >= _text.Length)
            {
                if (close != End)
                    _errors.Add(new TextSpan(open, Math.Min(1, _text.Length - open)), $"unterminated block; expected a closing '{close}'");

                break;
            }

            var c = _text[_position];
            if (c == close)
            {
                _position++;
                break;
            }

            if (c is '}' or ')')
            {
                if (close != End)
                    break;

                _errors.Add(new TextSpan(_position, 1), $"unexpected '{c}' that nothing opened");
                _position++;
                continue;
            }

            var before = _position;
            if (IsWord("param") && PeekBehindWord("param") == '(')
                parameters = ParseParameters("param".Length);
            else
                statements.Add(ParseStatement());

            if (_position == before)
                _position++;

            if (_errors.IsFull)
                _position = _text.Length;
        }

        _depth--;
        return new PsBlock(parameters, statements.ToImmutable(), TextSpan.FromBounds(open, _position));
    }

    private PsStatement ParseStatement()
    {
        SkipLabel();
        var start = _position;
        if (IsProperty())
            return ParsePipeline();

        switch (Keyword())
        {
            case "if":
                return ParseIf(start);
            case "foreach" when PeekBehindWord("foreach") == '(':
                return ParseForeach(start);
            case "while" or "for" when PeekBehindWord(Keyword()) == '(':
                return ParseLoop(start);
            case "switch":
                return ParseSwitch(start);
            case "do" or "try" or "trap" or "begin" or "process" or "end" or "clean" or "dynamicparam" when PeekBehindWord(Keyword()) is '{' or '[':
                return ParseBlocks(start);
            case "function" or "filter" or "workflow" or "configuration" or "class" or "enum":
                return ParseDefinition(start);
            case "return" or "throw" or "exit":
                SkipWord();
                SkipBlanks();
                return AtEnd() ? new PsPipeline([], TextSpan.FromBounds(start, _position)) : ParsePipeline();
            default:
                return ParsePipeline();
        }
    }

    private PsCompound ParseIf(int start)
    {
        var heads = ImmutableArray.CreateBuilder<PsNode>();
        var blocks = ImmutableArray.CreateBuilder<PsBlock>();
        do
        {
            SkipWord();
            if (TryGroup() is { } condition)
                heads.Add(condition);

            if (TryBlock() is not { } block)
                break;

            blocks.Add(block);
        }
        while (ContinuesWith("elseif", "else"));

        return Compound("if", start, heads: heads.ToImmutable(), blocks: blocks.ToImmutable());
    }

    private PsCompound ParseForeach(int start)
    {
        SkipWord();
        SkipTrivia();
        var open = _position++;
        SkipTrivia();
        ImmutableArray<PsParameter> variables = [];
        if (_position < _text.Length && _text[_position] == '$' && ParsePrimary() is PsVariable variable)
            variables = [new PsParameter(variable, null)];

        SkipTrivia();
        if (IsWord("in"))
            SkipWord();

        var collection = new PsGroup(PsGroupKind.Value, ParseBody(')', open), TextSpan.FromBounds(open, _position));
        return Compound("foreach", start, parameters: variables, heads: [collection], blocks: TryBlock() is { } block ? [block] : []);
    }

    private PsCompound ParseLoop(int start)
    {
        var keyword = Keyword();
        SkipWord();
        ImmutableArray<PsNode> heads = TryGroup() is { } head ? [head] : [];
        return Compound(keyword, start, heads: heads, blocks: TryBlock() is { } block ? [block] : []);
    }

    private PsCompound ParseSwitch(int start)
    {
        SkipWord();
        var heads = ImmutableArray.CreateBuilder<PsNode>();
        var blocks = ImmutableArray.CreateBuilder<PsBlock>();
        SkipTrivia();
        while (_position < _text.Length && _text[_position] is not ('{' or '}' or ';' or ')'))
        {
            var before = _position;
            heads.Add(ParseArgument());
            if (_position == before)
                _position++;

            SkipTrivia();
        }

        if (_position >= _text.Length || _text[_position] != '{')
            return Compound("switch", start, heads: heads.ToImmutable());

        var open = _position++;
        while (true)
        {
            SkipSeparators();
            if (_position >= _text.Length || _text[_position] is '}' or ')')
                break;

            var before = _position;
            if (_text[_position] == '{' && heads.Count > 0)
            {
                heads.Add(new PsGroup(PsGroupKind.Script, ParseBraces(), TextSpan.FromBounds(before, _position)));
            }
            else
            {
                heads.Add(ParseValueList());
            }

            if (TryBlock() is { } block)
                blocks.Add(block);

            if (_position == before)
                _position++;
        }

        if (_position < _text.Length && _text[_position] == '}')
            _position++;
        else
            _errors.Add(new TextSpan(open, 1), "unterminated block; expected a closing '}'");

        return Compound("switch", start, heads: heads.ToImmutable(), blocks: blocks.ToImmutable());
    }

    /// <summary><c>do { } while ( )</c>, <c>try { } catch [T] { } finally { }</c>, <c>process { }</c>.</summary>
    private PsCompound ParseBlocks(int start)
    {
        var keyword = Keyword();
        var heads = ImmutableArray.CreateBuilder<PsNode>();
        var blocks = ImmutableArray.CreateBuilder<PsBlock>();
        do
        {
            SkipWord();
            SkipTrivia();
            while (_position < _text.Length && _text[_position] == '[')
            {
                var before = _position;
                heads.Add(ParseType(before));
                SkipTrivia();
                if (_position < _text.Length && _text[_position] == ',')
                    _position++;

                SkipTrivia();
            }

            if (TryBlock() is not { } block)
                break;

            blocks.Add(block);
        }
        while (keyword == "try" && ContinuesWith("catch", "finally"));

        if (keyword == "do" && ContinuesWith("while", "until"))
        {
            SkipWord();
            if (TryGroup() is { } condition)
                heads.Add(condition);
        }

        return Compound(keyword, start, heads: heads.ToImmutable(), blocks: blocks.ToImmutable());
    }

    private PsCompound ParseDefinition(int start)
    {
        var keyword = Keyword();
        SkipWord();
        SkipTrivia();
        var name = _position;
        while (_position < _text.Length && !char.IsWhiteSpace(_text[_position]) && _text[_position] is not ('{' or '}' or '(' or ')' or ';'))
            _position++;

        var title = new Literal(_text.Substring(name, _position - name), TextSpan.FromBounds(name, _position));
        SkipTrivia();
        ImmutableArray<PsParameter> parameters = [];
        if (_position < _text.Length && _text[_position] == '(')
            parameters = ParseParameters(0);

        // A class names what it derives from.
        SkipTrivia();
        while (keyword is "class" or "enum" && _position < _text.Length && _text[_position] is not ('{' or '}' or ')' or ';'))
        {
            _position++;
            SkipTrivia();
        }

        return Compound(keyword, start, title, parameters, [], TryBlock() is { } block ? [block] : []);
    }

    /// <summary><c>( [T] $name = default, … )</c></summary>
    private ImmutableArray<PsParameter> ParseParameters(int wordLength)
    {
        _position += wordLength;
        SkipTrivia();
        var open = _position++;
        var parameters = ImmutableArray.CreateBuilder<PsParameter>();
        while (true)
        {
            SkipTrivia();
            if (_position >= _text.Length)
            {
                _errors.Add(new TextSpan(open, Math.Min(1, _text.Length - open)), "unterminated list of parameters; expected a closing ')'");
                break;
            }

            var c = _text[_position];
            if (c == ')')
            {
                _position++;
                break;
            }

            if (c == '}')
                break;

            var before = _position;
            if (c == '[')
            {
                SkipType();
            }
            else if (c == '$' && ParsePrimary() is PsVariable variable)
            {
                SkipTrivia();
                PsExpression? value = null;
                if (_position < _text.Length && _text[_position] == '=')
                {
                    _position++;
                    SkipTrivia();
                    value = ParseOperation(withCommas: false);
                }

                parameters.Add(new PsParameter(variable, value));
            }

            if (_position == before)
                _position++;
        }

        return parameters.ToImmutable();
    }

    private PsStatement ParsePipeline()
    {
        var start = _position;
        var first = ParseElement();
        if (first is PsExpression target && TryAssignment(target, start) is { } assignment)
            return assignment;

        var elements = ImmutableArray.CreateBuilder<PsNode>();
        elements.Add(first);
        while (TryPipe())
            elements.Add(ParseElement());

        var pipeline = new PsPipeline(elements.ToImmutable(), TextSpan.FromBounds(start, _position));
        SkipBlanks();
        if (Starts("&&") || Starts("||"))
        {
            _position += 2;
            SkipTrivia();
            var next = _position;
            if (++_depth > Limits.Depth || AtEnd())
            {
                _depth--;
                return pipeline;
            }

            var rest = ParsePipeline();
            _depth--;
            return Compound("&&", start, heads: [pipeline], blocks: [new PsBlock([], [rest], TextSpan.FromBounds(next, _position))]);
        }

        if (_position < _text.Length && _text[_position] == '&')
            _position++;

        return pipeline;
    }

    private PsNode ParseElement()
    {
        if (StartsExpression())
            return ParseOperation(withCommas: true);

        if (!IsProperty())
            return ParseCommand();

        var start = _position;
        SkipWord();
        var span = TextSpan.FromBounds(start, _position);
        return new PsString([new PsStringPart(_text.Substring(start, _position - start), null)], span, true, span);
    }

    /// <summary>Whether a word with an equals sign stands here: a property in the body of a resource.</summary>
    private bool IsProperty()
    {
        var length = WordLength();
        if (length == 0)
            return false;

        var after = Characters.SkipBlanks(_text, _position + length);
        return after < _text.Length && _text[after] == '=' && (after + 1 >= _text.Length || _text[after + 1] != '=');
    }

    private PsAssignment? TryAssignment(PsExpression target, int start)
    {
        SkipBlanks();
        if (_position >= _text.Length)
            return null;

        var length = _text[_position] == '=' ? 1
            : _text[_position] is '+' or '-' or '*' or '/' or '%' && _position + 1 < _text.Length && _text[_position + 1] == '=' ? 2
            : Starts("??=") ? 3
            : 0;
        if (length == 0)
            return null;

        var sign = _text.Substring(_position, length);
        _position += length;
        SkipTrivia();
        if (++_depth > Limits.Depth || AtEnd())
        {
            _depth--;
            return new PsAssignment(target, sign, new PsPipeline([], new TextSpan(_position, 0)), TextSpan.FromBounds(start, _position));
        }

        var value = ParseStatement();
        _depth--;
        return new PsAssignment(target, sign, value, TextSpan.FromBounds(start, _position));
    }

    private PsCommand ParseCommand()
    {
        var start = _position;
        if (_text[_position] is '&' or '.')
        {
            _position++;
            SkipBlanks();
        }

        var name = _position < _text.Length && !AtEnd() ? ParseArgument() : Missing();
        var arguments = ImmutableArray.CreateBuilder<PsArgument>();
        var end = _position;
        while (true)
        {
            SkipBlanks();
            if (AtEnd() && !TryOpenBody(arguments))
                break;

            var before = _position;
            if (Starts("--%"))
            {
                _position = Characters.EndOfLine(_text, _position);
                end = _position;
                break;
            }

            if (SkipRedirection())
                continue;

            arguments.Add(IsParameter() ? ParseParameter() : Positional());
            if (_position == before)
                _position++;

            end = _position;
        }

        return new PsCommand(name, arguments.ToImmutable(), TextSpan.FromBounds(start, end));
    }

    /// <summary>Whether the body of a configuration's node or resource starts on one of the next lines; goes there.</summary>
    private bool TryOpenBody(ImmutableArray<PsArgument>.Builder arguments)
    {
        if (_position >= _text.Length || !Characters.IsEol(_text[_position]) || arguments.Count is 0 or > 2 || arguments[0].Parameter is not null
            || arguments[arguments.Count - 1].Value is PsGroup)
        {
            return false;
        }

        var before = _position;
        SkipTrivia();
        if (_position < _text.Length && _text[_position] == '{')
            return true;

        _position = before;
        return false;
    }

    private PsArgument Positional()
    {
        var start = _position;
        var value = ParseValueList();
        return new PsArgument(null, value, TextSpan.FromBounds(start, _position));
    }

    private PsArgument ParseParameter()
    {
        var start = _position++;
        while (_position < _text.Length && (char.IsLetterOrDigit(_text[_position]) || _text[_position] is '_' or '-' or '?' or '.'))
            _position++;

        var name = new Literal(_text.Substring(start + 1, _position - start - 1), TextSpan.FromBounds(start, _position));
        if (_position >= _text.Length || _text[_position] != ':')
            return new PsArgument(name, null, name.Span);

        _position++;
        SkipBlanks();
        var value = AtEnd() ? null : ParseValueList();
        return new PsArgument(name, value, TextSpan.FromBounds(start, _position));
    }

    private bool IsParameter() =>
        _position + 1 < _text.Length && IsDash(_text[_position]) && (char.IsLetter(_text[_position + 1]) || _text[_position + 1] is '_' or '?');

    private bool SkipRedirection()
    {
        var i = _position;
        if (_text[i] is '*' or (>= '1' and <= '6'))
            i++;

        if (i >= _text.Length || _text[i] is not ('>' or '<'))
            return false;

        _position = i + 1;
        if (_position < _text.Length && _text[_position] == '>')
            _position++;

        if (_position + 1 < _text.Length && _text[_position] == '&' && char.IsDigit(_text[_position + 1]))
        {
            _position += 2;
            return true;
        }

        SkipBlanks();
        if (!AtEnd())
            ParseArgument();

        return true;
    }

    private PsBlock? TryBlock()
    {
        SkipTrivia();
        return _position < _text.Length && _text[_position] == '{' ? ParseBraces() : null;
    }

    private PsBlock ParseBraces()
    {
        var open = _position++;
        return ParseBody('}', open);
    }

    private PsGroup? TryGroup()
    {
        SkipTrivia();
        if (_position >= _text.Length || _text[_position] != '(')
            return null;

        var open = _position++;
        var body = ParseBody(')', open);
        return new PsGroup(PsGroupKind.Value, body, TextSpan.FromBounds(open, _position));
    }

    /// <summary>Whether a pipe follows, at the end of the line or at the start of the next; takes it in.</summary>
    private bool TryPipe()
    {
        SkipBlanks();
        var before = _position;
        if (_position < _text.Length && Characters.IsEol(_text[_position]))
            SkipTrivia();

        if (_position < _text.Length && _text[_position] == '|' && !Starts("||"))
        {
            _position++;
            SkipTrivia();
            if (_position < _text.Length && _text[_position] is not ('}' or ')' or ';' or '|'))
                return true;
        }

        _position = before;
        return false;
    }

    private bool ContinuesWith(string first, string second)
    {
        var before = _position;
        SkipTrivia();
        if (IsWord(first) || IsWord(second))
            return true;

        _position = before;
        return false;
    }

    private PsCompound Compound(
        string keyword,
        int start,
        Literal? name = null,
        ImmutableArray<PsParameter>? parameters = null,
        ImmutableArray<PsNode>? heads = null,
        ImmutableArray<PsBlock>? blocks = null) =>
        new(keyword, name ?? s_nameless, parameters ?? [], heads ?? [], blocks ?? [], TextSpan.FromBounds(start, _position));
}
