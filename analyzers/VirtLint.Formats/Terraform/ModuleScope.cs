using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Hcl;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform;

/// <summary>What names mean in a module, as one caller calls it or as a root.</summary>
/// <param name="module">The module.</param>
/// <param name="inputs">What the caller passes; null for a root.</param>
/// <param name="prefix">What stands before the addresses of the module's objects: empty for a root, else <c>module.name.</c>.</param>
/// <param name="root">The folder of the root module.</param>
/// <param name="files">The files of the run that may be read.</param>
/// <param name="evaluator">Bounds the work of the run.</param>
/// <param name="outputs">Gives the outputs of a call in this module, by the call's name.</param>
internal sealed class ModuleScope(
    TerraformModule module, IReadOnlyDictionary<string, HclValue>? inputs, string prefix, string root, TerraformTexts files, HclEvaluator evaluator, Func<string, HclValue?> outputs) : DeclaredScope(evaluator)
{
    /// <summary>The evaluator with the text that a file's places point into.</summary>
    public HclText TextOf(TerraformFile file) => new(Evaluator, file.Context.File.Text);

    public override HclValue? Find(string name) => name switch
    {
        "var" or "local" or "module" => HclValue.Unknown($"all of '{name}'"),
        "data" => HclValue.Unknown("only a run knows it", prefix + name),
        "path" or "terraform" or "each" or "count" or "self" => HclValue.Unknown("only a run knows it", name),
        _ => HclValue.Unknown("another object decides it", prefix + name),
    };

    public override HclValue? FindMember(string root, string name) => root switch
    {
        "module" => Once($"module.{name}", () => outputs(name) ?? HclValue.Unknown("a module that is not in the tree", $"{prefix}module.{name}")),
        _ => base.FindMember(root, name),
    };

    /// <summary>An argument that another resource of the module states, where it is one and not many.</summary>
    public override HclValue? Resolve(string reference)
    {
        if (!reference.StartsWith(prefix, StringComparison.Ordinal))
            return null;

        var own = reference.Substring(prefix.Length);
        var last = own.LastIndexOf('.');
        if (last < 0 || module.Object(own.Substring(0, last)) is not { Block: { Type: "resource", Body: var body }, File: var file }
            || body.Attribute(own.Substring(last + 1)) is not { } attribute
            || body.Attribute("count") is not null
            || body.Attribute("for_each") is not null)
        {
            return null;
        }

        var value = Once(reference, () => Evaluator.Evaluate(attribute.Value, this));
        return value.IsKnown ? value.At(new(new Origin(file.Context.File, HclLiterals.ValueSpan(attribute.Value)), "the value is stated here")) : null;
    }

    public override HclValue Folders { get; } = HclValue.Of(new Dictionary<string, HclValue>(StringComparer.Ordinal)
    {
        ["module"] = HclValue.Of(module.Folder.Length == 0 ? "." : module.Folder),
        ["root"] = HclValue.Of(root.Length == 0 ? "." : root),
        ["cwd"] = HclValue.Of(root.Length == 0 ? "." : root),
    });

    /// <summary>A path that is not absolute starts from where Terraform is run: at the root.</summary>
    public override SourceFile? Read(string path) => files.Read(path) ?? files.Read($"{(root.Length == 0 ? "." : root)}/{path}");

    protected override HclValue Variable(string name)
    {
        if (module.Variable(name) is not { } variable)
            return HclValue.Unknown($"the variable '{name}' is not declared");

        var value = Given(name, variable);
        return variable.Block.Body.Attribute("type") is { } type ? TypeDefaults.Complete(type.Value, value, fallback => Evaluator.Evaluate(fallback, this)) : value;
    }

    /// <summary>The value that the caller, a file of values or the declaration gives.</summary>
    private HclValue Given(string name, TerraformBlock variable)
    {
        if (inputs is not null && inputs.TryGetValue(name, out var given) && given.Kind is not HclKind.Null)
            return given;

        if (inputs is null)
        {
            if (module.OptionalValues.FirstOrDefault(file => file.Body.Attribute(name) is not null) is { } optional)
                return HclValue.Unknown($"'{name}' is set in {new FilePath(optional.Context.File.Path).Name}, which may be loaded or not");

            if (module.LoadedValues.LastOrDefault(file => file.Body.Attribute(name) is not null) is { } loaded && loaded.Body.Attribute(name) is { } stated)
                return Written(stated.Value, loaded.Context.File, $"'{name}' is set here");
        }

        return variable.Block.Body.Attribute("default") is { } fallback
            ? Written(fallback.Value, variable.File.Context.File, $"the default of '{name}' is set here")
            : HclValue.Unknown($"the variable '{name}' has no value");
    }

    protected override HclValue Local(string name) => module.Local(name) is { } local
        ? Written(local.Attribute.Value, local.File.Context.File, $"'{name}' is set here")
        : HclValue.Unknown($"the local value '{name}' is not declared");
}
