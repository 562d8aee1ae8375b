using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.KubeVirt.Cluster;
using VirtLint.Formats.KubeVirt.Guest;
using VirtLint.Formats.KubeVirt.Harvester;
using VirtLint.Formats.KubeVirt.Network;
using VirtLint.Formats.KubeVirt.Storage;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.KubeVirt;

/// <summary>The kinds of object that mean something to us, by API group. Each is one line here.</summary>
internal static class KubernetesManifest
{
    /// <summary>Lists may hold lists, in theory.</summary>
    private const int DeepestList = 4;

    private static readonly Dictionary<(string Group, string Kind), Action<Manifest>> s_binders = new()
    {
        [("kubevirt.io", "KubeVirt")] = KubeVirtBinder.Bind,
        [("kubevirt.io", "VirtualMachine")] = static manifest => MachineBinder.Bind(manifest, "spec", "spec.template"),
        [("kubevirt.io", "VirtualMachineInstance")] = static manifest => MachineBinder.Bind(manifest, null, ""),
        [("kubevirt.io", "VirtualMachineInstanceReplicaSet")] = static manifest => MachineBinder.Bind(manifest, null, "spec.template"),
        [("pool.kubevirt.io", "VirtualMachinePool")] = static manifest => MachineBinder.Bind(manifest, "spec.virtualMachineTemplate.spec", "spec.virtualMachineTemplate.spec.template"),
        [("migrations.kubevirt.io", "MigrationPolicy")] = MigrationPolicyBinder.Bind,
        [("instancetype.kubevirt.io", "VirtualMachineInstancetype")] = ProfileBinder.Bind,
        [("instancetype.kubevirt.io", "VirtualMachineClusterInstancetype")] = ProfileBinder.Bind,
        [("instancetype.kubevirt.io", "VirtualMachinePreference")] = ProfileBinder.Bind,
        [("instancetype.kubevirt.io", "VirtualMachineClusterPreference")] = ProfileBinder.Bind,
        [("snapshot.kubevirt.io", "VirtualMachineSnapshot")] = SnapshotBinder.Bind,
        [("export.kubevirt.io", "VirtualMachineExport")] = SnapshotBinder.BindExport,
        [("clone.kubevirt.io", "VirtualMachineClone")] = CloneBinder.Bind,
        [("hco.kubevirt.io", "HyperConverged")] = HyperConvergedBinder.Bind,
        [("cdi.kubevirt.io", "CDI")] = HyperConvergedBinder.BindImporter,
        [("rbac.authorization.k8s.io", "RoleBinding")] = GrantBinder.Bind,
        [("rbac.authorization.k8s.io", "ClusterRoleBinding")] = GrantBinder.Bind,
        [("rbac.authorization.k8s.io", "Role")] = GrantBinder.BindRole,
        [("rbac.authorization.k8s.io", "ClusterRole")] = GrantBinder.BindRole,
        [("k8s.cni.cncf.io", "NetworkAttachmentDefinition")] = AttachmentBinder.Bind,
        [("storage.k8s.io", "StorageClass")] = StorageClassBinder.Bind,
        [("harvesterhci.io", "VirtualMachineImage")] = ImageBinder.Bind,
        [("harvesterhci.io", "ScheduleVMBackup")] = BackupBinder.Bind,
        [("harvesterhci.io", "Setting")] = SettingBinder.Bind,
        [("migration.harvesterhci.io", "VmwareSource")] = SourceBinder.BindVmware,
        [("migration.harvesterhci.io", "OpenstackSource")] = SourceBinder.BindOpenStack,
        [("migration.harvesterhci.io", "OvaSource")] = SourceBinder.BindAppliance,
        [("cdi.kubevirt.io", "StorageProfile")] = StorageProfileBinder.Bind,
        [("cdi.kubevirt.io", "DataVolume")] = ClaimBinder.BindDataVolume,
        [("cdi.kubevirt.io", "DataImportCron")] = CronBinder.Bind,
        [("", "Secret")] = SeedBinder.Bind,
        [("", "Namespace")] = QuotaBinder.BindNamespace,
        [("", "ResourceQuota")] = QuotaBinder.Bind,
        [("quota.openshift.io", "ClusterResourceQuota")] = QuotaBinder.BindCluster,
        [("aaq.kubevirt.io", "ApplicationAwareResourceQuota")] = QuotaBinder.Bind,
        [("aaq.kubevirt.io", "ApplicationAwareClusterResourceQuota")] = QuotaBinder.BindCluster,
        [("", "PersistentVolume")] = ClaimBinder.BindVolume,
        [("", "PersistentVolumeClaim")] = ClaimBinder.Bind,
        [("networking.k8s.io", "NetworkPolicy")] = NetworkPolicyBinder.Bind,
    };

