using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.KubeVirt.Storage;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.KubeVirt.Guest;

/// <summary>A guest's volumes, and the disks, drives and file systems as which it has them.</summary>
internal static class MachineVolumes
{
    private const string Source = "KubeVirt user guide: Disks and volumes";

    public static readonly BindingTable<Disk> Table = new BindingTable<Disk>(Platform.KubeVirt, "VirtualMachine: volumes", Source)
        .Computed("domain.devices.disks[].disk, cdrom, lun, floppy", d => d.Use, "what the guest sees it as")
        .Computed("hostDisk.path, containerDisk.image, persistentVolumeClaim.claimName, dataVolume.name", d => d.Source, "what lies behind it")
        .Computed("dataVolumeTemplates[].spec.storage.storageClassName, pvc.storageClassName", d => d.Store, "a storage class")
        .Computed("domain.devices.disks[].disk.readonly, persistentVolumeClaim.readOnly", d => d.IsReadOnly, "a boolean", whenAbsent: "false, of disks that stay")
        .Computed("dataVolumeTemplates[].spec.storage", d => d.FollowsStore, "there or not")
        .Computed("hostDisk", d => d.NamesHostFile, "there or not", source: "hostDisk")
        .Computed("dataVolumeTemplates[].spec.storage.accessModes, pvc.accessModes", d => d.IsBoundToHost, "modes other than 'ReadWriteMany'", source: "Live migration: Limitations");

    public static readonly BindingTable<VirtualDevice> Drives = new BindingTable<VirtualDevice>(Platform.KubeVirt, "VirtualMachine: domain.devices.disks", Source)
        .Computed("floppy", d => d.IsPresent, "there or not", source: "Disks");

    public static readonly BindingTable<Image> Images = new BindingTable<Image>(Platform.KubeVirt, "VirtualMachine: containerDisk, kernelBoot", Source)
        .Computed("containerDisk.image, domain.firmware.kernelBoot.container.image", i => i.HasMovingTag, "an image of a registry, whose tag moves or is left out", source: "containerDisk");

    private static readonly string[] s_sources = ["hostDisk.path", "containerDisk.image", "persistentVolumeClaim.claimName", "dataVolume.name"];

    public static void Bind(GuestSpec guest)
    {
        var devices = new Dictionary<string, YamlMapping>(StringComparer.Ordinal);
        foreach (var device in guest.Spec.Mappings("domain.devices.disks"))
        {
            if (device.TextAt("name") is { } name)
                devices[name] = device;
        }

        var shares = new HashSet<string>(guest.Spec.Mappings("domain.devices.filesystems").Where(static system => system["virtiofs"] is not null).Select(static system => system.TextAt("name")).OfType<string>(), StringComparer.Ordinal);
        foreach (var volume in guest.Spec.Mappings("volumes"))
            BindVolume(guest, volume, devices, shares);

        CheckNames(guest, devices);
        if (guest.Spec.Find("domain.firmware.kernelBoot.container.image") is { } kernel)
            AddImage(guest, kernel, "domain.firmware.kernelBoot.container.image");

        foreach (var template in guest.Disks)
            ImportBinder.Bind(guest.Context, template, template.TextAt("metadata.name") ?? guest.Machine.Name, "spec.source");
    }

    private static void BindVolume(GuestSpec guest, YamlMapping volume, Dictionary<string, YamlMapping> devices, HashSet<string> shares)
    {
        var context = guest.Context;
        if (volume.Find("name") is not { } name)
            return;

        if (volume.Find("containerDisk.image") is { } image)
            AddImage(guest, image, "containerDisk.image");

        if (volume.Find("serviceAccount.serviceAccountName") is { } account)
            guest.Machine.PlatformAccount = Yaml.Read(account, "volumes[].serviceAccount.serviceAccountName", static text => text, context);

        if (volume.Find("downwardMetrics") is not null)
            guest.Machine.MayReadHost = Yaml.Presence(volume, "downwardMetrics", true, context);

        foreach (var seed in (string[])["cloudInitNoCloud", "cloudInitConfigDrive"])
        {
            if (volume.Select(seed) is YamlMapping data && !guest.Machine.UserDataSecret.IsKnown)
                BindUserData(guest, data);
        }

        if (volume.Find("persistentVolumeClaim.claimName") is { } claim && shares.Contains(name.Value))
        {
            var share = context.Add(new SharedFolder(claim.Value, context.Origin(claim.ValueSpan), guest.Machine));
            share.IsReadOnly = Facts.Read(volume, "persistentVolumeClaim.readOnly", KubeWords.Flag, false, $"{Source}: virtiofs", context);
        }

        if (devices.TryGetValue(name.Value, out var device))
            BindDisk(guest, volume, name, device);
    }

