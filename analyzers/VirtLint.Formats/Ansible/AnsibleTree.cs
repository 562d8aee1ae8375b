using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.Ansible;

/// <summary>A file of the run.</summary>
internal sealed class AnsibleFile(BindingContext context, YamlTree tree)
{
    public BindingContext Context { get; } = context;

    public YamlTree Tree { get; } = tree;

    public string Path => Context.File.Path;

    public string Folder => new FilePath(Path).Folder;

    /// <summary>The variables that it states, where it is a file of variables.</summary>
    public YamlMapping? Variables => Tree.Documents.IsEmpty ? null : Tree.Documents[0] as YamlMapping;

    /// <summary>The entries of its lists: plays, or tasks and blocks.</summary>
    public IEnumerable<YamlMapping> Parts => Tree.Documents.OfType<YamlSequence>().SelectMany(static list => list.Nodes).OfType<YamlMapping>();
}

/// <summary>A file with variables of a group or host.</summary>
/// <param name="File">The file.</param>
/// <param name="Owner">The folder that it belongs to: that of a playbook or an inventory.</param>
/// <param name="IsHost">Whether it is of a host, rather than a group.</param>
/// <param name="Name">The group or host.</param>
internal sealed record InventoryFile(AnsibleFile File, string Owner, bool IsHost, string Name);

/// <summary>The files of a run: which hold tasks, and where variables come from.</summary>
internal sealed class AnsibleTree
{
    private readonly Dictionary<string, AnsibleFile> _variables;
    private readonly ILookup<string, AnsibleFile> _roleDefaults;
    private readonly ILookup<string, AnsibleFile> _roleVariables;
    private readonly ILookup<string, AnsibleFile> _optionalVariables;
    private readonly List<InventoryFile> _inventory;
    private readonly Dictionary<string, IReadOnlyList<InventoryFile>> _inventories = new(StringComparer.Ordinal);

    public AnsibleTree(IReadOnlyList<BindingContext> contexts)
    {
        var files = contexts.SelectMany(static context => context.Trees.OfType<YamlTree>().Select(tree => new AnsibleFile(context, tree))).ToList();
        Tasks = [.. files.Where(static file => !AnsiblePaths.MayBeVariables(new FilePath(file.Path)))];
        var variables = files.Where(static file => AnsiblePaths.MayBeVariables(new FilePath(file.Path))).ToList();
        _variables = variables.ToDictionary(static file => file.Path, StringComparer.Ordinal);
        var ofRoles = variables.Where(static file => AnsiblePaths.InventoryOf(file.Path) is null).ToList();
        _roleDefaults = ofRoles.Where(static file => IsFolderOf(file, "defaults")).ToLookup(static file => AnsiblePaths.RoleOf(file.Path) ?? "", StringComparer.Ordinal);
        _roleVariables = ofRoles.Where(static file => IsFolderOf(file, "vars") && IsMain(file)).ToLookup(static file => AnsiblePaths.RoleOf(file.Path) ?? "", StringComparer.Ordinal);
        _optionalVariables = ofRoles.Where(static file => IsFolderOf(file, "vars") && !IsMain(file)).ToLookup(static file => AnsiblePaths.RoleOf(file.Path) ?? "", StringComparer.Ordinal);

        // Hosts before groups, groups before 'all'. // Ansible, "Using variables": variable precedence
        _inventory = [.. variables
            .Select(static file => AnsiblePaths.InventoryOf(file.Path) is var (owner, isHost, name) ? new InventoryFile(file, owner, isHost, name) : null)
            .OfType<InventoryFile>()
            .OrderBy(static file => file.IsHost ? 0 : file.Name == "all" ? 2 : 1)];
    }

    /// <summary>Playbooks and files of tasks.</summary>
    public IReadOnlyList<AnsibleFile> Tasks { get; }

    public AnsibleFile? VariablesAt(string path) => _variables.TryGetValue(path, out var file) ? file : null;

    public IReadOnlyList<AnsibleFile> VariablesBelow(string folder) => [.. _variables.Values.Where(file => AnsiblePaths.IsWithin(file.Path, folder))];

    public IReadOnlyList<AnsibleFile> DefaultsOf(string role) => [.. _roleDefaults[role]];

    public IReadOnlyList<AnsibleFile> VariablesOf(string role) => [.. _roleVariables[role]];

    public IReadOnlyList<AnsibleFile> OptionalVariablesOf(string role) => [.. _optionalVariables[role]];

    /// <summary>The files of groups and hosts that playbooks of a folder may use: beside them, or of an inventory below it.</summary>
    public IReadOnlyList<InventoryFile> InventoryFor(string folder)
    {
        if (!_inventories.TryGetValue(folder, out var files))
            _inventories[folder] = files = [.. _inventory.Where(file => AnsiblePaths.IsWithin(file.Owner, folder))];

        return files;
    }

    private static bool IsFolderOf(AnsibleFile file, string name) =>
        AnsiblePaths.RoleOf(file.Path) is { } role && file.Path.StartsWith(role.Length == 0 ? name + "/" : $"{role}/{name}/", StringComparison.Ordinal);

    /// <summary>What a role loads by itself: <c>main.yml</c>, or every file of a folder of that name.</summary>
    private static bool IsMain(AnsibleFile file) => new FilePath(file.Path) is var path && (path.Name is "main.yml" or "main.yaml" || path.FolderName == "main");
}
