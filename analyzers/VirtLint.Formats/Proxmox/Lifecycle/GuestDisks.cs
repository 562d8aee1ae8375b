using System;
using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Lifecycle;

/// <summary>Binds what the disks of a guest together say of it: whether backups hold any, and whose clone it is.</summary>
internal static class GuestDisks
{
    private static readonly string[] s_buses = ["scsi", "virtio", "sata", "ide"];

    public static void Bind(VirtualMachine machine, PveSection settings, BindingContext context)
    {
        Setting? leftOut = null;
        var isAnyIncluded = false;
        foreach (var (drive, key) in Drives(machine, settings))
        {
            BindClone(machine, drive, key, context);
            if (drive.Find("backup") is { } backup && Vocabulary.PveBoolean.TryRead(backup.Value, out var isIncluded) && !isIncluded)
                leftOut ??= backup;
            else
                isAnyIncluded = true;
        }

        // A container's root file system is in every backup. // pve-container, LXC/Config.pm: mountpoint_backup_enabled
        if (!machine.IsContainer.Is(true) && leftOut is not null && !isAnyIncluded)
            machine.HasDisksInBackup = Fact.Stated(false, context.Origin(leftOut.ValueSpan), leftOut.Value, "backup");
    }

    private static IEnumerable<(PropertyString Drive, string Key)> Drives(VirtualMachine machine, PveSection settings)
    {
        foreach (var setting in settings.Settings)
        {
            var bus = NumberedKey.Stem(setting.Key);
            var isVolume = machine.IsContainer.Is(true)
                ? bus is "rootfs" or "mp"
                : bus.Length < setting.Key.Length && Array.IndexOf(s_buses, bus) >= 0;
            if (!isVolume)
                continue;

            var key = machine.IsContainer.Is(true) ? "volume" : "file";
            var drive = PropertyString.Parse(setting, key);
            if (drive.Find("media")?.Value != "cdrom")
                yield return (drive, key);
        }
    }

    /// <summary>
    /// A linked clone's volume names the template's in front of its own: <c>base-9000-disk-0/vm-101-disk-0</c>.
    /// // pve-storage, Plugin.pm: parse_volname
    /// </summary>
    private static void BindClone(VirtualMachine machine, PropertyString drive, string key, BindingContext context)
    {
        if (machine.ClonedFrom.IsKnown || drive.Find(key) is not { } volume)
            return;

        var at = volume.Value.IndexOf("base-", StringComparison.Ordinal);
        if (at < 0 || volume.Value.IndexOf('/', at) < 0)
            return;

        var end = at + "base-".Length;
        while (end < volume.Value.Length && volume.Value[end] is >= '0' and <= '9')
            end++;

        var template = volume.Value.Substring(at + "base-".Length, end - at - "base-".Length);
        if (template.Length > 0)
            machine.ClonedFrom = Fact.Stated(template, context.Origin(volume.ValueSpan), volume.Value, key);
    }
}