    /// <summary>Kinds of groups that every manifest has, so that the group tells nothing.</summary>
    private static readonly string[] s_common = ["Secret", "PersistentVolume", "PersistentVolumeClaim", "NetworkPolicy", "Namespace", "ResourceQuota"];

    private static readonly HashSet<string> s_groups = new(s_binders.Keys.Where(static key => Array.IndexOf(s_common, key.Kind) < 0).Select(static key => key.Group), StringComparer.Ordinal)
    {
        "template.kubevirt.io",
    };

    /// <summary>Whether objects of an API group, with its version, are read.</summary>
    public static bool IsKnownGroup(string apiVersion) => s_groups.Contains(GroupOf(apiVersion));

    /// <summary>Whether an object holds others, which say by themselves what they are.</summary>
    public static bool IsContainer(string apiVersion, string kind) =>
        (apiVersion == "v1" && kind == "List") || (kind == "Template" && GroupOf(apiVersion) == "template.openshift.io") || (apiVersion == "v1" && kind == "Template");

    /// <summary>Binds the manifests in a part of another file, such as a text that Terraform hands on.</summary>
    /// <param name="span">The part. What is around it counts as empty lines, so that all spans are those of the file.</param>
    public static void BindPart(TextSpan span, BindingContext context)
    {
        var text = new StringBuilder().Append('\n', span.Start).Append(context.File.Text.ToString(span)).ToString();
        foreach (var document in YamlTree.Parse(SourceText.From(text)).Documents.OfType<YamlMapping>())
            Bind(document, context);
    }

    /// <summary>Adds what an object declares to the file's model; nothing, when it is none of ours.</summary>
    public static void Bind(YamlMapping mapping, BindingContext context) => Bind(mapping, context, isTemplate: false, depth: 0);

    private static void Bind(YamlMapping mapping, BindingContext context, bool isTemplate, int depth)
    {
        if (mapping.TextAt("apiVersion") is not { } version || mapping.TextAt("kind") is not { } kind)
            return;

        if (s_binders.TryGetValue((GroupOf(version), kind), out var bind))
        {
            // What a patch leaves out stands in what it is laid over.
            using (context.Partially(IsPatch(mapping)))
                bind(new(mapping, kind, context, isTemplate));

            return;
        }

        if (depth >= DeepestList)
            return;

        if (kind.EndsWith("List", StringComparison.Ordinal))
            BindAll(mapping.Mappings("items"), context, isTemplate, depth + 1);
        else if (IsContainer(version, kind))
            BindAll(mapping.Mappings("objects"), context, isTemplate: true, depth + 1);
    }

    private static void BindAll(IEnumerable<YamlMapping> objects, BindingContext context, bool isTemplate, int depth)
    {
        foreach (var inner in objects)
            Bind(inner, context, isTemplate, depth);
    }

    private static bool IsPatch(YamlMapping mapping) => mapping["$patch"] is not null || mapping.Select("spec.$patch") is not null;

    private static string GroupOf(string apiVersion)
    {
        var slash = apiVersion.IndexOf('/');
        return slash < 0 ? "" : apiVersion.Substring(0, slash);
    }
}
