using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Libvirt.Access;
using VirtLint.Formats.Libvirt.Domain;
using VirtLint.Formats.Libvirt.Network;
using VirtLint.Formats.Libvirt.Storage;
using VirtLint.Syntax.Xml;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.Ansible.Libvirt;

/// <summary>Binds the modules of community.libvirt: the document in <c>xml</c>, and the connection in <c>uri</c>.</summary>
internal static class LibvirtModules
{
    /// <summary>The longest way into a file at which a document is still read: the text before it is covered for each.</summary>
    private const int FarthestStart = 1 << 18;

    public static void BindLink(AnsibleTask task)
    {
        if (task.Node.Written("uri") is YamlScalar { Tag: "" } uri && task.Run.IsFirst(task.Context.Origin(uri.ValueSpan)))
            ConnectionUri.Bind(task.Module, new(uri.Value, uri.ValueSpan), "uri", task.Context);
    }

    public static void BindDocument(AnsibleTask task)
    {
        // A block's lines are the document's own, so that places in them are places in the file.
        if (task.Node.Written("xml") is YamlScalar { Tag: "", IsBlock: true } xml && xml.ValueSpan.Start < FarthestStart && task.Run.IsFirst(task.Context.Origin(xml.ValueSpan)))
            BindDocument(xml.ValueSpan, task.Context);
    }

    private static void BindDocument(TextSpan span, BindingContext context)
    {
        var tree = XmlTree.Parse(SourceText.From(new string(' ', span.Start) + context.File.Text.ToString(span)));
        context.AddErrors(tree);
        var wasPartial = context.IsPartial;
        context.IsPartial = tree.IsTemplate;
        foreach (var root in tree.Roots)
            BindRoot(root, context);

        context.IsPartial = wasPartial;
    }

    private static void BindRoot(XmlElement root, BindingContext context)
    {
        switch (root.Name)
        {
            case "domain":
                DomainBinder.Bind(root, context);
                break;
            case "network":
                NetworkBinder.Bind(root, context);
                break;
            case "pool":
                PoolBinder.Bind(root, context);
                break;
            case "volume":
                VolumeBinder.Bind(root, context);
                break;
        }
    }
}
