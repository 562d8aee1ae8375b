using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Model;
using VirtLint.Syntax.PowerShell;

namespace VirtLint.Formats.PowerShell;

/// <summary>
/// Reads a script without running it: the commands in their order, each parameter with its value where that is a literal or
/// a variable that is only ever one.
/// </summary>
internal sealed class ScriptReader
{
    private const int MaxText = 4096;
    private const int MaxItems = 1024;
    private const int MaxSteps = 32;

    private readonly SourceFile _file;
    private readonly IReadOnlyDictionary<string, CmdletSignature> _signatures;
    private readonly ScriptVariables _variables;
    private readonly Dictionary<string, ScriptValue> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ScriptCall> _outputs = new(StringComparer.Ordinal);
    private readonly List<ScriptCall> _calls = [];
    private readonly Dictionary<PsCommand, ScriptCall> _byCommand = [];
    private int _function;
    private int _functions;
    private int _steps;

    private ScriptReader(PowerShellTree tree, IReadOnlyDictionary<string, CmdletSignature> signatures, SourceFile file)
    {
        _file = file;
        _signatures = signatures;
        _variables = new ScriptVariables(tree.Root);
    }

    public static IReadOnlyList<ScriptCall> Read(PowerShellTree tree, IReadOnlyDictionary<string, CmdletSignature> signatures, SourceFile file)
    {
        var reader = new ScriptReader(tree, signatures, file);
        reader.Walk(tree.Root, isConditional: false);
        return reader._calls;
    }

    private void Walk(PsNode node, bool isConditional)
    {
        switch (node)
        {
            case PsPipeline pipeline:
                WalkPipeline(pipeline, isConditional);
                return;
            case PsAssignment assignment:
                Walk(assignment.Value, isConditional);
                Remember(assignment);
                return;
            case PsCompound compound:
                WalkCompound(compound, isConditional);
                return;
        }

        foreach (var child in node.Children)
            Walk(child, isConditional);
    }

    private void WalkCompound(PsCompound compound, bool isConditional)
    {
        foreach (var head in compound.Heads)
            Walk(head, isConditional);

        var outer = _function;
        if (compound.Keyword is "function" or "filter" or "workflow")
            _function = ++_functions;

        for (var i = 0; i < compound.Blocks.Length; i++)
            Walk(compound.Blocks[i], isConditional || ScriptVariables.IsConditional(compound, i));

        _function = outer;
    }

    /// <summary>What a variable is given last, where that is a command's output: <c>$vm = New-VM …</c>.</summary>
    private void Remember(PsAssignment assignment)
    {
        var target = assignment.Target is PsTyped { Operand: { } operand } ? operand : assignment.Target;
        if (target is not PsVariable variable)
            return;

        if (assignment.Value is PsPipeline { Elements: [.., PsCommand last] } && _byCommand.TryGetValue(last, out var call))
            _outputs[variable.Name] = call;
        else
            _outputs.Remove(variable.Name);
    }

    private void WalkPipeline(PsPipeline pipeline, bool isConditional)
    {
        ScriptCall? upstream = null;
        foreach (var element in pipeline.Elements)
        {
            if (element is PsCommand command)
            {
                upstream = Call(command, upstream, isConditional);
                foreach (var argument in command.Arguments)
                    Walk(argument, isConditional);
            }
            else
            {
                Walk(element, isConditional);
                upstream = element is PsExpression expression ? SourceOf(expression) : null;
            }
        }
    }

    /// <summary>The command whose output starts a pipeline; one that names what a variable holds where no command is known.</summary>
    private ScriptCall? SourceOf(PsExpression expression)
    {
        if (Evaluate(expression) is { Call: { } call })
            return call;

        var source = new ScriptCall("", new PsCommand(expression, [], expression.Span), _file) { Function = _function };
        source.Add("InputObject", expression.Span, Evaluate(expression), expression.Span);
        return source;
    }

    private ScriptCall? Call(PsCommand command, ScriptCall? upstream, bool isConditional)
    {
        if (command.Name is not PsString { Text: { Length: > 0 } written })
            return null;

        // A cmdlet may be written with its module: Hyper-V\Get-VM
        var name = written.Substring(written.LastIndexOf('\\') + 1);
        _signatures.TryGetValue(name, out var signature);
        var call = new ScriptCall(signature?.Name ?? name, command, _file) { IsConditional = isConditional, Function = _function, Upstream = upstream };
        _byCommand[command] = call;
        Bind(call, signature);
        if (!call.IsRehearsal)
            _calls.Add(call);

        return call;
    }

