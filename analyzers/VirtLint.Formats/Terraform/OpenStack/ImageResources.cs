using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Formats.OpenStack;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform.OpenStack;

/// <summary>Binds the images that terraform-provider-openstack/openstack puts into the image service.</summary>
internal static class ImageResources
{
    private const string Source = "terraform-provider-openstack/openstack: openstack_images_image_v2";

    // docs/resources/images_image_v2.md; resource_openstack_images_image_v2.go: "visibility", Default "private"
    public static readonly BindingTable<Image> Image = DownloadResources.Address(Platform.OpenStack, "openstack_images_image_v2", "terraform-provider-openstack/openstack", "image_source_url")
        .Row("visibility", (i, f) => i.Visibility = f, GlanceImages.Visibility, whenAbsent: ImageVisibility.Private, source: "visibility")
        .Row("protected", (i, f) => i.IsDeleteProtected = f, TerraformWords.Flag, whenAbsent: false, source: "protected")
        .Row("disk_format", (i, f) => i.Format = f, GlanceImages.Formats, source: "disk_format")
        .Computed("local_file_path", i => i.AdmittedFrom, "a file of the machine that Terraform runs on", source: "local_file_path")
        .Computed("lifecycle/precondition", i => i.IsVouchedFor, "a condition on a digest", "false", "verify_checksum");

    public static void Bind(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var (name, address) = (node.Find("name"), node.Find("image_source_url"));
        var image = context.Add(new Image(name is { Unresolved: null } ? name.Value : resource.Address, context.Origin(address?.ValueSpan ?? name?.ValueSpan ?? node.Anchor)) { DeployedTo = Platform.OpenStack });
        Image.Bind(image, node, context);
        DownloadResources.BindAddress(image, resource, "image_source_url");
        GlanceImages.BindMarks(image, name, ArgumentFacts.Words(node.Find("tags")), context);
        var isWritten = node.Value("properties") is not { Kind: HclKind.Unknown };
        GlanceImages.BindProperties(image, isWritten ? node.Node("properties") : null, context);
        if (node.Find("local_file_path") is not { } file)
            return;

        if (!isWritten)
            GlanceImages.BindEvidence(image, node.Find("properties"), file, Source, context);

        UploadEvidence.Bind(image, node, "local_file_path", node, $"{Source}, verify_checksum", context);
    }
}
