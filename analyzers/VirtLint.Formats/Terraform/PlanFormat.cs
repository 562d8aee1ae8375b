using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Json;

namespace VirtLint.Formats.Terraform;

/// <summary>A plan or a state as <c>terraform show -json</c> prints it. Any name will do, so the content tells.</summary>
/// <remarks>Terraform, "JSON Output Format". A plan belongs to the configuration that it was made of, so that <see cref="TerraformProject"/> binds both.</remarks>
internal sealed class PlanFormat : Format
{
    public override string Id => "terraform-plan";

    public override Platform Platform => Platform.Terraform;

    public override string Title => "Terraform plan or state (terraform show -json)";

    public override IProject? Project => TerraformProject.Instance;

    public override PathClaim Claim(FilePath path) => path.EndsWith(".json") ? PathClaim.Possible : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text) =>
        TextHead.Has(text, "\"format_version\"")
        && TextHead.Has(text, "\"terraform_version\"")
        && (TextHead.Has(text, "\"planned_values\"") || TextHead.Has(text, "\"root_module\""));

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = JsonTree.Parse(context.File.Text, allowDuplicates: true);
        context.AddErrors(tree);
        foreach (var secret in PlanSecrets.In(tree.Root))
            context.Hide(secret);
    }
}
