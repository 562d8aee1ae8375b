using System;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Hcl;

namespace VirtLint.Formats.Packer;

/// <summary>Packer's templates in HCL: <c>*.pkr.hcl</c>, and <c>*.pkrvars.hcl</c> that give their variables values; both in JSON too.</summary>
/// <remarks>All files of a folder are one configuration, so what they declare is bound by <see cref="PackerProject"/> once all are read.</remarks>
internal sealed class PackerFormat : Format
{
    public override string Id => "packer";

    public override Platform Platform => Platform.Packer;

    public override string Title => "Packer template (*.pkr.hcl, *.pkrvars.hcl; *.pkr.json, *.pkrvars.json)";

    public override IProject? Project => PackerProject.Instance;

    public override PathClaim Claim(FilePath path) =>
        path.EndsWith(".pkr.hcl") || path.EndsWith(".pkr.json") || IsVariables(path.Full) ? PathClaim.Certain : PathClaim.None;

    public override void Bind(FilePath path, BindingContext context) => context.AddErrors(
        path.EndsWith(".json") ? HclTree.ParseJson(context.File.Text, IsVariables(path.Full)) : HclTree.Parse(context.File.Text));

    /// <summary>Whether the file gives variables values rather than declaring anything.</summary>
    public static bool IsVariables(string path) => path.EndsWith(".pkrvars.hcl", StringComparison.Ordinal) || path.EndsWith(".pkrvars.json", StringComparison.Ordinal);

    /// <summary>Whether Packer loads the file unasked. // Packer, "Input Variables": "Variable Definitions Files"</summary>
    public static bool IsLoadedAlways(string path) => path.EndsWith(".auto.pkrvars.hcl", StringComparison.Ordinal) || path.EndsWith(".auto.pkrvars.json", StringComparison.Ordinal);
}
