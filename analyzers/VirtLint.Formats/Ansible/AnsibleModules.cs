using System;
using System.Collections.Generic;
using VirtLint.Formats.Binding;

namespace VirtLint.Formats.Ansible;

/// <summary>The modules that mean something to us, by the name behind the collection's. A module is one line here.</summary>
internal static class AnsibleModules
{
    private static readonly string[] s_collections = ["community.libvirt.", "community.proxmox.", "community.general."];

    private static readonly Dictionary<string, Action<AnsibleTask, BindingContext>> s_binders = new(StringComparer.Ordinal)
    {
        ["virt"] = LibvirtModules.Bind,
        ["virt_net"] = LibvirtModules.Bind,
        ["virt_pool"] = LibvirtModules.Bind,
        ["virt_volume"] = LibvirtModules.Bind,
    };

    public static IReadOnlyList<IBindingTable> Tables { get; } = [ProxmoxModules.Link, ProxmoxModules.Password, ProxmoxModules.Token];

    /// <summary>What binds the tasks of a module, or null when it is nothing to us.</summary>
    /// <param name="name">The module's name, with or without its collection.</param>
    public static Action<AnsibleTask, BindingContext>? Of(string name)
    {
        var module = ShortName(name);
        return s_binders.TryGetValue(module, out var bind) ? bind
            : module == "proxmox" || module.StartsWith("proxmox_", StringComparison.Ordinal) ? ProxmoxModules.Bind
            : null;
    }

    /// <summary>The name behind that of a collection that holds modules of ours.</summary>
    public static string ShortName(string name)
    {
        foreach (var collection in s_collections)
        {
            if (name.StartsWith(collection, StringComparison.Ordinal))
                return name.Substring(collection.Length);
        }

        return name;
    }
}