    private static void BindDisk(GuestSpec guest, YamlMapping volume, Setting name, YamlMapping device)
    {
        var context = guest.Context;
        var disk = context.Add(new Disk(name.Value, context.Origin(name.ValueSpan), guest.Machine));
        var isSeed = volume["cloudInitNoCloud"] is not null || volume["cloudInitConfigDrive"] is not null || volume["sysprep"] is not null;
        disk.Use = Fact.Default(
            isSeed ? DiskUse.SeedDrive : device["cdrom"] is not null ? DiskUse.Optical : device["floppy"] is not null ? DiskUse.Floppy : device["lun"] is not null ? DiskUse.Passthrough : DiskUse.Disk,
            disk.Origin, Source);
        if (s_sources.FirstOrDefault(key => volume.Find(key) is not null) is { } key && volume.Find(key) is { } source)
            disk.Source = Yaml.Read(source, key, static text => text, context);

        // What a guest writes to a disk of a container image is gone with it.
        if (device["disk"] is { } own && (volume["persistentVolumeClaim"] ?? volume["dataVolume"] ?? volume["hostDisk"]) is { } kept)
            disk.IsReadOnly = Facts.Read(own.Find("readonly") is null ? kept : own, own.Find("readonly") is null ? "readOnly" : "readonly", KubeWords.Flag, false, Source, context);

        if (device.Find("floppy") is { } floppy)
            context.Add(new VirtualDevice(name.Value, DeviceRole.Floppy, context.Origin(floppy.KeySpan), guest.Machine)).IsPresent = Yaml.Presence(device, "floppy", true, context);

        if (volume.Find("hostDisk.path") is { } path)
            disk.NamesHostFile = Yaml.Read(path, "hostDisk.path", static _ => true, context);

        if (volume.TextAt("dataVolume.name") is { } dataVolume && guest.Disks.FirstOrDefault(template => template.TextAt("metadata.name") == dataVolume) is { } made)
        {
            disk.IsBoundToHost = AccessModes.IsBoundToHost(made, context);
            disk.FollowsStore = AccessModes.FollowsStore(made, context);
            if ((made.Find("spec.storage.storageClassName") ?? made.Find("spec.pvc.storageClassName")) is { } store)
                disk.Store = Yaml.Read(store, "storageClassName", static text => text, context);
        }
    }

    private static void AddImage(GuestSpec guest, Setting setting, string key)
    {
        var image = guest.Context.Add(new Image(setting.Value, guest.Context.Origin(setting.ValueSpan), guest.Machine));
        image.HasMovingTag = Yaml.Read(setting, key, KubeWords.HasMovingTag, guest.Context);
    }

    private static void BindUserData(GuestSpec guest, YamlMapping data)
    {
        var context = guest.Context;
        foreach (var key in (string[])["userData", "userDataBase64"])
        {
            if (data.Find(key) is not { IsConditional: false } setting)
                continue;

            guest.Machine.FirstBootPackages = UserData.PackagesIn(setting, isEncoded: key != "userData", context.File);
            if (UserData.SecretIn(setting, isEncoded: key != "userData", context) is { } secret)
            {
                guest.Machine.UserDataSecret = secret;
                return;
            }
        }
    }

    private static void CheckNames(GuestSpec guest, Dictionary<string, YamlMapping> devices)
    {
        // What a disk is made of may be plugged in later, or come from what the definition is laid over.
        if (guest.Context.IsPartial || guest.Spec["volumes"] is not YamlSequence volumes)
            return;

        var names = new HashSet<string>(volumes.Nodes.OfType<YamlMapping>().Select(static volume => volume.TextAt("name")).OfType<string>(), StringComparer.Ordinal);
        foreach (var device in devices.Where(device => !names.Contains(device.Key) && !TemplateMarks.Contains(device.Key) && device.Value["cdrom"] is null && device.Value["volumeName"] is null))
        {
            if (device.Value.Find("name") is { } name)
                guest.Context.Report(SettingIssueKind.DanglingReference, "name", name.ValueSpan, $"'{device.Key}' names no volume of '{guest.Machine.Name}', so that the guest is refused");
        }
    }
}
