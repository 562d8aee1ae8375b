using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Hcl;
using VirtLint.Syntax;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.Ansible;

/// <summary>The arguments of a task, or a mapping within them, with the values of their variables.</summary>
internal sealed class ArgumentNode : ConfigNode
{
    private readonly Dictionary<string, Argument> _arguments;
    private readonly Dictionary<string, HclValue?> _values = new(StringComparer.Ordinal);
    private readonly VariableScope _scope;
    private readonly AnsibleFile _file;

    private ArgumentNode(Dictionary<string, Argument> arguments, TextSpan anchor, TextSpan span, VariableScope scope, AnsibleFile file)
    {
        _arguments = arguments;
        _scope = scope;
        _file = file;
        Anchor = anchor;
        Span = span;
    }

    public override TextSpan Anchor { get; }

    public override TextSpan Span { get; }

    public override IEnumerable<string> Names => _arguments.Keys;

    /// <param name="call">What the task states.</param>
    /// <param name="module">Its module, which knows some arguments by several names.</param>
    /// <param name="defaults">What holds where the task is silent, the nearest first.</param>
    public static ArgumentNode Of(TaskCall call, AnsibleModule module, IReadOnlyList<(YamlMapping Arguments, AnsibleFile File)> defaults, VariableScope scope, AnsibleFile file)
    {
        var arguments = new Dictionary<string, Argument>(StringComparer.Ordinal);
        if (call.Arguments is { } own)
            Take(own, file, module, arguments);

        foreach (var word in call.Words)
            arguments[module.NameOf(word.Name)] = word;

        foreach (var (mapping, from) in defaults)
            Take(mapping, from, module, arguments);

        return new(arguments, call.ModuleSpan, call.Arguments?.Span ?? call.ModuleSpan, scope, file);
    }

    private static ArgumentNode Of(YamlMapping mapping, VariableScope scope, AnsibleFile file)
    {
        var arguments = new Dictionary<string, Argument>(StringComparer.Ordinal);
        Take(mapping, file, null, arguments);
        return new(arguments, mapping.Anchor, mapping.Span, scope, file);
    }

    /// <summary>The value's node where the task itself writes it out.</summary>
    public YamlNode? Written(string name) => _arguments.TryGetValue(name, out var argument) && argument.File == _file ? argument.Node : null;

    /// <summary>A text with its templates filled in.</summary>
    public HclValue Fill(string template) => _scope.Evaluator.Text(template, _scope);

    public override HclValue? Value(string name)
    {
        if (_values.TryGetValue(name, out var known))
            return known;

        HclValue? value = null;
        if (_arguments.TryGetValue(name, out var argument))
        {
            // A default of another file's play is written there, and used here.
            var elsewhere = argument.File == _file ? null : argument.File.Context.File;
            value = argument.Node is { } node ? _scope.Evaluator.Evaluate(node, _scope, elsewhere) : _scope.Evaluator.Text(argument.Text, _scope);
        }

        return _values[name] = value?.Kind is HclKind.Null ? null : value;
    }

    public override IReadOnlyList<ConfigNode> Nodes(string name) =>
        _arguments.TryGetValue(name, out var argument) && argument.Node is { } node ? [.. NodesOf(node, argument)] : [];

    public override IReadOnlyList<Literal> Texts(string name) =>
        Written(name) is YamlSequence list ? [.. list.Nodes.SelectMany(item => Flat(_scope.Evaluator.Evaluate(item, _scope), SpanOf(item)))] : base.Texts(name);

    public override (TextSpan Name, TextSpan Value, TextSpan Full)? Place(string name)
    {
        if (!_arguments.TryGetValue(name, out var argument))
            return null;

        return argument.File == _file
            ? (argument.NameSpan, argument.ValueSpan, TextSpan.FromBounds(argument.NameSpan.Start, Math.Max(argument.NameSpan.End, argument.ValueSpan.End)))
            : (Anchor, Anchor, Anchor);
    }

    public override TextSpan? ItemSpan(string name, int index) =>
        Written(name) is YamlSequence list && index < list.Nodes.Length ? SpanOf(list.Nodes[index]) : null;

    public override string TextAt(TextSpan span) => _file.Context.File.Text.ToString(span);

