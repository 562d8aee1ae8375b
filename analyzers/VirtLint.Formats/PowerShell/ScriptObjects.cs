using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Syntax.PowerShell;

namespace VirtLint.Formats.PowerShell;

/// <summary>A method that a script calls with one table or object of its own.</summary>
/// <param name="Name">The method.</param>
/// <param name="Path">The names between variable and method: <c>system.settings.advanced.set</c>.</param>
/// <param name="Root">What stands in front of them; null where that is no variable.</param>
/// <param name="Entries">What it is handed.</param>
internal sealed record ScriptInvocation(string Name, string Path, ScriptValue? Root, IReadOnlyList<ScriptEntry> Entries, TextSpan Span, bool IsConditional);

/// <summary>The objects that the variables of a script hold, as far as it sets their properties one by one.</summary>
internal sealed class ScriptObjects
{
    private const int MaxEntries = 1024;

    private readonly Dictionary<string, List<ScriptEntry>> _entries = new(StringComparer.Ordinal);

    /// <summary>The properties of what a variable holds, those of its parts with a dot between; null where none is set.</summary>
    public IReadOnlyList<ScriptEntry>? Of(string variable) => _entries.TryGetValue(variable, out var entries) ? entries : null;

    public void Reset(string variable) => _entries.Remove(variable);

    public void Set(string variable, ScriptEntry entry)
    {
        if (!_entries.TryGetValue(variable, out var entries))
            _entries[variable] = entries = [];

        entries.RemoveAll(before => before.Key.Equals(entry.Key, StringComparison.OrdinalIgnoreCase));
        if (entries.Count < MaxEntries)
            entries.Add(entry);
    }

    /// <summary>Sets a property to an object, or the variable itself where the path is empty.</summary>
    public void Set(string variable, string path, IReadOnlyList<ScriptEntry> parts)
    {
        foreach (var part in parts.ToList())
            Set(variable, part with { Key = path.Length == 0 ? part.Key : $"{path}.{part.Key}" });
    }

    /// <summary>The path of one more element of a list: <c>ExtraConfig[2]</c>.</summary>
    public string Next(string variable, string path)
    {
        for (var i = 0; ; i++)
        {
            var next = $"{path}[{i}]";
            if (Of(variable)?.Any(entry => entry.Key.StartsWith(next + ".", StringComparison.OrdinalIgnoreCase)) != true)
                return next;
        }
    }

    public static PsVariable? RootOf(PsExpression target)
    {
        while (target is PsMember member)
            target = member.Target;

        return target as PsVariable;
    }

    /// <summary>The names from the variable on, with a dot between; empty where one of them is computed.</summary>
    public static string PathOf(PsExpression target)
    {
        var path = "";
        while (target is PsMember member)
        {
            if (member.Name.Length > 0)
                path = path.Length == 0 || path[0] == '[' ? member.Name + path : $"{member.Name}.{path}";
            else if (member.Arguments is [PsNumber index])
                path = path.Length == 0 || path[0] == '[' ? $"[{index.Value}]{path}" : $"[{index.Value}].{path}";
            else
                return "";

            target = member.Target;
        }

        return path;
    }
}
