using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Model;

namespace VirtLint.Formats.OpenStack.Heat;

/// <summary>The images that a template has the image service fetch.</summary>
internal static class HeatImages
{
    // heat/engine/resources/openstack/glance/image.py: "visibility" defaults to private, "protected" to false
    public static readonly BindingTable<Image> Image = new BindingTable<Image>(Platform.OpenStack, "OS::Glance::WebImage", "Heat: OS::Glance::WebImage")
        .Row("visibility", (i, f) => i.Visibility = f, GlanceImages.Visibility, ImageVisibility.Private, "visibility")
        .Row("protected", (i, f) => i.IsDeleteProtected = f, Oslo.Boolean, false, "protected")
        .Row("disk_format", (i, f) => i.Format = f, GlanceImages.Formats, source: "disk_format")
        .Computed("location", i => i.Url, "an address", source: "location")
        .Computed("location", i => i.Protocol, "the scheme of the address", source: "location")
        .Computed("location", i => i.Host, "the host of the address", source: "location")
        .Computed("location", i => i.Created, "a day in the address", source: "location")
        .Computed("location", i => i.Checksum, "the resource has no property for one", source: "location");

    public static IReadOnlyList<IBindingTable> Tables => [Image];

    public static void Bind(HeatResource resource)
    {
        var (title, scope, context) = resource;
        var name = scope.Find("name");
        var image = context.Add(new Image(name is { Unresolved: null } ? name.Value : title, context.Origin(scope.Anchor)));
        Image.Bind(image, scope, context);
        GlanceImages.BindMarks(image, name, scope.Texts("tags"), context);
        GlanceImages.BindProperties(image, scope.Map("extra_properties"), context);
        if (scope.Find("location") is not { } location)
            return;

        ImageDownload.Bind(image, Facts.Of(scope, location, static url => url, context));
        if (image.Url.IsKnown)
            image.Checksum = image.Url.Select(static _ => ImageChecksum.Unstatable);
    }
}
