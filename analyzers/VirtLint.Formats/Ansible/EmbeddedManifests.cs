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

    /// <summary><c>kubevirt_vm</c>: the parts of a VirtualMachine as arguments. // kubevirt.core, kubevirt_vm: create_vm</summary>
    public static void BindMachine(AnsibleTask task)
    {
        // Without a specification the task starts or stops a guest that something else defines.
        if (task.Node.Written("spec") is not YamlMapping specification)
            return;

        var text = new EmbeddedText(task.Context.File, task.Node.Anchor).Add("apiVersion: kubevirt.io/v1\nkind: VirtualMachine\nmetadata:\n");
        AddWord("  name", "name");
        AddWord("  namespace", "namespace");
        AddPart("  labels", "labels");
        AddPart("  annotations", "annotations");
        text.Add("spec:\n");
        if (!AddWord("  runStrategy", "run_strategy"))
            AddRunning();

        AddPart("  instancetype", "instancetype");
        AddPart("  preference", "preference");
        AddPart("  dataVolumeTemplates", "data_volume_templates");
        text.Add("  template:\n    metadata:\n");
        AddPart("      labels", "labels");
        AddPart("      annotations", "annotations");
        AddNode("    spec", specification);
        Bind(task, specification, text);

        // Told only to start or stop, the module leaves the guest's own strategy alone.
        void AddRunning()
        {
            if (task.Node.Find("running") is { Unresolved: null } running)
                text.Add("  runStrategy: ").Add(task.Says("running", "true", "yes", "on", "1") ? "Always" : "Halted", running.ValueSpan).Add("\n");
            else if (task.Node.Find("running") is null && (task.Node.Find("state") is null || task.Says("state", "present")))
                text.Add("  runStrategy: Always\n");
        }

        bool AddWord(string key, string argument)
        {
            if (task.Node.Written(argument) is not YamlScalar { IsNull: false } word)
                return false;

            text.Add($"{key}: ").Add(task.Context.File.Text.ToString(word.Span), word.Span).Add("\n");
            return true;
        }

        void AddPart(string key, string argument)
        {
            if (task.Node.Written(argument) is { } part and (YamlMapping or YamlSequence))
                AddNode(key, part);
        }

        void AddNode(string key, YamlNode part) =>
            text.Add($"{key}:\n").AddLines(task.Context.File.Text, part.Span, new string(' ', key.Length - key.TrimStart().Length + 2));
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
