using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Syntax.Hcl;
using VirtLint.Syntax.Json;

namespace VirtLint.Formats.Terraform;

/// <summary>Evaluates the modules of a run, and binds the resources that they declare.</summary>
internal sealed class TerraformProject : IProject
{
    /// <summary>Modules within modules.</summary>
    private const int DeepestCall = 16;

    /// <summary>Calls of modules in one run, each of which evaluates the called module anew.</summary>
    private const int MostCalls = 512;

    private const string NoRoot = "\0";

    /// <summary>Instances that one resource makes by count or for_each.</summary>
    private const int MostInstances = 64;

    private TerraformProject()
    {
    }

    public static TerraformProject Instance { get; } = new();

    public void Bind(IReadOnlyList<BindingContext> files)
    {
        var modules = Modules(files);
        var called = new HashSet<string>(
            modules.Values.SelectMany(module => module.Blocks("module").Select(call => FolderOf(module, call.Block)).OfType<string>()), StringComparer.Ordinal);
        var roots = modules.Values.Where(module => !called.Contains(module.Folder)).ToList();
        var plans = files.SelectMany(static context => context.Trees.OfType<JsonTree>().Select(tree => TerraformPlan.Of(context, tree))).OfType<TerraformPlan>()
            .ToLookup(plan => RootOf(plan, roots)?.Folder ?? NoRoot, StringComparer.Ordinal);
        var run = new Run(modules, new TerraformTexts(files));

        // Of several plans of one configuration, each tells the same blocks once more.
        foreach (var root in roots)
            run.BindRoot(root, plans[root.Folder].FirstOrDefault());

        foreach (var plan in plans[NoRoot])
            run.BindPlan(plan);

        foreach (var module in modules.Values)
            UnattachedVolumes.Bind(module);
    }

    /// <summary>The configuration that a plan was made of: that of its folder or the nearest one above, else the only one below that declares its resources.</summary>
    private static TerraformModule? RootOf(TerraformPlan plan, IReadOnlyList<TerraformModule> roots)
    {
        var folder = new FilePath(plan.Context.File.Path).Folder;
        var above = roots.Where(root => root.Folder.Length == 0 || folder == root.Folder || IsIn(root.Folder, folder)).OrderByDescending(static root => root.Folder.Length).FirstOrDefault();
        if (above is not null)
            return above;

        var below = roots.Where(root => IsIn(folder, root.Folder) && plan.Resources.Any(resource => root.Object(TerraformPlan.BlockOf(resource.Address)) is not null)).Take(2).ToList();
        return below.Count == 1 ? below[0] : null;
    }

    private static Dictionary<string, TerraformModule> Modules(IReadOnlyList<BindingContext> files)
    {
        var parsed = files.SelectMany(static context => context.Trees.OfType<HclTree>().Select(tree => new TerraformFile(context, tree.Root))).ToList();
        var values = parsed.Where(static file => TerraformFormat.IsVariables(file.Context.File.Path)).ToList();
        return parsed.Except(values)
            .GroupBy(static file => new FilePath(file.Context.File.Path).Folder, StringComparer.Ordinal)
            .ToDictionary(
                static group => group.Key,
                group => new TerraformModule(group.Key, [.. group], [.. values.Where(file => IsIn(group.Key, file.Context.File.Path))]),
                StringComparer.Ordinal);
    }

    private static bool IsIn(string folder, string path) => folder.Length == 0 || path.StartsWith(folder + "/", StringComparison.Ordinal);

    /// <summary>The folder that a call names, for a local module; null for one that comes from elsewhere.</summary>
    private static string? FolderOf(TerraformModule module, HclBlock call) =>
        call.Body.Attribute("source")?.Value is HclTemplate { Parts: [HclTemplateText source] } && source.Text.StartsWith(".", StringComparison.Ordinal)
            ? FilePath.Combine(module.Folder, source.Text)
            : null;

    /// <summary>One pass over all modules, with its bounds.</summary>
    private sealed class Run(IReadOnlyDictionary<string, TerraformModule> modules, TerraformTexts texts)
    {
        private readonly HclEvaluator _evaluator = new();
        private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
        private readonly List<BoundResource> _bound = [];
        private TerraformPlan? _plan;
        private string _root = "";
        private int _calls;

