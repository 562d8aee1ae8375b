using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Hcl;
using VirtLint.Syntax;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.Ansible;

/// <summary>A play, role or task that calls a role or a file of tasks.</summary>
/// <param name="Parameters">What the call itself gives.</param>
/// <param name="Play">The variables of the play around it.</param>
/// <param name="Hosts">The group or host that the play names, where it names one.</param>
/// <param name="Defaults">What the play gives its modules.</param>
internal sealed record AnsibleCaller(IReadOnlyList<IVariableLayer> Parameters, IReadOnlyList<IVariableLayer> Play, string? Hosts, ModuleDefaults? Defaults);

/// <summary>Who calls which role and which file of tasks, and what tasks set while they run.</summary>
internal sealed class AnsibleCalls
{
    private const int MostParts = 200_000;

    private static readonly string[] s_lists = ["pre_tasks", "tasks", "post_tasks", "handlers", "block", "rescue", "always"];

    // Parameters of a role stand beside these. // Ansible, "Playbook keywords": role attributes
    private static readonly string[] s_roleKeywords = ["role", "name", "vars", "tags", "when", "become", "become_user", "delegate_to", "environment", "src", "version"];

    private readonly AnsibleTree _tree;
    private readonly Dictionary<string, List<AnsibleCaller>> _roles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<AnsibleCaller>> _files = new(StringComparer.Ordinal);
    private readonly List<(string Folder, string Name, VariableCandidate Value)> _assigned = [];
    private readonly Dictionary<string, AssignedLayer> _layers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _takesSnapshotsBack = new(StringComparer.Ordinal);
    private readonly HashSet<(string Folder, string Service)> _stopped = [];
    private int _parts;

    public AnsibleCalls(AnsibleTree tree)
    {
        _tree = tree;
        foreach (var file in tree.Tasks)
        {
            foreach (var part in file.Parts)
            {
                if (AnsibleRun.IsPlay(part))
                    ReadPlay(part, file);
                else
                    ReadPart(part, file, null);
            }
        }
    }

    /// <summary>Whether a task of a file's folder removes snapshots again.</summary>
    public bool TakesSnapshotsBack(string path) => _takesSnapshotsBack.Contains(new FilePath(path).Folder);

    /// <summary>Whether a task of a file's folder stops a host's service again.</summary>
    public bool Stops(string service, string path) => _stopped.Contains((new FilePath(path).Folder, service));

    /// <summary>Who calls a file of tasks: by its role, or by itself.</summary>
    public IReadOnlyList<AnsibleCaller> CallersOf(string path)
    {
        var callers = new List<AnsibleCaller>();
        if (AnsiblePaths.RoleOf(path) is { } role && _roles.TryGetValue(new FilePath(role).Name, out var ofRole))
            callers.AddRange(ofRole);

        if (_files.TryGetValue(path, out var ofFile))
            callers.AddRange(ofFile);

        return callers;
    }

    /// <summary>What the one play that calls a file gives its modules; nothing where several plays do.</summary>
    public IReadOnlyList<ModuleDefaults> DefaultsFor(string path) =>
        CallersOf(path) is [{ Defaults: { } only }] ? [only] : [];

    /// <summary>What tasks of a folder's playbooks and roles set while they run.</summary>
    public AssignedLayer AssignedIn(string folder)
    {
        if (!_layers.TryGetValue(folder, out var layer))
        {
            _layers[folder] = layer = new(_assigned
                .Where(assigned => AnsiblePaths.IsWithin(assigned.Folder, folder))
                .ToLookup(static assigned => assigned.Name, static assigned => assigned.Value, StringComparer.Ordinal));
        }

        return layer;
    }

    /// <summary>The variables of a play, those that win first. // Ansible, "Using variables": play vars_files, vars_prompt, vars</summary>
    public IReadOnlyList<IVariableLayer> LayersOf(YamlMapping play, AnsibleFile file)
    {
        var layers = new List<IVariableLayer>();
        if (play["vars_files"] is YamlSequence files)
            layers.AddRange(files.Nodes.Reverse().SelectMany(node => FilesNamed(node, file)));

        foreach (var prompt in play.Items("vars_prompt"))
        {
            if (prompt.TextAt("name") is { } name)
                layers.Add(new ValueLayer(name, HclValue.Unknown("what whoever runs it is asked for")));
        }

        if (play["vars"] is YamlMapping variables)
            layers.Add(new MappingLayer(variables, file.Context.File));

        return layers;
    }

    public static string? HostsOf(YamlMapping play) => play["hosts"] is YamlScalar { Value: var hosts } && hosts.IndexOfAny([':', ',', '*', '!', '&', '{']) < 0 ? hosts : null;

