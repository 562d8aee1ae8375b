using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Syntax;
using VirtLint.Syntax.PowerShell;

namespace VirtLint.Formats.HyperV;

/// <summary>A resource in a configuration of Desired State Configuration: its properties, with the values that are written out.</summary>
internal sealed class DscResource : SettingScope
{
    private readonly List<Setting> _settings = [];

    private DscResource(string type, PsCommand command)
    {
        Type = type;
        Anchor = command.Name.Span;
        Span = command.Span;
    }

    /// <summary>The type, without the <c>x</c> that older modules put before it.</summary>
    public string Type { get; }

    public override TextSpan Anchor { get; }

    public override TextSpan Span { get; }

    public override IEnumerable<Setting> Settings => _settings;

    public override Setting? Find(string key) => _settings.FindLast(setting => setting.Key.Equals(key, StringComparison.OrdinalIgnoreCase));

    /// <summary>The resources of all configurations of a script, in its order.</summary>
    public static IEnumerable<DscResource> In(PowerShellTree tree, string[] types)
    {
        var open = new Stack<(PsNode Node, bool IsInside)>();
        open.Push((tree.Root, false));
        while (open.Count > 0)
        {
            var (node, isInside) = open.Pop();
            if (isInside && node is PsCommand command && Of(command, types) is { } resource)
            {
                yield return resource;
                continue;
            }

            var goesIn = isInside || node is PsCompound { Keyword: "configuration" };
            foreach (var child in node.Children.Reverse())
                open.Push((child, goesIn));
        }
    }

    private static DscResource? Of(PsCommand command, string[] types)
    {
        if (command.Name is not PsString { Text: { } name } || command.Arguments.LastOrDefault()?.Value is not PsGroup { Block: { } body })
            return null;

        var type = Array.Find(types, known => name.Equals(known, StringComparison.OrdinalIgnoreCase) || name.Equals("x" + known, StringComparison.OrdinalIgnoreCase));
        if (type is null)
            return null;

        var resource = new DscResource(type, command);
        foreach (var assignment in body.Statements.OfType<PsAssignment>())
        {
            if (assignment.Target is PsString { Text: { } key } target)
                resource.Add(key, target.Span, assignment);
        }

        return resource;
    }

    private void Add(string key, TextSpan keySpan, PsAssignment assignment)
    {
        var value = assignment.Value is PsPipeline { Elements: [PsExpression only] } ? only : null;
        var (text, span) = value switch
        {
            PsString { Text: { } literal } written => (literal, written.ValueSpan),
            PsNumber number => (number.Value, number.Span),
            PsVariable { Name: "true" or "false" } flag => ("$" + flag.Name, flag.Span),
            _ => (null, assignment.Value.Span),
        };
        _settings.Add(new Setting(key, keySpan, text ?? "", span, assignment.Span)
        {
            IsQuoted = value is PsString { IsBare: false },
            IsEvaluated = true,
            Unresolved = text is null ? "an expression" : null,
        });
    }
}
