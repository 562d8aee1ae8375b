using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.Ansible;

/// <summary>Finds the tasks of a file in its plays and blocks, and binds those of known modules.</summary>
internal sealed class TaskWalk(BindingContext context)
{
    /// <summary>Parts of a file that are visited: aliases can make few lines stand for very many.</summary>
    private const int MostParts = 20_000;

    private static readonly string[] s_lists = ["pre_tasks", "tasks", "post_tasks", "handlers", "block", "rescue", "always"];

    private int _parts;

    public void Bind(YamlTree tree)
    {
        foreach (var document in tree.Documents)
            Bind(document, []);
    }

    private void Bind(YamlNode node, IReadOnlyList<YamlMapping> scopes)
    {
        if (node is not YamlSequence list)
            return;

        foreach (var item in list.Nodes)
        {
            if (++_parts > MostParts)
                return;

            if (item is YamlMapping part)
                BindPart(part, scopes);
        }
    }

    /// <summary>A play, a block or a task.</summary>
    private void BindPart(YamlMapping part, IReadOnlyList<YamlMapping> scopes)
    {
        var inner = part["module_defaults"] is YamlMapping defaults ? [defaults, .. scopes] : scopes;
        foreach (var name in s_lists)
        {
            if (part[name] is { } list)
                Bind(list, inner);
        }

        foreach (var entry in part.Entries)
        {
            if (entry.Value is not YamlMapping arguments || AnsibleModules.Of(entry.Key.Text) is not { } bind)
                continue;

            var module = AnsibleModules.ShortName(entry.Key.Text);
            bind(new AnsibleTask(module, arguments, [.. Defaults(module, inner)]), context);
        }
    }

    /// <summary>What the scopes give a module: by its own name before its group's. // Ansible, "Module defaults"</summary>
    private static IEnumerable<YamlMapping> Defaults(string module, IReadOnlyList<YamlMapping> scopes)
    {
        foreach (var scope in scopes)
        {
            foreach (var entry in scope.Entries)
            {
                if (AnsibleModules.ShortName(entry.Key.Text) == module && entry.Value is YamlMapping own)
                    yield return own;
            }
        }

        foreach (var scope in scopes)
        {
            foreach (var entry in scope.Entries)
            {
                if (IsGroupOf(entry.Key.Text, module) && entry.Value is YamlMapping group)
                    yield return group;
            }
        }
    }

    /// <summary>// community.proxmox and community.general, meta/runtime.yml: action_groups</summary>
    private static bool IsGroupOf(string name, string module) =>
        name is "group/community.proxmox.proxmox" or "group/community.general.proxmox"
        && (module == "proxmox" || module.StartsWith("proxmox_", System.StringComparison.Ordinal));
}
