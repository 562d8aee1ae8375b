using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Hcl;
using VirtLint.Model;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.Ansible;

/// <summary>One pass over the files of a run: who calls whom, then every task in the scope of its variables.</summary>
internal sealed class AnsibleRun
{
    /// <summary>Parts of a run that are visited: aliases can make few lines stand for very many.</summary>
    private const int MostParts = 200_000;

    /// <summary>Turns of a loop that are followed.</summary>
    private const int MostTurns = 64;

    private static readonly string[] s_taskLists = ["pre_tasks", "tasks", "post_tasks", "handlers"];
    private static readonly string[] s_blockLists = ["block", "rescue", "always"];

    private readonly AnsibleTree _tree;
    private readonly AnsibleEvaluator _evaluator = new();
    private readonly AnsibleCalls _calls;
    private readonly HashSet<Origin> _seen = [];
    private readonly HashSet<string> _templates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ManagementEndpoint> _links = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AccessGrant> _grants = new(StringComparer.Ordinal);
    private readonly List<Action> _later = [];
    private int _parts;

    public AnsibleRun(AnsibleTree tree)
    {
        _tree = tree;
        _calls = new AnsibleCalls(tree);
    }

    /// <summary>Whether this is the first use of what stands at a place: one value may serve many tasks, and is judged once.</summary>
    public bool IsFirst(Origin place) => _seen.Add(place);

    /// <summary>The same of a template whose value is not known.</summary>
    public bool IsFirst(string template) => _templates.Add(template);

    /// <summary>The link that a fallback of many tasks was judged on first.</summary>
    public ManagementEndpoint? LinkBy(string fallback) => _links.TryGetValue(fallback, out var link) ? link : null;

    public void Remember(string fallback, ManagementEndpoint link) => _links[fallback] = link;

    /// <summary>Who is granted a role, by its name; null where no task of the run grants it.</summary>
    public AccessGrant? GrantOf(string role) => _grants.TryGetValue(role, out var grant) ? grant : null;

    public void Remember(string role, AccessGrant grant) => _grants[role] = grant;

    /// <summary>The port groups that tasks make, with the hosts that they name.</summary>
    public List<(AnsibleTask Task, PortGroup Group)> PortGroups { get; } = [];

    /// <summary>What the tasks of the file that is being read run on hosts.</summary>
    public TaskScripts Scripts { get; } = new();

    /// <summary>Waits until all tasks are read.</summary>
    public void Later(Action link) => _later.Add(link);

    public void Link()
    {
        foreach (var link in _later)
            link();
    }

    /// <summary>Whether a task beside a file's removes snapshots again.</summary>
    public bool TakesSnapshotsBack(string path) => _calls.TakesSnapshotsBack(path);

    /// <summary>Whether a task beside another one stops a host's service again.</summary>
    public bool Stops(string service, AnsibleTask task) => _calls.Stops(service, task.Context.File.Path);

    public void Bind(AnsibleFile file)
    {
        VariableScope? scope = null;
        var defaults = _calls.DefaultsFor(file.Path);
        foreach (var part in file.Parts)
        {
            if (IsPlay(part))
                BindPlay(part, file);
            else
                BindPart(part, file, scope ??= ScopeOf(file), defaults);
        }

        Scripts.Bind(file.Context);
    }

    public static bool IsPlay(YamlMapping part) => part["hosts"] is not null && !part.Entries.Any(static entry => AnsibleModules.Of(entry.Key.Text) is not null);

    private void BindPlay(YamlMapping play, AnsibleFile file)
    {
        var scope = new VariableScope(
            _evaluator,
            [_calls.AssignedIn(file.Folder)],
            [],
            [.. _calls.LayersOf(play, file), new InventoryLayer(_tree.InventoryFor(AnsiblePaths.BaseOfPlaybook(file.Folder)), AnsibleCalls.HostsOf(play))]);
        IReadOnlyList<ModuleDefaults> defaults = play["module_defaults"] is YamlMapping mapping ? [new(mapping, file)] : [];
        foreach (var name in s_taskLists)
            BindList(play[name], file, scope, defaults);

        Scripts.Bind(file.Context);
    }

