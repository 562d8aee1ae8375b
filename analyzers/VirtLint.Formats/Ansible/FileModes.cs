using System;
using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.Ansible;

/// <summary>Binds the permissions that tasks give to files with passwords or keys in them.</summary>
internal static class FileModes
{
    private const string Source = "ansible.builtin.file: mode";

    public static readonly BindingTable<Credential> Services = new BindingTable<Credential>(Platform.OpenStack, "Ansible: copy, template, file", Source)
        .Row("mode", (c, f) => c.FileMode = f, GuardedFiles.Mode);

    public static readonly BindingTable<Credential> Hypervisor = new BindingTable<Credential>(Platform.Libvirt, "Ansible: copy, template, file (libvirt)", Source)
        .Row("mode", (c, f) => c.FileMode = f, GuardedFiles.Mode);

    public static IEnumerable<IBindingTable> Tables => [Services, Hypervisor];

    /// <summary><c>copy</c>, <c>template</c>: a file, or a folder that it is put into.</summary>
    public static void BindCopy(AnsibleTask task) => Bind(task, "dest");

    /// <summary><c>file</c>: a file that is there.</summary>
    public static void BindFile(AnsibleTask task) => Bind(task, "path");

    private static void Bind(AnsibleTask task, string key)
    {
        var node = task.Node;
        if (node.Find("mode") is not { } mode || node.Find(key) is not { Unresolved: null, Value: var path } || task.Says("state", "directory"))
            return;

        if (path.EndsWith("/", StringComparison.Ordinal) && node.Find("src") is { Unresolved: null, Value: var source })
            path += NameOf(source);

        if (GuardedFiles.PlatformOf(path) is not { } platform || !task.Run.IsFirst(task.Context.Origin(mode.ValueSpan)))
            return;

        var file = task.Context.Add(new Credential(path, task.OriginBy(key)) { DeployedTo = platform });
        (platform is Platform.OpenStack ? Services : Hypervisor).Bind(file, node, task.Context);
    }

    private static string NameOf(string source)
    {
        var name = source.Substring(source.LastIndexOf('/') + 1);
        return name.EndsWith(".j2", StringComparison.Ordinal) ? name.Substring(0, name.Length - 3) : name;
    }
}
