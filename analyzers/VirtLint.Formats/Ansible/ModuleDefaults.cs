using System;
using System.Collections.Generic;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.Ansible;

/// <summary><c>module_defaults</c> of a play or block. // Ansible, "Module defaults"</summary>
internal sealed record ModuleDefaults(YamlMapping Mapping, AnsibleFile File)
{
    /// <summary>The arguments that hold where a task of the module is silent: its own before those of its group.</summary>
    public IEnumerable<(YamlMapping Arguments, AnsibleFile File)> For(AnsibleModule module)
    {
        foreach (var entry in Mapping.Entries)
        {
            if (entry.Value is YamlMapping own && AnsibleModules.Of(entry.Key.Text)?.Name == module.Name)
                yield return (own, File);
        }

        foreach (var entry in Mapping.Entries)
        {
            if (entry.Value is YamlMapping group && entry.Key.Text.StartsWith("group/", StringComparison.Ordinal) && module.IsInGroup(entry.Key.Text.Substring("group/".Length)))
                yield return (group, File);
        }
    }
}