    private void Bind(ScriptCall call, CmdletSignature? signature)
    {
        var bare = new List<PsExpression>();
        var arguments = call.Command.Arguments;
        for (var i = 0; i < arguments.Length; i++)
        {
            var argument = arguments[i];
            if (argument.Parameter is not { } written)
            {
                if (argument.Value is PsVariable { IsSplatted: true } table)
                    Spread(call, table, signature);
                else if (argument.Value is { } value)
                    bare.Add(value);

                continue;
            }

            var parameter = signature?.Parameter(written.Text) ?? written.Text;
            var takesNext = argument.Value is null && signature?.IsSwitch(parameter) != true && i + 1 < arguments.Length
                && arguments[i + 1] is { Parameter: null, Value: not PsVariable { IsSplatted: true } };
            var given = argument.Value ?? (takesNext ? arguments[++i].Value : null);
            var end = given?.Span.End ?? argument.Span.End;
            call.Add(
                parameter,
                written.Span,
                given is null ? ScriptValue.Of("$true", written.Span, false, false) : Evaluate(given),
                TextSpan.FromBounds(StartOfBlanks(argument.Span.Start), Math.Max(end, argument.Span.End)));
        }

        if (signature is null)
        {
            for (var i = 0; i < bare.Count; i++)
                call.Add("#" + i, bare[i].Span, Evaluate(bare[i]), bare[i].Span);

            return;
        }

        // Bare values go to the places whose parameters are not named.
        using var places = signature.Places.Where(place => call.Find(place) is null).ToList().GetEnumerator();
        foreach (var value in bare)
        {
            if (!places.MoveNext())
                break;

            call.Add(places.Current, value.Span, Evaluate(value), TextSpan.FromBounds(StartOfBlanks(value.Span.Start), value.Span.End));
        }
    }

    private int StartOfBlanks(int position)
    {
        while (position > 0 && _file.Text[position - 1] is ' ' or '\t')
            position--;

        return position;
    }

    private void Spread(ScriptCall call, PsVariable table, CmdletSignature? signature)
    {
        var value = Evaluate(table);
        if (value.Kind is not ScriptValueKind.Table)
        {
            call.IsOpen = true;
            return;
        }

        call.IsOpen |= value.IsOpen;
        foreach (var entry in value.Entries)
        {
            var parameter = signature?.Parameter(entry.Key) ?? entry.Key;
            call.Add(parameter, entry.KeySpan, entry.Value, entry.Span);
        }
    }

    private string TextAt(TextSpan span) => _file.Text.ToString(span.Length > MaxText ? new TextSpan(span.Start, MaxText) : span);

    private ScriptValue Unknown(PsExpression expression, string reason) => ScriptValue.Unknown(expression.Span, TextAt(expression.Span), reason);

    private ScriptValue Evaluate(PsExpression expression) => expression switch
    {
        PsString text => OfText(text),
        PsNumber number => ScriptValue.Of(number.Value, number.Span, false, isLiteral: true),
        PsVariable variable => OfVariable(variable),
        PsList list => ScriptValue.Of([.. list.Items.Select(Evaluate)], list.Span, TextAt(list.Span)),
        PsHashtable table => OfTable(table),
        PsGroup { Kind: PsGroupKind.Array } array => ScriptValue.Of([.. array.Block.Statements.SelectMany(statement => Elements(OfStatement(statement, array))).Take(MaxItems)], array.Span, TextAt(array.Span)),
        PsGroup { Kind: PsGroupKind.Value, Block.Statements: [var only] } group => OfStatement(only, group),
        PsTyped { Operand: { } operand, Type: var type } when IsPlain(type) => Evaluate(operand),
        PsOperation => Unknown(expression, "computed"),
        PsMember { Name: "Name" or "VMName", Target: PsVariable target } when Evaluate(target) is { Kind: ScriptValueKind.Output } output => output,
        PsMember => Unknown(expression, "computed"),
        _ => Unknown(expression, "a value of another type"),
    };

    private static IEnumerable<ScriptValue> Elements(ScriptValue value) => value.Kind is ScriptValueKind.List ? value.Items : [value];

