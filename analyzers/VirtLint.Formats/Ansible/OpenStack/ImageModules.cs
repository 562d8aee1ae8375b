using System;
using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Formats.OpenStack;
using VirtLint.Formats.Terraform;
using VirtLint.Model;

namespace VirtLint.Formats.Ansible.OpenStack;

/// <summary>Binds the images that openstack.cloud puts into the image service.</summary>
internal static class ImageModules
{
    private const string Source = "openstack.cloud: image";

    private static readonly string[] s_evidence = ["sha256", "sha512", "checksum", "gpg", "cosign", "signature"];

    private static readonly Vocabulary<ImageVisibility> s_isPublic = AnsibleWords.Of(ImageVisibility.Public, ImageVisibility.Private);

    private static readonly PlatformDefault<ImageVisibility> s_private = ImageVisibility.Private;

    // plugins/modules/image.py: _resolve_visibility, "is_public" defaults to false
    public static readonly BindingTable<Image> Image = new BindingTable<Image>(Platform.OpenStack, "Ansible: openstack.cloud.image", Source)
        .Row("visibility", (i, f) => i.Visibility = f, GlanceImages.Visibility, source: "visibility")
        .Computed("is_public", i => i.Visibility, "a boolean, where visibility says nothing", "private", "is_public")
        .Row("is_protected", (i, f) => i.IsDeleteProtected = f, AnsibleWords.Flag, source: "is_protected")
        .Row("disk_format", (i, f) => i.Format = f, GlanceImages.Formats, source: "disk_format")
        .Computed("filename", i => i.AdmittedFrom, "a file of the machine that Ansible runs the task on", source: "filename")
        .Computed("checksum", i => i.IsVouchedFor, "a digest; or a task of the same file that verifies one", "false", "checksum")
        .Computed("uri", i => i.Url, "an address", source: "uri")
        .Computed("uri", i => i.Protocol, "the scheme of the address", source: "uri")
        .Computed("uri", i => i.Host, "the host of the address", source: "uri")
        .Computed("uri", i => i.Created, "a day in the address", source: "uri")
        .Computed("uri", i => i.Checksum, "the image service has no word for one", source: "uri");

    public static IEnumerable<IBindingTable> Tables => [Image];

    public static void BindImage(AnsibleTask task)
    {
        var (node, context) = (task.Node, task.Context);
        var image = context.Add(new Image(task.NameBy("name"), task.OriginBy("name")) { DeployedTo = Platform.OpenStack });
        Image.Bind(image, node, context);
        if (node.Find("visibility") is null)
            image.Visibility = Facts.Read(node, "is_public", s_isPublic, s_private, $"{Source}, is_public", context);

        GlanceImages.BindMarks(image, node.Find("name"), ArgumentFacts.Words(node.Find("tags")), context);
        var isWritten = node.Value("properties") is not { Kind: HclKind.Unknown };
        GlanceImages.BindProperties(image, isWritten ? node.Node("properties") : null, context);
        if (node.Find("uri") is { } address)
        {
            ImageDownload.Bind(image, ArgumentFacts.Of(node, address, static url => url, context));
            if (image.Url.IsKnown)
                image.Checksum = image.Url.Select(static _ => ImageChecksum.Unstatable);
        }

        if (node.Find("filename") is not { } file)
            return;

        image.AdmittedFrom = ArgumentFacts.Of(node, file, static path => path, context);
        if (node.Find("checksum") is { } sum)
            image.IsVouchedFor = Fact.Stated(true, context.Origin(sum.ValueSpan), sum.Value, "checksum");
        else if (!HasOtherEvidence(context))
            GlanceImages.BindEvidence(image, isWritten ? null : node.Find("properties"), file, $"{Source}, checksum", context);
    }

    /// <summary>Whether another task of the file speaks of digests or signatures: it may verify this very image.</summary>
    private static bool HasOtherEvidence(BindingContext context)
    {
        var text = context.File.Text.ToString();
        return Array.Exists(s_evidence, word => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);
    }
}
