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

    /// <summary>Turns of a loop over a table that are followed.</summary>
    private const int MaxTurns = 128;

    /// <summary>Calls that are read in all: loops within loops can make few lines stand for very many.</summary>
    private const int MaxCalls = 20_000;

    /// <summary>What a pipeline hands to each of its script blocks. // about_Automatic_Variables: $_, $PSItem</summary>
    private static readonly string[] s_current = ["_", "psitem"];

    private static readonly string[] s_each = ["ForEach-Object", "foreach", "%"];

    private readonly SourceFile _file;
    private readonly IReadOnlyDictionary<string, CmdletSignature> _signatures;
    private readonly ScriptVariables _variables;
    private readonly Dictionary<string, ScriptValue> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ScriptCall> _outputs = new(StringComparer.Ordinal);
    private readonly List<ScriptCall> _calls = [];
    private readonly Dictionary<string, ScriptValue> _turn = new(StringComparer.Ordinal);
    private readonly ScriptObjects _objects = new();
    private readonly List<ScriptInvocation> _invocations = [];
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

    public static IReadOnlyList<ScriptCall> Read(PowerShellTree tree, IReadOnlyDictionary<string, CmdletSignature> signatures, SourceFile file) =>
        ReadAll(tree, signatures, file).Calls;

    /// <summary>The commands, and the methods that are handed a table or an object which the script fills.</summary>
    public static (IReadOnlyList<ScriptCall> Calls, IReadOnlyList<ScriptInvocation> Invocations) ReadAll(
        PowerShellTree tree, IReadOnlyDictionary<string, CmdletSignature> signatures, SourceFile file)
    {
        var reader = new ScriptReader(tree, signatures, file);
        reader.Walk(tree.Root, isConditional: false);
        return (reader._calls, reader._invocations);
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
                Fill(assignment, isConditional);
                return;
            case PsMember { Name.Length: > 0, Arguments: [var given] } method when EntriesOf(given) is { Count: > 0 } entries:
                _invocations.Add(new ScriptInvocation(method.Name, ScriptObjects.PathOf(method.Target), RootOf(method.Target), entries, method.Span, isConditional));
                break;
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

        if (compound is { Keyword: "foreach", Parameters: [var each], Heads: [PsExpression collection], Blocks: [var body] } && TurnsOf(collection) is { } turns)
        {
            Repeat(turns, [each.Variable.Name], () => Walk(body, isConditional));
            return;
        }

        for (var i = 0; i < compound.Blocks.Length; i++)
            Walk(compound.Blocks[i], isConditional || ScriptVariables.IsConditional(compound, i));

        _function = outer;
    }

    /// <summary>The entries of a table, or tables of a list, that a loop runs over; null where those are not known, or are only texts.</summary>
    private IReadOnlyList<ScriptValue>? TurnsOf(PsExpression collection)
    {
        var items = Evaluate(collection);
        var isOfTable = items.IsOfTable || (items is { Kind: ScriptValueKind.List, Items.Count: > 0 } && items.Items.All(static item => item is { Kind: ScriptValueKind.Table, IsOpen: false }));
        return isOfTable && !items.IsOpen && items.Items.Count <= MaxTurns && _calls.Count < MaxCalls ? items.Items : null;
    }

    /// <summary>Reads a part once for each value of a variable. What is known in one turn is not in the next.</summary>
    private void Repeat(IReadOnlyList<ScriptValue> turns, string[] variables, Action read)
    {
        foreach (var turn in turns)
        {
            var known = _known.ToList();
            var outer = variables.Select(name => _turn.TryGetValue(name, out var value) ? value : null).ToArray();
            foreach (var name in variables)
                _turn[name] = turn;

            read();
            for (var i = 0; i < variables.Length; i++)
            {
                if (outer[i] is { } value)
                    _turn[variables[i]] = value;
                else
                    _turn.Remove(variables[i]);
            }

            _known.Clear();
            foreach (var entry in known)
                _known[entry.Key] = entry.Value;
        }
    }

    /// <summary>Sets a property of an object that a variable holds, or gives the variable another one.</summary>
    private void Fill(PsAssignment assignment, bool isConditional)
    {
        var target = assignment.Target is PsTyped { Operand: { } operand } ? operand : assignment.Target;
        if (target is PsVariable variable)
        {
            if (assignment.Sign == "=")
                _objects.Reset(variable.Name);

            if (assignment.Value is PsPipeline { Elements: [var made] } && EntriesOf(made) is { } entries && assignment.Sign == "=")
                _objects.Set(variable.Name, "", entries);

            return;
        }

        if (ScriptObjects.RootOf(target) is not { } root || ScriptObjects.PathOf(target) is not { Length: > 0 } path)
            return;

        var value = assignment.Value is PsPipeline { Elements: [PsExpression only] } ? only : null;
        if (assignment.Value is PsPipeline { Elements: [var nested] } && EntriesOf(nested) is { Count: > 0 } parts)
            _objects.Set(root.Name, assignment.Sign == "+=" ? _objects.Next(root.Name, path) : path, parts);
        else if (value is not null && assignment.Sign == "=")
            _objects.Set(root.Name, new ScriptEntry(path, target.Span, isConditional ? Unknown(value, "condition") : Evaluate(value), assignment.Span));
    }

    /// <summary>What an object or a table holds that a method is handed: by name, parts of parts with a dot between.</summary>
    // about_Object_Creation: New-Object -Property, [type]@{…}
    private IReadOnlyList<ScriptEntry>? EntriesOf(PsNode node) => node switch
    {
        PsTyped { Operand: { } operand } => EntriesOf(operand),
        PsGroup { Kind: PsGroupKind.Value, Block.Statements: [PsPipeline { Elements: [var only] }] } => EntriesOf(only),
        PsHashtable table => OfTable(table).Entries,
        PsVariable variable when _objects.Of(variable.Name) is { Count: > 0 } filled => filled,
        PsVariable variable when Evaluate(variable) is { Kind: ScriptValueKind.Table, IsOpen: false } table => table.Entries,
        PsCommand { Name: PsString { Text: { } name } } command when name.Equals("New-Object", StringComparison.OrdinalIgnoreCase) =>
            command.Arguments.Select(static argument => argument.Value).OfType<PsHashtable>().FirstOrDefault() is { } properties ? OfTable(properties).Entries : [],
        _ => null,
    };

    /// <summary>What the variable in front of a method holds: a command's output, where that is known.</summary>
    private ScriptValue? RootOf(PsExpression target)
    {
        while (target is PsMember member)
            target = member.Target;

        return Evaluate(target);
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
        IReadOnlyList<ScriptValue>? turns = null;
        foreach (var element in pipeline.Elements)
        {
            if (element is PsCommand command)
            {
                upstream = Call(command, upstream, isConditional);
                if (turns is not null && command.Name is PsString { Text: { } name } && Array.Exists(s_each, word => word.Equals(name, StringComparison.OrdinalIgnoreCase)))
                {
                    Repeat(turns, s_current, () => WalkArguments(command, isConditional));
                    turns = null;
                    continue;
                }

                turns = null;
                WalkArguments(command, isConditional);
            }
            else
            {
                Walk(element, isConditional);
                upstream = element is PsExpression expression ? SourceOf(expression) : null;
                turns = element is PsExpression collection ? TurnsOf(collection) : null;
            }
        }
    }

    private void WalkArguments(PsCommand command, bool isConditional)
    {
        foreach (var argument in command.Arguments)
            Walk(argument, isConditional);
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
        PsMember { Target: var table } member when Evaluate(table) is { Kind: ScriptValueKind.Table } holder => OfElement(member, holder),
        PsMember { Name: "Name" or "VMName", Target: PsVariable target } when Evaluate(target) is { Kind: ScriptValueKind.Output } output => output,
        PsMember => Unknown(expression, "computed"),
        _ => Unknown(expression, "a value of another type"),
    };

    /// <summary>What a table holds under a name, or the table taken apart: <c>$table.Keys</c>, <c>$table.GetEnumerator()</c>.</summary>
    // about_Hash_Tables
    private ScriptValue OfElement(PsMember member, ScriptValue table)
    {
        var key = member.Name.Length > 0 ? member.Name : member.Arguments is [var index] && Evaluate(index) is { Kind: ScriptValueKind.Text } text ? text.Text : null;
        if (key is null || table.IsOpen)
            return Unknown(member, "computed");

        if (table.Entries.FirstOrDefault(entry => entry.Key.Equals(key, StringComparison.OrdinalIgnoreCase)) is { } found)
            return found.Value;

        return key.ToLowerInvariant() switch
        {
            "keys" => ScriptValue.OfTable([.. table.Entries.Select(static entry => ScriptValue.Of(entry.Key, entry.KeySpan, true, isLiteral: false))], member.Span, TextAt(member.Span)),
            "values" => ScriptValue.OfTable([.. table.Entries.Select(static entry => entry.Value)], member.Span, TextAt(member.Span)),
            "getenumerator" => ScriptValue.OfTable([.. table.Entries.Select(Pair)], member.Span, TextAt(member.Span)),
            _ => Unknown(member, "computed"),
        };
    }

    private static ScriptValue Pair(ScriptEntry entry)
    {
        var key = ScriptValue.Of(entry.Key, entry.KeySpan, true, isLiteral: false);
        return ScriptValue.Of([new ScriptEntry("Key", entry.KeySpan, key, entry.KeySpan), new ScriptEntry("Name", entry.KeySpan, key, entry.KeySpan), new ScriptEntry("Value", entry.Value.Span, entry.Value, entry.Span)], entry.Span, entry.Key);
    }

    private static IEnumerable<ScriptValue> Elements(ScriptValue value) => value.Kind is ScriptValueKind.List ? value.Items : [value];

    private static bool IsPlain(string type) => type.ToLowerInvariant()
        is "string" or "int" or "int32" or "int64" or "uint64" or "long" or "bool" or "boolean" or "switch" or "string[]" or "int[]" or "hashtable" or "ordered" or "uint32" or "array" or "object[]" or "pscustomobject";

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

        if (_turn.TryGetValue(variable.Name, out var turn))
            return turn;

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