    private static bool IsPlain(string type) => type.ToLowerInvariant()
        is "string" or "int" or "int32" or "int64" or "uint64" or "long" or "bool" or "boolean" or "switch" or "string[]" or "int[]" or "hashtable" or "ordered" or "uint32" or "array" or "object[]";

    private ScriptValue OfStatement(PsStatement statement, PsExpression whole)
    {
        if (statement is not PsPipeline { Elements: [.., var last] } pipeline)
            return Unknown(whole, "computed");

        if (last is PsCommand command)
        {
            return _byCommand.TryGetValue(command, out var call) ? ScriptValue.Of(call, whole.Span, TextAt(whole.Span)) : OutputOf(pipeline, whole);
        }

        return pipeline.Elements.Length == 1 && last is PsExpression expression ? Evaluate(expression) : Unknown(whole, "computed");
    }

    /// <summary>Commands in brackets that stand in front of the command that they are an argument of: <c>-VM (Get-VM db01)</c>.</summary>
    private ScriptValue OutputOf(PsPipeline pipeline, PsExpression whole)
    {
        if (_steps >= MaxSteps)
            return Unknown(whole, "computed");

        _steps++;
        ScriptCall? upstream = null;
        foreach (var element in pipeline.Elements)
        {
            if (element is not PsCommand { Name: PsString { Text: { Length: > 0 } written } } command)
            {
                upstream = null;
                continue;
            }

            var name = written.Substring(written.LastIndexOf('\\') + 1);
            _signatures.TryGetValue(name, out var signature);
            upstream = new ScriptCall(signature?.Name ?? name, command, _file) { Function = _function, Upstream = upstream };
            Bind(upstream, signature);
        }

        _steps--;
        return upstream is null ? Unknown(whole, "computed") : ScriptValue.Of(upstream, whole.Span, TextAt(whole.Span));
    }

    private ScriptValue OfText(PsString text)
    {
        if (text.Text is { } known)
            return ScriptValue.Of(known, text.ValueSpan, !text.IsBare, isLiteral: true);

        var built = "";
        foreach (var part in text.Parts)
        {
            if (part.Text is { } characters)
            {
                built += characters;
            }
            else if (part.Expression is { } expression && Evaluate(expression) is { Kind: ScriptValueKind.Text } value)
            {
                built += value.Text;
            }
            else
            {
                // The text of one variable alone is that variable.
                return text.Parts.Length == 1 && part.Expression is PsVariable variable ? Unknown(variable, "variable") : Unknown(text, "variable");
            }

            if (built.Length > MaxText)
                return Unknown(text, "a long text");
        }

        return ScriptValue.Of(built, text.ValueSpan, !text.IsBare, isLiteral: false);
    }

    private ScriptValue OfVariable(PsVariable variable)
    {
        switch (variable.Name)
        {
            case "true":
                return ScriptValue.Of("$true", variable.Span, false, isLiteral: true);
            case "false":
                return ScriptValue.Of("$false", variable.Span, false, isLiteral: true);
            case "null":
                return Unknown(variable, "nothing");
        }

        var isOpen = _variables.IsChanged(variable.Name);
        if (_known.TryGetValue(variable.Name, out var known))
            return known.At(variable.Span, TextAt(variable.Span), isOpen);

        if (_outputs.TryGetValue(variable.Name, out var call))
            return ScriptValue.Of(call, variable.Span, TextAt(variable.Span));

        if (_variables.ValueOf(variable.Name) is not PsPipeline { Elements: [PsExpression value] } || _steps >= MaxSteps)
            return Unknown(variable, variable.Name.StartsWith("env:", StringComparison.Ordinal) ? "environment variable" : "variable");

        // A variable that is made of itself stays unknown.
        _known[variable.Name] = Unknown(variable, "variable");
        _steps++;
        var given = Evaluate(value);
        _steps--;
        _known[variable.Name] = given;
        return given.At(variable.Span, TextAt(variable.Span), isOpen);
    }

    private ScriptValue OfTable(PsHashtable table)
    {
        var entries = new List<ScriptEntry>();
        foreach (var entry in table.Entries)
        {
            if (entry.Key is PsString { Text: { } key } || (entry.Key is PsNumber number && (key = number.Value) is not null))
                entries.Add(new ScriptEntry(key, entry.Key.Span, OfStatement(entry.Value, entry.Value is PsPipeline { Elements: [PsExpression only] } ? only : entry.Key), entry.Span));
        }

        return ScriptValue.Of(entries, table.Span, TextAt(table.Span));
    }
}
