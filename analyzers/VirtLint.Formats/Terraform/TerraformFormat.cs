using System;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Hcl;

namespace VirtLint.Formats.Terraform;

/// <summary>Terraform and OpenTofu configurations: <c>*.tf</c>, and <c>*.tfvars</c> that give their variables values; both in JSON too.</summary>
/// <remarks>
/// One file says little: variables, locals and resources of a module stand in all files of its folder, so what the files
/// declare is bound by <see cref="TerraformProject"/> once all are read. Tests (<c>*.tftest.hcl</c>) deploy nothing.
/// </remarks>
internal sealed class TerraformFormat : Format
{
    public override string Id => "terraform";

    public override Platform Platform => Platform.Terraform;

    public override string Title => "Terraform and OpenTofu configuration (*.tf, *.tofu, *.tfvars; *.tf.json, *.tofu.json, *.tfvars.json)";

    public override IProject? Project => TerraformProject.Instance;

    public override PathClaim Claim(FilePath path) =>
        path.EndsWith(".tf") || path.EndsWith(".tofu") || path.EndsWith(".tf.json") || path.EndsWith(".tofu.json") || IsVariables(path.Full) ? PathClaim.Certain : PathClaim.None;

    public override void Bind(FilePath path, BindingContext context) => context.AddErrors(
        path.EndsWith(".json") ? HclTree.ParseJson(context.File.Text, IsVariables(path.Full)) : HclTree.Parse(context.File.Text));

    /// <summary>Whether the file gives variables values rather than declaring anything.</summary>
    public static bool IsVariables(string path) => path.EndsWith(".tfvars", StringComparison.Ordinal) || path.EndsWith(".tfvars.json", StringComparison.Ordinal);
}
