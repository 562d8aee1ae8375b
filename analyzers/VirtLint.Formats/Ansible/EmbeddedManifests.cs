using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.KubeVirt;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.Ansible;

/// <summary>Binds the objects of Kubernetes that tasks write out and hand to a cluster.</summary>
internal static class EmbeddedManifests
{
    private static readonly ManifestFormat s_format = new();

    /// <summary>Whether a line names an API group that only our platforms have.</summary>
    public static bool IsNamedIn(string line) =>
        line.IndexOf("kubevirt.io/", StringComparison.Ordinal) >= 0 || line.IndexOf("harvesterhci.io/", StringComparison.Ordinal) >= 0;

    /// <summary><c>k8s</c> with its definition: one object, several, or their text. // kubernetes.core.k8s, "definition"</summary>
    public static void Bind(AnsibleTask task)
    {
        // What is patched has the rest of its settings in the cluster, its owner too. // kubernetes.core.k8s, "state: patched"
        if (task.Says("state", "patched"))
            return;

        switch (task.Node.Written("definition"))
        {
            case YamlScalar { Tag: "", IsBlock: true } written:
                Bind(task, written, EmbeddedFiles.TextOf(written, task, isFragment: false));
                break;
            case YamlMapping mapping:
                Bind(task, mapping);
                break;
            case YamlSequence list:
                foreach (var item in list.Nodes.OfType<YamlMapping>())
                    Bind(task, item);

                break;
        }
    }

    private static void Bind(AnsibleTask task, YamlMapping mapping) =>
        Bind(task, mapping, new EmbeddedText(task.Context.File, task.Node.Anchor).AddLines(task.Context.File.Text, mapping.Span));

    private static void Bind(AnsibleTask task, YamlNode node, EmbeddedText text)
    {
        if (!task.Run.IsFirst(task.Context.Origin(node.Span)))
            return;

        // Anchors of the playbook cannot be followed from within a part of it.
        var tree = YamlTree.Parse(text.ToText());
        if (tree.Errors.Any() || !IsOurs(tree.Documents))
            return;

        task.Context.Embed(text, s_format, new FilePath("definition.yaml"));
    }

    private static bool IsOurs(IEnumerable<YamlNode?> documents) =>
        documents.OfType<YamlMapping>().Any(static document => document.TextAt("apiVersion") is { } version && KubernetesManifest.IsKnownGroup(version));
}
