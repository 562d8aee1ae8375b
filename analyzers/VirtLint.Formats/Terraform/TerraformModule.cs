using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Syntax.Hcl;

namespace VirtLint.Formats.Terraform;

/// <summary>A file of a module.</summary>
internal sealed record TerraformFile(BindingContext Context, HclBody Body);

/// <summary>A block with the file that it stands in.</summary>
internal readonly record struct TerraformBlock(TerraformFile File, HclBlock Block);

/// <summary>A folder of Terraform files: a module, called by others or a root of its own.</summary>
internal sealed class TerraformModule
{
    private readonly ILookup<string, TerraformBlock> _blocks;
    private readonly Dictionary<string, TerraformBlock> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (TerraformFile File, HclAttribute Attribute)> _locals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TerraformBlock> _objects = new(StringComparer.Ordinal);

    public TerraformModule(string folder, IReadOnlyList<TerraformFile> files, IReadOnlyList<TerraformFile> values)
    {
        Folder = folder;
        Contexts = [.. files.Select(static file => file.Context)];
        Values = values;
        _blocks = files.SelectMany(static file => file.Body.Blocks.Select(block => new TerraformBlock(file, block))).ToLookup(static block => block.Block.Type, StringComparer.Ordinal);
        foreach (var variable in Blocks("variable"))
            _variables[variable.Block.Label(0)] = variable;

        foreach (var block in Blocks("locals"))
        {
            foreach (var attribute in block.Block.Body.Attributes)
                _locals[attribute.Name] = (block.File, attribute);
        }

        foreach (var resource in Blocks("resource"))
            _objects[$"{resource.Block.Label(0)}.{resource.Block.Label(1)}"] = resource;

        foreach (var call in Blocks("module"))
            _objects[$"module.{call.Block.Label(0)}"] = call;
    }

    public string Folder { get; }

    /// <summary>The files that it is made of.</summary>
    public IReadOnlyList<BindingContext> Contexts { get; }

    /// <summary>The <c>.tfvars</c> files in the folder and below it.</summary>
    public IReadOnlyList<TerraformFile> Values { get; }

    public IEnumerable<TerraformBlock> Blocks(string type) => _blocks[type];

    public TerraformBlock? Variable(string name) => _variables.TryGetValue(name, out var block) ? block : null;

    public (TerraformFile File, HclAttribute Attribute)? Local(string name) => _locals.TryGetValue(name, out var local) ? local : null;

    /// <summary>A resource (<c>type.name</c>) or a call (<c>module.name</c>), or null.</summary>
    public TerraformBlock? Object(string address) => _objects.TryGetValue(address, out var block) ? block : null;

    /// <summary>
    /// The files whose values Terraform loads unasked into a root module, the later ones winning.
    /// // Terraform language, "Input Variables", "Variable Definition Precedence"
    /// </summary>
    public IEnumerable<TerraformFile> LoadedValues => Values
        .Where(file => Rank(file) >= 0)
        .OrderBy(Rank)
        .ThenBy(static file => file.Context.File.Path, StringComparer.Ordinal);

    /// <summary>The files that somebody may name on the command line.</summary>
    public IEnumerable<TerraformFile> OptionalValues => Values.Where(file => Rank(file) < 0);

    private int Rank(TerraformFile file)
    {
        var path = new FilePath(file.Context.File.Path);
        return path.Folder != Folder ? -1
            : path.Name == "terraform.tfvars" ? 0
            : path.Name == "terraform.tfvars.json" ? 1
            : path.EndsWith(".auto.tfvars") || path.EndsWith(".auto.tfvars.json") ? 2
            : -1;
    }
}
