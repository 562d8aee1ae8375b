using System;
using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Formats.PowerShell;
using VirtLint.Model;

namespace VirtLint.Formats.Vmware.PowerCli;

/// <summary>Binds what a script changes of virtual machines.</summary>
internal static class PowerCliGuests
{
    private const string Source = "VMware PowerCLI Cmdlets Reference";

    public static readonly BindingTable<Disk> Disks = new BindingTable<Disk>(Platform.Vmware, "PowerCLI: New-HardDisk, Set-HardDisk", Source)
        .Row(
            "Persistence",
            (d, f) => d.IsTransient = f,
            Vocabulary.OfAnyCase(("Persistent", false), ("NonPersistent", true), ("IndependentPersistent", false), ("IndependentNonPersistent", true), ("Undoable", false), ("Unknown", false)),
            source: "Set-HardDisk");

    // What belongs to a guest rather than to a host, by the first part of its name.
    private static readonly string[] s_guest =
        ["isolation", "tools", "remotedisplay", "mks", "sched", "log", "logging", "guestinfo", "vhv", "svga", "migrate", "uefi", "bios", "monitor", "disk", "devices", "ethernet0", "floppy0", "serial0", "parallel0", "usb"];

    public static void Bind(IReadOnlyList<ScriptCall> calls, BindingContext context)
    {
        var scopes = new Dictionary<string, PowerCliScope>(StringComparer.OrdinalIgnoreCase);
        var order = new List<(string Name, PowerCliScope Scope)>();
        foreach (var call in calls)
        {
            if (PowerCliHosts.Advanced(call) is { } option && IsOfGuest(option.Name.Value))
                Of(call).Set(option.Name.Value, option.Value, call, keySpan: option.Name.ValueSpan);
            else if (call.Name is "Set-VM" or "New-VM" && call.Find("MigrationEncryption") is { } encryption)
                Of(call).Set("migrate.encryptionMode", encryption, call);
            else if (call.Name is "New-HardDisk" or "Set-HardDisk" && call.Find("Persistence") is not null)
                BindDisk(call, context);
        }

        foreach (var (name, scope) in order)
            AdvancedSettings.Commanded.Bind(context.Add(new VirtualMachine(name, context.Origin(scope.Anchor)) { IsAmendment = true }), scope, context);

        PowerCliScope Of(ScriptCall call)
        {
            var target = PowerCliTarget.Of(call);
            var name = target.Name == "*" ? "all virtual machines" : target.Name;
            if (!scopes.TryGetValue(name, out var scope))
            {
                scopes[name] = scope = new PowerCliScope(target.Span);
                order.Add((name, scope));
            }

            return scope;
        }
    }

    /// <summary>Whether a name is that of a guest's setting: a host's start with another word.</summary>
    public static bool IsOfGuest(string name)
    {
        var dot = name.IndexOf('.');
        var first = dot < 0 ? name : name.Substring(0, dot);

        // Hosts have options below Disk, with a capital letter.
        return first != "Disk" && Array.Exists(s_guest, word => word.Equals(first, StringComparison.OrdinalIgnoreCase));
    }

    private static void BindDisk(ScriptCall call, BindingContext context)
    {
        var target = PowerCliTarget.Of(call);
        var machine = context.Add(new VirtualMachine(target.Name == "*" ? "all virtual machines" : target.Name, context.Origin(target.Span)) { IsAmendment = true });
        var disk = context.Add(new Disk("disk", context.Origin(call.Anchor), machine));
        disk.Use = Fact.Default(DiskUse.Disk, disk.Origin, Source);
        Disks.Bind(disk, call, context);
    }
}