    /// <summary>What a file of tasks sees that stands in no play: its role's variables, and those of whoever calls it.</summary>
    private VariableScope ScopeOf(AnsibleFile file)
    {
        var role = AnsiblePaths.RoleOf(file.Path) ?? file.Folder;
        var folder = AnsiblePaths.BaseOf(role);
        var callers = _calls.CallersOf(file.Path);
        var hosts = callers.Select(static caller => caller.Hosts).Distinct().ToList();
        return new(
            _evaluator,
            [new CallersLayer([.. callers.Select(static caller => caller.Parameters)]), _calls.AssignedIn(folder)],
            [],
            [
                new FilesLayer(_tree.OptionalVariablesOf(role), isCertain: false),
                new FilesLayer(_tree.VariablesOf(role), isCertain: true),
                new CallersLayer([.. callers.Select(static caller => caller.Play)]),
                new InventoryLayer(_tree.InventoryFor(folder), hosts.Count == 1 ? hosts[0] : null),
                new FilesLayer(_tree.DefaultsOf(role), isCertain: true),
            ]);
    }

    private void BindList(YamlNode? node, AnsibleFile file, VariableScope scope, IReadOnlyList<ModuleDefaults> defaults)
    {
        if (node is not YamlSequence list)
            return;

        foreach (var part in list.Nodes.OfType<YamlMapping>())
            BindPart(part, file, scope, defaults);
    }

    /// <summary>A block or a task.</summary>
    private void BindPart(YamlMapping part, AnsibleFile file, VariableScope scope, IReadOnlyList<ModuleDefaults> defaults)
    {
        if (++_parts > MostParts)
            return;

        var inner = part["vars"] is YamlMapping variables ? scope.Within(new MappingLayer(variables, file.Context.File)) : scope;
        if (IsNever(part["when"], inner))
            return;

        var within = part["module_defaults"] is YamlMapping own ? [new(own, file), .. defaults] : defaults;
        if (part["block"] is not null)
        {
            foreach (var name in s_blockLists)
                BindList(part[name], file, inner, within);

            return;
        }

        if (TaskCall.Of(part, file) is { } call)
            BindTask(call, part, file, inner, within);
    }

    private void BindTask(TaskCall call, YamlMapping part, AnsibleFile file, VariableScope scope, IReadOnlyList<ModuleDefaults> defaults)
    {
        if ((AnsibleModules.Of(call.Module) ?? AnsibleModules.OfFiles(call.Module)) is not { } module)
            return;

        var title = part["name"] is YamlScalar { Value.Length: > 0 } name ? name.Value : module.Name;
        foreach (var turn in Turns(part, file, scope))
        {
            var node = ArgumentNode.Of(call, module, [.. defaults.SelectMany(set => set.For(module))], turn, file);
            module.Bind(new AnsibleTask(module.Name, title, node, this, file.Context) { Line = call.Line });
        }
    }

    /// <summary>The scopes of what a loop makes of a task; one, with an item that is not known, where that is not known.</summary>
    private IEnumerable<VariableScope> Turns(YamlMapping part, AnsibleFile file, VariableScope scope)
    {
        var loop = part.Entries.FirstOrDefault(static entry => entry.Key.Text == "loop" || entry.Key.Text.StartsWith("with_", StringComparison.Ordinal));
        if (loop.Value is null)
            return [scope];

        var variable = part.TextAt("loop_control.loop_var") ?? "item";
        var items = _evaluator.Evaluate(loop.Value, scope, file.Context.File, variable);
        var elements = loop.Key.Text switch
        {
            "loop" when items.Kind is HclKind.List => items.Items,
            "with_items" or "with_flattened" or "with_list" when items.Kind is HclKind.List => [.. items.Items.SelectMany(item => loop.Key.Text != "with_list" && item.Kind is HclKind.List ? item.Items : [item])],
            "with_items" when items.Kind is HclKind.Text => [items],
            "with_dict" when items.Kind is HclKind.Map => [.. items.Members.Select(static member => HclValue.Of(new Dictionary<string, HclValue> { ["key"] = HclValue.Of(member.Key), ["value"] = member.Value }))],
            _ => (IReadOnlyList<HclValue>)[HclValue.Unknown(items.IsKnown ? "the items of the loop are not known" : items.Reason)],
        };
        return elements.Take(MostTurns).Select(element => scope.With(variable, element));
    }

    /// <summary>Whether a condition never holds by what is written in the tree.</summary>
    private bool IsNever(YamlNode? condition, VariableScope scope) => condition switch
    {
        YamlSequence list => list.Nodes.Any(item => IsNever(item, scope)),
        YamlScalar { IsNull: false } scalar => AnsibleWords.AsFlag(_evaluator.Expression(scalar.Value, scope)) == false || AnsibleWords.AsFlag(HclValue.Of(scalar.Value)) == false,
        _ => false,
    };
}
