using System.Linq;
using VirtLint.Formats.Libvirt;
using VirtLint.Formats.Libvirt.Access;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.Ansible.Libvirt;

/// <summary>Binds the modules of community.libvirt: the document in <c>xml</c>, and the connection in <c>uri</c>.</summary>
internal static class LibvirtModules
{
    public static void BindLink(AnsibleTask task)
    {
        if (task.Node.Written("uri") is YamlScalar { Tag: "" } uri && task.Run.IsFirst(task.Context.Origin(uri.ValueSpan)))
            ConnectionUri.Bind(task.Module, new(uri.Value, uri.ValueSpan), "uri", task.Context);
    }

    /// <summary>A document that stands in the task. One that a lookup reads from a file of the tree is read there.</summary>
    public static void BindDocument(AnsibleTask task)
    {
        if (task.Node.Written("xml") is not YamlScalar { Tag: "" } xml || !task.Run.IsFirst(task.Context.Origin(xml.ValueSpan)))
            return;

        var text = EmbeddedFiles.TextOf(xml, task, isFragment: false);
        var source = text.ToText();
        var path = new FilePath("task.xml");
        if (LibvirtFormats.All.FirstOrDefault(format => format is LibvirtXmlFormat && format.Sniff(path, source)) is { } format)
            task.Context.Embed(text, format, path);
    }
}