    /// <summary>The file that an entry of vars_files names, or, where a template names it, all that it may be.</summary>
    private IEnumerable<IVariableLayer> FilesNamed(YamlNode node, AnsibleFile file)
    {
        switch (node)
        {
            case YamlSequence alternatives:
                return [new FilesLayer([.. alternatives.Nodes.OfType<YamlScalar>().SelectMany(scalar => Matching(scalar.Value, file))], isCertain: false)];
            case YamlScalar scalar:
                return [new FilesLayer(Matching(scalar.Value, file), isCertain: !TemplateMarks.Contains(scalar.Value))];
            default:
                return [];
        }
    }

    private IReadOnlyList<AnsibleFile> Matching(string name, AnsibleFile file)
    {
        var open = name.IndexOf("{{", StringComparison.Ordinal);
        if (open < 0)
            return FilePath.Combine(file.Folder, name) is { } path && _tree.VariablesAt(path) is { } found ? [found] : [];

        var slash = name.LastIndexOf('/', open);
        var folder = slash < 0 ? file.Folder : FilePath.Combine(file.Folder, name.Substring(0, slash));
        return folder is null ? [] : [.. _tree.VariablesBelow(folder).Where(candidate => candidate.Folder == folder)];
    }

    private void ReadPlay(YamlMapping play, AnsibleFile file)
    {
        var caller = new AnsibleCaller([], LayersOf(play, file), HostsOf(play), play["module_defaults"] is YamlMapping defaults ? new(defaults, file) : null);
        foreach (var entry in play.Items("roles"))
        {
            if (entry is YamlScalar name)
            {
                Add(_roles, RoleName(name.Value), caller);
            }
            else if (entry is YamlMapping role && (role.TextAt("role") ?? role.TextAt("name")) is { } stated)
            {
                var parameters = new List<IVariableLayer>();
                if (role["vars"] is YamlMapping variables)
                    parameters.Add(new MappingLayer(variables, file.Context.File));

                if (role.Entries.Any(static e => Array.IndexOf(s_roleKeywords, e.Key.Text) < 0))
                    parameters.Add(new MappingLayer(role, file.Context.File));

                Add(_roles, RoleName(stated), caller with { Parameters = parameters });
            }
        }

        foreach (var list in s_lists)
            ReadList(play[list], file, caller);
    }

    private void ReadList(YamlNode? node, AnsibleFile file, AnsibleCaller? caller)
    {
        if (node is not YamlSequence list)
            return;

        foreach (var part in list.Nodes.OfType<YamlMapping>())
            ReadPart(part, file, caller);
    }

    private void ReadPart(YamlMapping part, AnsibleFile file, AnsibleCaller? caller)
    {
        if (++_parts > MostParts)
            return;

        foreach (var list in s_lists)
            ReadList(part[list], file, caller);

        if (part.TextAt("register") is { } registered)
            _assigned.Add((file.Folder, registered, new(null, null, HclValue.Unknown("what a task returns"))));

        if (TaskCall.Of(part, file) is not { } call)
            return;

        var name = call.Module.Substring(call.Module.LastIndexOf('.') + 1);
        if (name is "vmware_guest_snapshot" or "vm_snapshot" or "ovirt_snapshot" or "proxmox_snap" && (call.Arguments?.TextAt("state") ?? call.Option("state")) is not (null or "present"))
            _takesSnapshotsBack.Add(file.Folder);

        if (name == "vmware_host_service_manager" && (call.Arguments?.TextAt("state") ?? call.Option("state")) is "stop" or "absent"
            && (call.Arguments?.TextAt("service_name") ?? call.Option("service_name")) is { } service)
        {
            _stopped.Add((file.Folder, service));
        }

        switch (name)
        {
            case "set_fact" when call.Arguments is { } facts:
                foreach (var fact in facts.Entries)
                    _assigned.Add((file.Folder, fact.Key.Text, new(fact.Value, file.Context.File, null)));

                break;
            case "include_role" or "import_role" when (call.Arguments?.TextAt("name") ?? call.Option("name")) is { } role:
                Add(_roles, RoleName(role), Called(part, file, caller));
                break;
            case "include_tasks" or "import_tasks" or "include" when (call.Arguments?.TextAt("file") ?? call.Option("file") ?? call.Line?.Value.Trim()) is { } tasks:
                if (FilePath.Combine(file.Folder, tasks) is { } path)
                    Add(_files, path, Called(part, file, caller));

                break;
        }
    }

    private static AnsibleCaller Called(YamlMapping part, AnsibleFile file, AnsibleCaller? caller) => new(
        part["vars"] is YamlMapping variables ? [new MappingLayer(variables, file.Context.File)] : [], caller?.Play ?? [], caller?.Hosts, caller?.Defaults);

    /// <summary>The last part of a role's name: <c>acme.vsphere.hardening</c> is that of a collection, a path names a folder.</summary>
    private static string RoleName(string name) => name.Substring(name.LastIndexOfAny(['/', '.']) + 1);

    private static void Add(Dictionary<string, List<AnsibleCaller>> callers, string name, AnsibleCaller caller)
    {
        if (!callers.TryGetValue(name, out var list))
            callers[name] = list = [];

        list.Add(caller);
    }
}