        /// <summary>Binds a configuration, and what its plan tells besides: the resources of modules that are not in the tree.</summary>
        public void BindRoot(TerraformModule root, TerraformPlan? plan)
        {
            _plan = plan;
            _root = root.Folder;
            _seen.Clear();
            Bind(root, inputs: null, "", 0);
            if (plan is not null)
                BindRest(plan, _seen);

            Link();
        }

        private void Bind(Action<TerraformResource> bind, TerraformResource resource)
        {
            var first = resource.Context.Entities.Count;
            bind(resource);
            _bound.Add(new(resource, [.. resource.Context.Entities.Skip(first)]));
        }

        /// <summary>Binds a plan whose configuration is not in the tree.</summary>
        public void BindPlan(TerraformPlan plan)
        {
            foreach (var provider in plan.Providers)
                TerraformResources.OfProvider(provider.Type)?.Invoke(new(provider.Type, provider.Address, provider.Node, plan.Context));

            BindRest(plan, []);
            Link();
        }

        private void Link()
        {
            new TerraformLinker(_bound).Link();
            _bound.Clear();
        }

        /// <summary>Binds the resources of a plan whose blocks are not in the tree.</summary>
        private void BindRest(TerraformPlan plan, HashSet<string> seen)
        {
            foreach (var resource in plan.Resources.Where(resource => !seen.Contains(TerraformPlan.BlockOf(resource.Address))))
            {
                if (TerraformResources.Of(resource.Type) is { } bind)
                    Bind(bind, new(resource.Type, resource.Address, resource.Node, plan.Context));
            }
        }

        /// <summary>Binds the resources of a module and of those that it calls; what its outputs give.</summary>
        public IReadOnlyDictionary<string, HclValue> Bind(TerraformModule module, IReadOnlyDictionary<string, HclValue>? inputs, string prefix, int depth)
        {
            var calls = new Dictionary<string, HclValue>(StringComparer.Ordinal);
            ModuleScope? scope = null;
            scope = new ModuleScope(module, inputs, prefix, _root, texts, _evaluator, name => Call(name));

            HclValue? Call(string name)
            {
                if (calls.TryGetValue(name, out var known))
                    return known;

                if (scope is null || module.Object($"module.{name}") is not { } call)
                    return null;

                // A call whose outputs its own arguments need is not known while they are evaluated.
                calls[name] = HclValue.Unknown("a module that refers to itself", $"module.{name}");
                return calls[name] = Outputs(module, call, scope, $"{prefix}module.{name}", depth);
            }

            foreach (var provider in module.Blocks("provider"))
                BindProvider(provider, scope, prefix);

            foreach (var resource in module.Blocks("resource"))
                BindResource(resource, scope, prefix);

            foreach (var data in module.Blocks("data").Where(static data => data.Block.Label(0) is "vsphere_network"))
                _bound.Add(new(new(data.Block.Label(0), $"{prefix}data.{data.Block.Label(0)}.{data.Block.Label(1)}", new HclNode(data.Block.Body, AnchorOf(data.Block), scope, scope.TextOf(data.File)), data.File.Context), []));

            foreach (var call in module.Blocks("module"))
                Call(call.Block.Label(0));

            return module.Blocks("output")
                .GroupBy(static output => output.Block.Label(0), StringComparer.Ordinal)
                .ToDictionary(
                    static group => group.Key,
                    group => group.First().Block.Body.Attribute("value") is { } value ? _evaluator.Evaluate(value.Value, scope) : HclValue.Null,
                    StringComparer.Ordinal);
        }

