using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Terraform;
using VirtLint.Model;

namespace VirtLint.Formats.Hcl;

/// <summary>Reads labels of guests where arguments hold them.</summary>
internal static class ConfigLabels
{
    /// <summary>The guest's name, and the labels that stand in prose: each in the place where it is written.</summary>
    /// <param name="prose">The arguments that hold text for people. One whose value comes from elsewhere has no place of its own.</param>
    public static GuestLabels Bind(VirtualMachine machine, ConfigNode node, BindingContext context, params string[] prose)
    {
        var labels = new GuestLabels(machine, context);
        if (node.Find("name") is { Unresolved: null } name)
            labels.Name(name.AsLiteral());

        foreach (var key in prose)
        {
            if (node.Find(key) is { Unresolved: null } notes && node.SourceOf(notes) is null && notes.Value.Trim().Length > 0)
                labels.Prose(notes.ValueSpan, isEncoded: false);
        }

        return labels;
    }

    /// <summary>A list of tags, and a map of metadata, as OpenStack's servers have them.</summary>
    public static void AddServerLabels(this GuestLabels labels, ConfigNode node)
    {
        foreach (var tag in ArgumentFacts.Words(node.Find("tags")).Where(static tag => tag.Text.Length > 0))
            labels.Tag(tag);

        foreach (var setting in node.Node("metadata")?.Settings ?? [])
        {
            if (setting.Unresolved is null)
                labels.Named(setting.Key, setting.AsLiteral());
        }
    }
}
