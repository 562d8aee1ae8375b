using System;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.KubeVirt.Storage;

/// <summary>Binds <c>StorageClass</c>: whether it encrypts, where its provisioner lets it say so, and whether it is the one for all.</summary>
internal static class StorageClassBinder
{
    // Longhorn, "Volume Encryption": parameters.encrypted
    public static readonly BindingTable<ImageStore> Table = new BindingTable<ImageStore>(Platform.KubeVirt, "StorageClass", "Longhorn: Volume Encryption")
        .Row("parameters.encrypted", (s, f) => s.EncryptsVolumes = f, KubeWords.Flag, whenAbsent: false);

    // ceph-csi, docs/deploy-rbd.md, docs/deploy-cephfs.md: 'encrypted'. What hosts of Ceph do below is not known here.
    public static readonly BindingTable<ImageStore> Ceph = new BindingTable<ImageStore>(Platform.KubeVirt, "StorageClass: parameters", "ceph-csi: Deployment with RBD, with CephFS")
        .Computed("encrypted", s => s.EncryptsVolumes, "a boolean");

    // Kubernetes, "Storage Classes": Default StorageClass
    public static readonly BindingTable<ImageStore> Marks = new BindingTable<ImageStore>(Platform.KubeVirt, "StorageClass: metadata.annotations", "Kubernetes: Storage Classes")
        .Computed(DefaultMark, s => s.IsDefault, "'true'", whenAbsent: "false");

    private const string DefaultMark = "storageclass.kubernetes.io/is-default-class";

    public static void Bind(Manifest manifest)
    {
        var (root, context) = (manifest.Root, manifest.Context);
        var provisioner = root.TextAt("provisioner") ?? "";
        var store = context.Add(new ImageStore(manifest.Name, manifest.Origin));
        if (provisioner == "driver.longhorn.io")
            Table.Bind(store, root, context);
        else if (IsCeph(provisioner) && root.Find("parameters.encrypted") is { } encrypted)
            store.EncryptsVolumes = Facts.Read(root, encrypted, "parameters.encrypted", KubeWords.Flag, context);

        if (manifest.Annotation(DefaultMark) is { } mark)
            store.IsDefault = Yaml.Read(mark, DefaultMark, static text => text == "true", context);
    }

    /// <summary>// Rook, "Ceph CSI drivers": the name of the driver follows that of the operator's namespace</summary>
    private static bool IsCeph(string provisioner) =>
        provisioner.EndsWith("rbd.csi.ceph.com", StringComparison.Ordinal) || provisioner.EndsWith("cephfs.csi.ceph.com", StringComparison.Ordinal);
}

/// <summary>Binds <c>StorageProfile</c>: what disks of the class of its name have when their claims leave it open.</summary>
/// <remarks>// CDI, "Storage Profiles": claimPropertySets, "These are ordered by preference"; Priorities</remarks>
internal static class StorageProfileBinder
{
    public static readonly BindingTable<ImageStore> Table = new BindingTable<ImageStore>(Platform.KubeVirt, "StorageProfile", "CDI: Storage Profiles")
        .Computed("spec.claimPropertySets[].accessModes, status.claimPropertySets[].accessModes", s => s.BindsToHost, "sets that agree on 'ReadWriteMany', or on other modes");

    private static readonly string[] s_sets = ["spec.claimPropertySets", "status.claimPropertySets"];

    public static void Bind(Manifest manifest)
    {
        var context = manifest.Context;
        var store = context.Add(new ImageStore(manifest.Name, manifest.Origin));
        foreach (var path in s_sets)
        {
            if (manifest.Root.Select(path) is YamlSequence { Nodes.IsEmpty: false })
            {
                store.BindsToHost = Agreed(manifest, path);
                return;
            }
        }
    }

    /// <summary>Which of two sets is taken rests on the kind of volume that a claim asks for.</summary>
    private static Fact<bool> Agreed(Manifest manifest, string path)
    {
        var agreed = Fact<bool>.Absent;
        foreach (var set in manifest.Root.Mappings(path))
        {
            var bound = AccessModes.Read(set.Find("accessModes"), path + "[].accessModes", manifest.Context);
            if (!bound.IsKnown)
                return bound;

            if (agreed.IsKnown && agreed.Value != bound.Value)
                return Fact<bool>.Absent;

            if (!agreed.IsKnown)
                agreed = bound;
        }

        return agreed;
    }
}
