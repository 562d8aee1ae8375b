using System;
using System.Collections.Generic;

namespace VirtLint.Formats.Ansible;

/// <summary>What binds the tasks of a module.</summary>
/// <param name="Name">The module's name without its collection.</param>
/// <param name="Groups">The action groups that it is in, as module_defaults names them behind the collection's name.</param>
/// <param name="BindLink">Binds the link that every task opens, whatever it does there.</param>
/// <param name="BindObject">Binds what the task makes or changes; null where that is nothing to us.</param>
internal sealed record AnsibleModule(string Name, string[] Groups, Action<AnsibleTask> BindLink, Action<AnsibleTask>? BindObject)
{
    /// <summary>The names that arguments have beside their own.</summary>
    public IReadOnlyDictionary<string, string>? Aliases { get; init; }

    public string NameOf(string argument) => Aliases is not null && Aliases.TryGetValue(argument, out var name) ? name : argument;

    public bool IsInGroup(string group) => Array.IndexOf(Groups, group.Substring(group.LastIndexOf('.') + 1)) >= 0;

    public void Bind(AnsibleTask task)
    {
        BindLink(task);
        if (!task.Says("state", "absent"))
            BindObject?.Invoke(task);
    }
}
