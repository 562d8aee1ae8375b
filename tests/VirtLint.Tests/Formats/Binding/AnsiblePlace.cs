using System;
using System.Text;
using System.Text.RegularExpressions;

namespace VirtLint.Tests.Formats.Binding;

/// <summary>A task of Ansible's, with nested mappings and lists: <c>Ansible: vmware_guest: disk[]</c>.</summary>
internal sealed record AnsiblePlace(string Module, string Within, string Beside, string Before = "") : Place("tasks/main.yml")
{
    public static AnsiblePlace? Of(string place) =>
        Regex.Match(place, @"^Ansible: ([\w.]+)(?:: ([\w\[\]/]+))?$") is { Success: true, Groups: var parts } ? new(parts[1].Value, parts[2].Value, "state: present") : null;

    public override string Text(string key, string? word)
    {
        var text = new StringBuilder($"- {Module}:\n");
        var indent = "    ";
        if (Before.Length > 0)
            text.Append(indent).Append(Before).Append('\n');

        foreach (var step in Within.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            text.Append(indent).Append(step.TrimEnd('[', ']')).Append(":\n");
            indent += "  ";
            if (step.EndsWith(']'))
                text.Append(indent).Append("- x: 1\n");

            indent += step.EndsWith(']') ? "  " : "";
        }

        if (Within.Length == 0)
            text.Append(indent).Append(Beside).Append('\n');

        if (word is null)
            return text.ToString();

        var steps = key.Split('/');
        foreach (var step in steps[..^1])
        {
            text.Append(indent).Append(step).Append(":\n");
            indent += "  ";
        }

        return text.Append(indent).Append(steps[^1]).Append(": \"").Append(word.Replace("\\", "\\\\", StringComparison.Ordinal)).Append("\"\n").ToString();
    }
}
