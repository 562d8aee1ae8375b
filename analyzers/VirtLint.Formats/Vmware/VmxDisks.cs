using System;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Vmx;

namespace VirtLint.Formats.Vmware;

/// <summary>Binds the disks of a virtual machine, by <see cref="VmxDevices.Disks"/>.</summary>
internal sealed class VmxDisks(VirtualMachine machine, VmxScope root, FilePath path, BindingContext context)
{
    private const string Datastores = "vmfs/volumes/";
    private const string Api = "vSphere API: VirtualDisk";

    public void Add(string name, VmxScope scope)
    {
        var disk = context.Add(new Disk(name, context.Origin(scope.Anchor), machine));
        var type = scope.Find("deviceType");
        disk.Use = type is null
            ? Facts.Default(context, DiskUse.Disk, scope.Anchor, Api, "deviceType")
            : Facts.Read(scope, type, "deviceType", Vocabulary.Text, context).Select(UseOf);
        VmxDevices.Disks.Bind(disk, scope, context);
        disk.IsReadOnly = Facts.Default(context, false, scope.Anchor, Api);
        if (disk.Source.IsUnresolved || disk.Source.Is(static file => DiskFormats.ByName(file) is not null))
            disk.Format = disk.Source.Select(static file => DiskFormats.ByName(file) ?? DiskFormat.Other);

        if (disk.Source.Is(file => LocationOf(file) is not null))
            disk.Location = disk.Source.Select(file => LocationOf(file) ?? file);

        disk.IsShared = SharingOf(name, scope);
        disk.Encryption = machine.EncryptsSettingsOnly.Is(true) ? machine.EncryptsSettingsOnly.Select(static _ => DiskEncryption.None)
            : machine.IsEncrypted.Is(false) ? Facts.Default(context, DiskEncryption.None, scope.Anchor, "vSphere Security: Use Encryption in Your vSphere Environment")
            : Fact<DiskEncryption>.Absent;
    }

    private static DiskUse UseOf(string type) =>
        type.IndexOf("cdrom", StringComparison.OrdinalIgnoreCase) >= 0 ? DiskUse.Optical
        : type.Equals("scsi-passthru", StringComparison.OrdinalIgnoreCase) ? DiskUse.Passthrough
        : DiskUse.Disk;

    /// <summary>
    /// Where the file lies: on a datastore by its path, or beside a machine in a folder of its own. What the folder of several
    /// machines holds may be variants of one.
    /// </summary>
    private string? LocationOf(string file)
    {
        if (file.IndexOf(Datastores, StringComparison.OrdinalIgnoreCase) >= 0)
            return OnDatastore(file);

        if (file.Length == 0 || file[0] == '/' || file.IndexOfAny(['\\', ':']) >= 0 || !VmxFormat.HasOwnFolder(path))
            return null;

        return FilePath.Combine(path.Folder, file) is { } full ? OnDatastore(full) : null;
    }

    /// <summary>The path on the host, where it is one of a datastore.</summary>
    private static string OnDatastore(string file) => file.IndexOf(Datastores, StringComparison.OrdinalIgnoreCase) is >= 0 and var at ? "/" + file.Substring(at) : file;

    /// <summary>Whether others may have the disk at once: by a mark of its own, or as all that are on the bus.</summary>
    private Fact<bool> SharingOf(string name, VmxScope scope)
    {
        if (scope.Find("sharing") is { } sharing && sharing.Value.Equals("multi-writer", StringComparison.OrdinalIgnoreCase))
            return Facts.Read(scope, sharing, "sharing", Vocabulary.Text, context).Select(static _ => true);

        var key = name.Substring(0, name.IndexOf(':')) + ".sharedBus";
        if (root.Find(key) is not { } bus)
            return Fact<bool>.Absent;

        var isShared = Facts.Read(root, bus, key, Vocabulary.Text, context).Select(static mode => mode.Equals("virtual", StringComparison.OrdinalIgnoreCase) || mode.Equals("physical", StringComparison.OrdinalIgnoreCase));
        return isShared.Is(false) ? Fact<bool>.Absent : isShared;
    }
}
