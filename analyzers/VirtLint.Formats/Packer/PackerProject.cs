using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Syntax.Hcl;

namespace VirtLint.Formats.Packer;

/// <summary>Evaluates the configurations of a run, and binds the builders that they declare.</summary>
internal sealed class PackerProject : IProject
{
    /// <summary>Builds of one configuration, each of which is asked for every source; what later ones do to a source is not known.</summary>
    private const int MostBuilds = 256;

    private const string NoFolder = "\0";

    private PackerProject()
    {
    }

    public static PackerProject Instance { get; } = new();

    public void Bind(IReadOnlyList<BindingContext> files)
    {
        var evaluator = new HclEvaluator();
        foreach (var folder in Folders(files))
            Bind(folder, new PackerScope(folder, evaluator));
    }

    /// <summary>The configurations, each with the values of its own folder, of those below it, and of folders that belong to none.</summary>
    private static IEnumerable<PackerFolder> Folders(IReadOnlyList<BindingContext> files)
    {
        var parsed = files.SelectMany(static context => context.Trees.OfType<HclTree>().Select(tree => new PackerFile(context, tree.Root))).ToList();
        var templates = parsed
            .Where(static file => !PackerFormat.IsVariables(file.Context.File.Path))
            .GroupBy(static file => new FilePath(file.Context.File.Path).Folder, StringComparer.Ordinal)
            .ToDictionary(static group => group.Key, static group => group.ToList(), StringComparer.Ordinal);
        var values = parsed
            .Where(static file => PackerFormat.IsVariables(file.Context.File.Path))
            .ToLookup(file => OwnerOf(new FilePath(file.Context.File.Path).Folder, templates), StringComparer.Ordinal);
        return templates.Select(template => new PackerFolder(template.Key, template.Value, [.. values[template.Key], .. values[NoFolder]]));
    }

    private static string OwnerOf(string folder, Dictionary<string, List<PackerFile>> templates)
    {
        while (true)
        {
            if (templates.ContainsKey(folder))
                return folder;

            if (folder.Length == 0)
                return NoFolder;

            folder = folder.Substring(0, Math.Max(0, folder.LastIndexOf('/')));
        }
    }

    private static void Bind(PackerFolder folder, PackerScope scope)
    {
        var builds = folder.Blocks("build").Take(MostBuilds).Select(build => new Build(build, scope)).ToList();
        foreach (var source in folder.Blocks("source").Where(static source => Builders.IsKnown(source.Block.Label(0))))
        {
            var (type, name) = (source.Block.Label(0), source.Block.Label(1));
            var uses = builds.Where(build => build.Uses($"{type}.{name}")).ToList();
            var mayBeUsed = builds.Where(build => build.MayUse($"{type}.{name}")).ToList();
            var context = source.File.Context;
            var node = new HclNode(source.Block.Body, AnchorOf(source.Block), scope, new HclText(scope.Evaluator, context.File.Text));
            var steps = uses.Count == 1 && mayBeUsed.Count == 1 ? uses[0].Steps : null;

            // What a build adds to a source stands in the build: what the source is silent on is then unknown.
            var isPartial = context.IsPartial;
            context.IsPartial = isPartial || mayBeUsed.Any(build => build.AddsTo($"{type}.{name}"));
            BuilderBinder.Bind(new(type, name, node, steps, new(mayBeUsed.Any(static build => build.Outcome.IsBox), mayBeUsed.Any(static build => build.Outcome.IsChanged)), context));
            context.IsPartial = isPartial;
        }
    }

    /// <summary>Where a reader would add an argument: the source's name.</summary>
    private static TextSpan AnchorOf(HclBlock block) => block.Labels.Length > 1 ? block.Labels[1].Span : block.TypeSpan;

    /// <summary>A build: the sources that it starts from, and what it does to them.</summary>
    private sealed class Build
    {
        private readonly HashSet<string> _sources = new(StringComparer.Ordinal);
        private readonly HashSet<string> _extended = new(StringComparer.Ordinal);
        private readonly bool _isKnown = true;

        public Build(PackerBlock build, PackerScope scope)
        {
            var body = build.Block.Body;
            var text = new HclText(scope.Evaluator, build.File.Context.File.Text);
            if (body.Attribute("sources") is { } sources)
                _isKnown = Take(scope.Evaluator.Evaluate(sources.Value, scope));

            foreach (var source in body.BlocksOf("source"))
            {
                var name = Plain(source.Label(0));
                _sources.Add(name);
                if (source.Body.Attributes.Any(static attribute => attribute.Name != "name") || source.Body.Blocks.Length > 0)
                    _extended.Add(name);
            }

            _isKnown &= !body.BlocksOf("dynamic").Any();
            Steps = [.. body.BlocksOf("provisioner").Select(step => new PackerStep(step.Label(0), new HclNode(step.Body, AnchorOf(step), scope, text)))];
            Outcome = PackerOutcome.Of([.. body.BlocksOf("post-processor")
                .Concat(body.BlocksOf("post-processors").SelectMany(static group => group.Body.BlocksOf("post-processor")))
                .Select(static step => step.Label(0))]);
        }

        public IReadOnlyList<PackerStep> Steps { get; }

        public PackerOutcome Outcome { get; }

        public bool Uses(string source) => _sources.Contains(source);

        public bool MayUse(string source) => !_isKnown || _sources.Contains(source);

        public bool AddsTo(string source) => _extended.Contains(source);

        /// <summary>Takes the sources that a list names; false when some are not known.</summary>
        private bool Take(HclValue list)
        {
            if (list.Kind is not HclKind.List)
                return false;

            foreach (var item in list.Items)
            {
                var name = item.AsText ?? item.Reference;
                if (name.Length == 0)
                    return false;

                _sources.Add(Plain(name));
            }

            return true;
        }

        /// <summary>A source is named with or without its block's type. // Packer, "build block": sources</summary>
        private static string Plain(string name) => name.StartsWith("source.", StringComparison.Ordinal) ? name.Substring("source.".Length) : name;
    }
}