    public override TextChange? Replace(Setting setting, string value)
    {
        if (At(setting) is { Owner: not null } argument)
            return argument.File == _file && TextAt(argument.ValueSpan) == setting.Value && argument.Node is YamlScalar scalar ? new TextChange(argument.ValueSpan, scalar.IsQuoted ? value : Quoted(value)) : null;

        return Nested(setting)?.Replace(setting, value);
    }

    public override TextChange? Insert(string key, string value) =>
        key.IndexOf('/') < 0 && _arguments.Values.FirstOrDefault(argument => argument.Owner is not null && argument.File == _file) is { Owner: { } owner } && owner.Span.IntersectsWith(Span)
            ? owner.Insert(key, Quoted(value))
            : null;

    /// <summary>Lines and indentation make the structure: nothing is taken out of it.</summary>
    public override TextChange? Remove(Setting setting) => null;

    private static string Quoted(string value) => value.Length > 0 && value.All(static c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or '/') && char.IsLetterOrDigit(value[0]) ? value : $"\"{value.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";

    private Argument? At(Setting setting) => _arguments.TryGetValue(setting.Key, out var argument) && argument.NameSpan == setting.KeySpan ? argument : null;

    private ConfigNode? Nested(Setting setting) => _arguments.Values
        .Where(argument => argument.File == _file && argument.Node is not null && argument.Node.Span.Contains(setting.KeySpan))
        .SelectMany(argument => NodesOf(argument.Node!, argument))
        .FirstOrDefault(node => node.Span.Contains(setting.KeySpan));

    private IEnumerable<ConfigNode> NodesOf(YamlNode node, Argument argument) => node switch
    {
        YamlMapping mapping when argument.File == _file => [Of(mapping, _scope, _file)],
        YamlSequence list when argument.File == _file => list.Nodes.SelectMany(item => NodesOf(item, argument)),
        _ => ValueNode.Of(_scope.Evaluator.Evaluate(node, _scope, argument.File == _file ? null : argument.File.Context.File), argument.File == _file ? SpanOf(node) : Anchor, _file.Context.File.Text),
    };

    private static void Take(YamlMapping mapping, AnsibleFile file, AnsibleModule? module, Dictionary<string, Argument> into)
    {
        foreach (var entry in mapping.Entries)
        {
            var name = module?.NameOf(entry.Key.Text) ?? entry.Key.Text;
            if (!into.TryGetValue(name, out var taken) || (taken.Owner == mapping && !entry.IsMerged))
                into[name] = new(name, entry.Key.Span, SpanOf(entry.Value), entry.Value, "", mapping, file);
        }
    }

    private static TextSpan SpanOf(YamlNode node) => node is YamlScalar scalar ? scalar.ValueSpan : node.Span;
}

/// <summary>A mapping that a variable holds: its members are written elsewhere.</summary>
internal sealed class ValueNode : ConfigNode
{
    private readonly HclValue _value;
    private readonly SourceText _text;

    private ValueNode(HclValue value, TextSpan span, SourceText text)
    {
        _value = value;
        _text = text;
        Span = span;
    }

    public override TextSpan Anchor => Span;

    public override TextSpan Span { get; }

    public override IEnumerable<string> Names => _value.Kind is HclKind.Map ? _value.Members.Keys : [];

    public static IEnumerable<ConfigNode> Of(HclValue value, TextSpan span, SourceText text) => value.Kind switch
    {
        HclKind.List => value.Items.SelectMany(item => Of(item, span, text)),
        HclKind.Map or HclKind.Unknown => [new ValueNode(value, span, text)],
        _ => [],
    };

    public override HclValue? Value(string name) => _value.Kind switch
    {
        HclKind.Map => _value.Members.TryGetValue(name, out var member) && member.Kind is not HclKind.Null ? member : null,
        HclKind.Unknown => _value,
        _ => null,
    };

    public override IReadOnlyList<ConfigNode> Nodes(string name) => Value(name) is { } value ? [.. Of(value, Span, _text)] : [];

    public override (TextSpan Name, TextSpan Value, TextSpan Full)? Place(string name) => (Span, Span, Span);

    public override string TextAt(TextSpan span) => _text.ToString(span);

    public override TextChange? Replace(Setting setting, string value) => null;

    public override TextChange? Remove(Setting setting) => null;
}
