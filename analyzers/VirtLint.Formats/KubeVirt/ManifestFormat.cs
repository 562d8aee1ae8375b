using System;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.KubeVirt;

/// <summary>Manifests of KubeVirt and of what is built on it, in YAML or JSON, also inside of charts.</summary>
/// <remarks>Any name will do, so that the API group at the start of a line tells.</remarks>
internal sealed class ManifestFormat : Format
{
    private static readonly string[] s_endings =
        [".yaml", ".yml", ".json", ".yaml.j2", ".yml.j2", ".yaml.tpl", ".yaml.tmpl", ".yaml.gotmpl", ".yaml.in", ".tpl.yaml"];

    /// <summary>Folders by which people sort the manifests of one cluster.</summary>
    private static readonly string[] s_leaves =
        ["base", "templates", "manifests", "resources", "vm", "vms", "virtualmachines", "network", "networks", "storage", "images", "datavolumes", "policies", "rbac",
         "instancetype", "instancetypes", "preference", "preferences", "networkpolicies", "pvc", "pvcs"];

    private static readonly string[] s_marks = ["kubevirt.io", "harvesterhci.io", "k8s.cni.cncf.io/", "driver.longhorn.io", "csi.ceph.com", "quota.openshift.io/"];

    /// <summary>Names of groups are short; a text behind the key may not be.</summary>
    private const int LongestGroup = 100;

    public override string Id => "kubernetes-manifest";

    public override Platform Platform => Platform.KubeVirt;

    public override string Title => "Kubernetes manifest of KubeVirt, CDI or Harvester";

    public override PathClaim Claim(FilePath path)
    {
        foreach (var ending in s_endings)
        {
            if (path.EndsWith(ending))
                return PathClaim.Possible;
        }

        return PathClaim.None;
    }

    public override bool Sniff(FilePath path, SourceText text)
    {
        if (!TextHead.Has(text, "apiVersion"))
            return false;

        var whole = text.ToString();
        return (Array.Exists(s_marks, mark => whole.IndexOf(mark, StringComparison.Ordinal) >= 0) || CoversNamespace(whole))
            && (IsJson(whole) ? HasJsonManifest(whole) : HasManifest(text));
    }

    public override string SiteRoot(FilePath path)
    {
        var folder = path.Folder;
        while (Array.IndexOf(s_leaves, new FilePath(folder).Name) >= 0)
            folder = new FilePath(folder).Folder;

        return folder;
    }

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = YamlTree.Parse(context.File.Text);
        context.AddErrors(tree);
        context.IsPartial = tree.IsTemplate || IsOverlay(path);
        foreach (var document in tree.Documents.OfType<YamlMapping>())
            KubernetesManifest.Bind(document, context);
    }

    /// <summary>A policy or quota for every pod of a namespace is one for its guests, and has no word of theirs.</summary>
    private static bool CoversNamespace(string text) =>
        (text.IndexOf("kind: NetworkPolicy", StringComparison.Ordinal) >= 0 && text.IndexOf("podSelector: {}", StringComparison.Ordinal) >= 0)
        || text.IndexOf("kind: ResourceQuota", StringComparison.Ordinal) >= 0;

    private static bool IsJson(string text)
    {
        var start = 0;
        while (start < text.Length && char.IsWhiteSpace(text[start]))
            start++;

        return start < text.Length && text[start] == '{' && (start + 1 >= text.Length || text[start + 1] is not ('{' or '%' or '#'));
    }

    /// <summary>Whether a group that we read is the version of an object: a schema only describes such objects.</summary>
    private static bool HasJsonManifest(string text)
    {
        const string Key = "\"apiVersion\"";
        for (var at = text.IndexOf(Key, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Key, at + Key.Length, StringComparison.Ordinal))
        {
            var start = at + Key.Length;
            while (start < text.Length && (char.IsWhiteSpace(text[start]) || text[start] == ':'))
                start++;

            if (start < text.Length && text[start] == '"' && text.IndexOf('"', start + 1) is > 0 and var end
                && end - start < LongestGroup && KubernetesManifest.IsKnownGroup(text.Substring(start + 1, end - start - 1)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a line of the file's own, not of something inside of it, names an API group that we read, or a list of objects.</summary>
    private static bool HasManifest(SourceText text)
    {
        var (mayHold, isContainer) = (false, false);
        foreach (var line in text.Lines)
        {
            var kind = KindOf(text, line);
            if (kind is "NetworkPolicy" or "ResourceQuota" || (kind == "PersistentVolumeClaim" && TextHead.Has(text, "cdi.kubevirt.io/storage.import.")))
                return true;

            isContainer |= kind is "List" or "Template";
            if (mayHold && isContainer)
                return true;

            if (line.End - line.Start < 13 || text[line.Start] is not 'a')
                continue;

            var words = text.ToString(line.Span);
            if (!words.StartsWith("apiVersion:", StringComparison.Ordinal))
                continue;

            var version = words.Substring(11).Trim().Trim('"', '\'');
            if (KubernetesManifest.IsKnownGroup(version))
                return true;

            mayHold |= version is "v1" or "template.openshift.io/v1";
        }

        return mayHold && isContainer;
    }

    /// <summary>The kind that a line names; empty when it names none.</summary>
    private static string KindOf(SourceText text, TextLine line)
    {
        if (line.End - line.Start is < 10 or > LongestGroup || text[line.Start] is not 'k')
            return "";

        var words = text.ToString(line.Span);
        return words.StartsWith("kind:", StringComparison.Ordinal) ? words.Substring(5).Trim().Trim('"', '\'') : "";
    }

    /// <summary>Whether the file is laid over another, which holds the rest of the object. // Kustomize, "patches"</summary>
    private static bool IsOverlay(FilePath path) =>
        path.Name.IndexOf("patch", StringComparison.OrdinalIgnoreCase) >= 0
        || path.FolderName is "patches"
        || path.Full.IndexOf("/overlays/", StringComparison.Ordinal) >= 0
        || path.Full.StartsWith("overlays/", StringComparison.Ordinal);
}