        private HclValue Outputs(TerraformModule module, TerraformBlock call, ModuleScope scope, string prefix, int depth)
        {
            if (FolderOf(module, call.Block) is not { } folder || !modules.TryGetValue(folder, out var called) || depth >= DeepestCall || ++_calls > MostCalls)
                return HclValue.Unknown("a module that is not in the tree", prefix);

            var isSingle = call.Block.Body.Attribute("count") is null && call.Block.Body.Attribute("for_each") is null;
            HclValue? first = null;
            foreach (var (instance, key) in Instances(call, scope))
            {
                var inputs = call.Block.Body.Attributes.ToDictionary(
                    static attribute => attribute.Name, attribute => _evaluator.Evaluate(attribute.Value, instance), StringComparer.Ordinal);
                var outputs = HclValue.Of(Bind(called, inputs, $"{prefix}{key}.", depth + 1));
                first ??= outputs;
            }

            return isSingle && first is not null ? first : HclValue.Unknown("a module that is called several times", prefix);
        }

        /// <summary>A provider's configuration: its name is that of its alias, where it has one.</summary>
        private static void BindProvider(TerraformBlock provider, ModuleScope scope, string prefix)
        {
            var type = provider.Block.Label(0);
            if (TerraformResources.OfProvider(type) is not { } bind || provider.Block.Labels.Length == 0)
                return;

            var node = new HclNode(provider.Block.Body, provider.Block.Labels[0].Span, scope, scope.TextOf(provider.File));
            var alias = node.Find("alias") is { Unresolved: null } stated ? "." + stated.Value : "";
            bind(new(type, $"{prefix}provider.{type}{alias}", node, provider.File.Context));
        }

        private void BindResource(TerraformBlock resource, ModuleScope scope, string prefix)
        {
            var type = resource.Block.Label(0);
            if (TerraformResources.Of(type) is not { } bind)
                return;

            foreach (var (instance, key) in Instances(resource, scope))
            {
                var node = new HclNode(resource.Block.Body, AnchorOf(resource.Block), instance, scope.TextOf(resource.File));
                var address = $"{prefix}{type}.{resource.Block.Label(1)}{key}";
                _seen.Add(TerraformPlan.BlockOf(address));
                if (_plan is not { } plan || plan.Find(address, isEvery: key.Length == 0).Take(MostInstances).ToList() is not { Count: > 0 } planned)
                {
                    Bind(bind, new(type, address, node, resource.File.Context));
                    continue;
                }

                foreach (var one in planned)
                    Bind(bind, new(type, one.Address, new PlannedNode(node, one.Node, plan.Context.File), resource.File.Context));
            }
        }

        /// <summary>The scopes of what count or for_each makes of a block; one, with names that are not known, where that is not known.</summary>
        private IEnumerable<(HclScope Scope, string Key)> Instances(TerraformBlock block, ModuleScope scope)
        {
            if (block.Block.Body.Attribute("count") is { } count)
            {
                var value = _evaluator.Evaluate(count.Value, scope);
                return value.AsNumber is { } number
                    ? Enumerable.Range(0, (int)Math.Max(0, Math.Min(number, MostInstances))).Select(i => (scope.With("count", Index(HclValue.Of(i))), $"[{i}]"))
                    : [(scope.With("count", Index(HclEvaluator.UnknownOf(value))), "")];
            }

            if (block.Block.Body.Attribute("for_each") is not { } each)
                return [(scope, "")];

            var collection = _evaluator.Evaluate(each.Value, scope);
            return HclEvaluator.Elements(collection) is { } elements
                ? elements.Take(MostInstances).Select(element => (
                    scope.With("each", Each(collection.Kind is HclKind.Map ? element.Key : element.Value, element.Value)),
                    $"[\"{(collection.Kind is HclKind.Map ? element.Key : element.Value).AsText}\"]"))
                : [(scope.With("each", Each(HclEvaluator.UnknownOf(collection), HclEvaluator.UnknownOf(collection))), "")];
        }

        private static HclValue Index(HclValue index) => HclValue.Of(new Dictionary<string, HclValue> { ["index"] = index });

        private static HclValue Each(HclValue key, HclValue value) => HclValue.Of(new Dictionary<string, HclValue> { ["key"] = key, ["value"] = value });

        /// <summary>Where a reader would add an argument: the resource's name.</summary>
        private static Microsoft.CodeAnalysis.Text.TextSpan AnchorOf(HclBlock block) =>
            block.Labels.Length > 1 ? block.Labels[1].Span : block.TypeSpan;
    }
}
