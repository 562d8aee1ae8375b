using System;
using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Formats.OpenStack;
using VirtLint.Model;

namespace VirtLint.Formats.Ansible.OpenStack;

/// <summary>Binds volumes, their types, flavors and quotas of openstack.cloud.</summary>
internal static class VolumeModules
{
    private const string EncryptionModule = "volume_type_encryption";

    private static readonly string[] s_services = ["admin", "service", "services"];

    public static readonly BindingTable<ImageStore> Encryption =
        CinderVolumes.Declare("Ansible: openstack.cloud.volume_type_encryption", "openstack.cloud: volume_type_encryption", "encryption_");

    public static readonly BindingTable<ImageStore> Type = new BindingTable<ImageStore>(Platform.OpenStack, "Ansible: openstack.cloud.volume_type", "openstack.cloud: volume_type")
        .Computed("(task)", s => s.EncryptsVolumes, "a task of openstack.cloud.volume_type_encryption in the same file, or extra_specs that speak of it", "false");

    public static readonly BindingTable<Disk> Volume = new BindingTable<Disk>(Platform.OpenStack, "Ansible: openstack.cloud.volume", "openstack.cloud: volume")
        .Row("is_multiattach", (d, f) => d.IsShared = f, AnsibleWords.Flag, source: "is_multiattach")
        .Computed("volume_type", d => d.Store, "the volume's type", source: "volume_type")
        .Computed("volume_type", d => d.Encryption, "a name with 'luks' or 'crypt' in it, or another", source: "volume_type")
        .Computed("(task)", d => d.Use, "a disk", "disk")
        .Computed("(task)", d => d.IsReadOnly, "writable", "false");

    public static IEnumerable<IBindingTable> Tables => [Encryption, Type, Volume];

    public static void BindVolume(AnsibleTask task)
    {
        var disk = task.Context.Add(new Disk(task.NameBy("name"), task.OriginBy("name")) { DeployedTo = Platform.OpenStack });
        Volume.Bind(disk, task.Node, task.Context);
        CinderVolumes.BindType(disk, task.Node, task.Node.Find("volume_type"), "openstack.cloud: volume", task.Context);
    }

    /// <summary>A type without encryption, unless another task of the file, or the back end, sees to it.</summary>
    public static void BindType(AnsibleTask task)
    {
        var store = task.Context.Add(new ImageStore(task.NameBy("name"), task.OriginBy("name")) { DeployedTo = Platform.OpenStack });
        var isComputed = task.Node.Value("extra_specs") is { Kind: HclKind.Unknown };
        if (isComputed || task.Node.Find("name") is not { Unresolved: null } name || CinderVolumes.SpeaksOfEncryption(task.Node.Node("extra_specs")?.Settings ?? [])
            || CinderVolumes.IsCalledEncrypted(name.Value) || task.Context.File.Text.ToString().IndexOf(EncryptionModule, StringComparison.Ordinal) >= 0)
        {
            return;
        }

        store.EncryptsVolumes = Facts.Default(task.Context, false, name.ValueSpan, "openstack.cloud: volume_type");
    }

    public static void BindEncryption(AnsibleTask task) =>
        Encryption.Bind(task.Context.Add(new ImageStore(task.NameBy("volume_type"), task.OriginBy("volume_type")) { DeployedTo = Platform.OpenStack }), task.Node, task.Context);

    public static void BindFlavor(AnsibleTask task)
    {
        if (task.Node.Value("extra_specs") is { Kind: not HclKind.Unknown } && task.Node.Node("extra_specs") is { } specs)
            FlavorSpecs.Bind(task.NameBy("name"), task.OriginBy("name"), specs, task.Context);
    }

    /// <summary>The projects of the cloud's own services are bound by nothing but the cloud.</summary>
    public static void BindQuota(AnsibleTask task)
    {
        if (!task.Says("name", s_services))
            QuotaLimits.Bind(task.NameBy("name"), task.Node, task.Context);
    }
}
