using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform;

/// <summary>Texts that a Terraform configuration fills in: what they mean is said where they are read.</summary>
/// <remarks>Terraform language, "templatefile": *.tftpl is the recommended name.</remarks>
internal sealed class TemplateFileFormat : Format
{
    public override string Id => "terraform-template";

    public override Platform Platform => Platform.Terraform;

    public override string Title => "Template that a Terraform configuration reads (*.tftpl)";

    public override IProject? Project => TerraformProject.Instance;

    public override PathClaim Claim(FilePath path) => path.EndsWith(".tftpl") ? PathClaim.Certain : PathClaim.None;

    public override void Bind(FilePath path, BindingContext context)
    {
    }
}
