using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.OpenStack.Heat;

/// <summary>Volumes, their types and flavors of a template.</summary>
internal static class HeatVolumes
{
    private const string Source = "Heat: OS::Cinder::Volume";

    public static readonly BindingTable<Disk> Volume = new BindingTable<Disk>(Platform.OpenStack, "OS::Cinder::Volume", Source)
        .Row("multiattach", (d, f) => d.IsShared = f, Oslo.Boolean, source: "multiattach")
        .Computed("volume_type", d => d.Store, "the volume's type: a name, or a resource of the template", source: "volume_type")
        .Computed("volume_type", d => d.Encryption, "a type with an encryption of its own, or one without", source: "volume_type")
        .Computed("(resource)", d => d.Use, "a disk", "disk")
        .Computed("(resource)", d => d.IsReadOnly, "writable", "false");

    public static readonly BindingTable<ImageStore> Type = new BindingTable<ImageStore>(Platform.OpenStack, "OS::Cinder::VolumeType", "Heat: OS::Cinder::VolumeType")
        .Computed("(resource)", s => s.EncryptsVolumes, "an OS::Cinder::EncryptedVolumeType of it, or metadata that speaks of it", "false");

    public static readonly BindingTable<ImageStore> Encryption = CinderVolumes.Declare("OS::Cinder::EncryptedVolumeType", "Heat: OS::Cinder::EncryptedVolumeType", "");

    public static IReadOnlyList<IBindingTable> Tables => [Volume, Type, Encryption];

    public static void BindVolume(HeatResource resource)
    {
        var (name, scope, context) = resource;
        var disk = context.Add(new Disk(name, context.Origin(scope.Anchor)));
        Volume.Bind(disk, scope, context);
        BindStore(disk, scope, resource);
    }

    /// <summary>The type of a volume, which a volume of its own or a server's device names.</summary>
    public static void BindStore(Disk disk, HeatScope scope, HeatResource resource)
    {
        var context = resource.Context;
        var type = scope.Find("volume_type");
        CinderVolumes.BindType(disk, scope, type, Source, context);

        // A resource of the template is known by its name there.
        if (type is not null && scope.ResourceIn("volume_type") is { } other)
        {
            disk.Store = Fact.Stated(other, context.Origin(type.ValueSpan), other, type.Key);
            disk.Encryption = resource.Template.IsEncrypted(other) ? disk.Store.Select(static _ => DiskEncryption.Luks)
                : resource.Template.Has(other) ? disk.Store.Select(static _ => DiskEncryption.None)
                : Fact<DiskEncryption>.Absent;
        }
    }

    public static void BindType(HeatResource resource)
    {
        var (name, scope, context) = resource;
        var store = context.Add(new ImageStore(name, context.Origin(scope.Anchor)));
        if (resource.Template.IsEncrypted(name) || CinderVolumes.IsCalledEncrypted(name) || CinderVolumes.SpeaksOfEncryption(scope.Settings) || scope.Find("metadata") is { Unresolved: not null } && scope.Map("metadata") is null
            || CinderVolumes.SpeaksOfEncryption(scope.Map("metadata")?.Settings ?? []))
        {
            return;
        }

        store.EncryptsVolumes = Facts.Default(context, false, scope.Anchor, "Heat: OS::Cinder::VolumeType");
    }

    public static void BindEncryption(HeatResource resource) =>
        Encryption.Bind(resource.Context.Add(new ImageStore(resource.Name, resource.Context.Origin(resource.Scope.Anchor))), resource.Scope, resource.Context);

    public static void BindFlavor(HeatResource resource)
    {
        if (resource.Scope.Map("extra_specs") is { } specs)
            FlavorSpecs.Bind(resource.Scope.Find("name") is { Unresolved: null } name ? name.Value : resource.Name, resource.Context.Origin(resource.Scope.Anchor), specs, resource.Context);
    }
}
