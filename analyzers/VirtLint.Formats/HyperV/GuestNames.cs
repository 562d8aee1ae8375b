using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.PowerShell;

namespace VirtLint.Formats.HyperV;

/// <summary>A virtual machine as a command names it.</summary>
/// <param name="Key">Equal for two commands exactly when they are about one machine, as far as can be told.</param>
/// <param name="Name">The name, or the expression that gives it.</param>
internal readonly record struct GuestName(string Key, string Name, TextSpan Span);

/// <summary>Finds out which virtual machines a command is about.</summary>
internal static class GuestNames
{
    private const int MaxSteps = 16;

    /// <summary>The machines that a command names, or gets through the pipe; none where it names none.</summary>
    public static IEnumerable<GuestName> Of(ScriptCall call) => Of(call, 0);

    private static IEnumerable<GuestName> Of(ScriptCall call, int steps)
    {
        if (steps > MaxSteps)
            return [];

        if (Named(call) is { } value)
            return Of(value, call, steps);

        if (call.Name.Length == 0 && call.Value("InputObject") is { } input)
            return Of(input, call, steps);

        if (call.Upstream is { } upstream)
            return Of(upstream, steps + 1);

        return call.Name == "Get-VM" ? [new GuestName("*", "*", call.Anchor)] : [];
    }

    private static ScriptValue? Named(ScriptCall call) =>
        call.Value("VMName") ?? call.Value("VM") ?? (call.Name.EndsWith("-VM", StringComparison.Ordinal) ? call.Value("Name") ?? call.Value("Id") : null);

    private static IEnumerable<GuestName> Of(ScriptValue value, ScriptCall call, int steps)
    {
        switch (value.Kind)
        {
            case ScriptValueKind.Text:
                yield return new GuestName("=" + value.Text.ToLowerInvariant(), value.Text, value.Span);
                break;
            case ScriptValueKind.List:
                foreach (var item in value.Items)
                {
                    foreach (var name in Of(item, call, steps))
                        yield return name;
                }

                break;
            case ScriptValueKind.Output when value.Call is { } source && source.Command != call.Command:
                foreach (var name in Of(source, steps + 1))
                    yield return name;

                break;
            default:
                var text = Simplified(value.Text);
                yield return new GuestName($"{call.Function}:{text.ToLowerInvariant()}", text, value.Span);
                break;
        }
    }

    /// <summary>A variable is the same machine as its name.</summary>
    private static string Simplified(string expression)
    {
        foreach (var suffix in new[] { ".Name", ".VMName" })
        {
            if (expression.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
                return expression.Substring(0, expression.Length - suffix.Length);
        }

        return expression;
    }
}
