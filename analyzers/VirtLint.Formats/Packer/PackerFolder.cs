using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Syntax.Hcl;

namespace VirtLint.Formats.Packer;

/// <summary>A file of a configuration.</summary>
internal sealed record PackerFile(BindingContext Context, HclBody Body);

/// <summary>A block with the file that it stands in.</summary>
internal readonly record struct PackerBlock(PackerFile File, HclBlock Block);

/// <summary>A folder of Packer files: one configuration.</summary>
/// <param name="folder">The folder's path.</param>
/// <param name="files">Its templates.</param>
/// <param name="values">The files that may give its variables values.</param>
internal sealed class PackerFolder(string folder, IReadOnlyList<PackerFile> files, IReadOnlyList<PackerFile> values)
{
    private readonly ILookup<string, PackerBlock> _blocks = files
        .SelectMany(static file => file.Body.Blocks.Select(block => new PackerBlock(file, block)))
        .ToLookup(static block => block.Block.Type, StringComparer.Ordinal);

    public IEnumerable<PackerBlock> Blocks(string type) => _blocks[type];

    /// <summary>The files that Packer loads unasked, the later ones winning.</summary>
    public IEnumerable<PackerFile> LoadedValues => values
        .Where(file => PackerFormat.IsLoadedAlways(file.Context.File.Path) && new FilePath(file.Context.File.Path).Folder == folder)
        .OrderBy(static file => file.Context.File.Path, StringComparer.Ordinal);

    /// <summary>The files that somebody may name on the command line.</summary>
    public IEnumerable<PackerFile> OptionalValues => values.Where(static file => !PackerFormat.IsLoadedAlways(file.Context.File.Path));
}

/// <summary>What names mean in a configuration.</summary>
internal sealed class PackerScope : DeclaredScope
{
    private readonly PackerFolder _folder;
    private readonly Dictionary<string, (PackerFile File, HclExpression? Default)> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (PackerFile File, HclExpression Value)> _locals = new(StringComparer.Ordinal);

    public PackerScope(PackerFolder folder, HclEvaluator evaluator) : base(evaluator)
    {
        _folder = folder;
        foreach (var (file, block) in folder.Blocks("variable").Select(static block => (block.File, block.Block)))
            _variables[block.Label(0)] = (file, block.Body.Attribute("default")?.Value);

        // Packer, "variable block": the plural form of variables that only have a default
        foreach (var (file, block) in folder.Blocks("variables").Select(static block => (block.File, block.Block)))
        {
            foreach (var attribute in block.Body.Attributes)
                _variables[attribute.Name] = (file, attribute.Value);
        }

        foreach (var (file, block) in folder.Blocks("locals").Select(static block => (block.File, block.Block)))
        {
            foreach (var attribute in block.Body.Attributes)
                _locals[attribute.Name] = (file, attribute.Value);
        }

        foreach (var (file, block) in folder.Blocks("local").Select(static block => (block.File, block.Block)))
        {
            if (block.Body.Attribute("expression") is { } expression)
                _locals[block.Label(0)] = (file, expression.Value);
        }
    }

    public override HclValue? Find(string name) => name switch
    {
        "var" or "local" => HclValue.Unknown($"all of '{name}'"),
        "source" or "build" or "data" or "path" or "packer" or "each" => HclValue.Unknown("only a run knows it", name),
        _ => null,
    };

    protected override HclValue Variable(string name)
    {
        if (!_variables.TryGetValue(name, out var variable))
            return HclValue.Unknown($"the variable '{name}' is not declared");

        if (_folder.OptionalValues.FirstOrDefault(file => file.Body.Attribute(name) is not null) is { } optional)
            return HclValue.Unknown($"'{name}' is set in {new FilePath(optional.Context.File.Path).Name}, which may be loaded or not");

        if (_folder.LoadedValues.LastOrDefault(file => file.Body.Attribute(name) is not null) is { } loaded && loaded.Body.Attribute(name) is { } stated)
            return Written(stated.Value, loaded.Context.File, $"'{name}' is set here");

        if (variable.Default is null)
            return HclValue.Unknown($"the variable '{name}' has no value");

        // A default of null asks whoever builds for a value.
        var value = Written(variable.Default, variable.File.Context.File, $"the default of '{name}' is set here");
        return value.Kind is HclKind.Null ? HclValue.Unknown($"the variable '{name}' has no value") : value;
    }

    protected override HclValue Local(string name) => _locals.TryGetValue(name, out var local)
        ? Written(local.Value, local.File.Context.File, $"'{name}' is set here")
        : HclValue.Unknown($"the local value '{name}' is not declared");
}
