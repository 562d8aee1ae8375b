using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.PowerShell;
using VirtLint.Model;

namespace VirtLint.Formats.HyperV;

/// <summary>Binds the virtual machines of a script: what it makes, and what it changes of those that it finds.</summary>
internal static class GuestBinder
{
    public const string Source = "Hyper-V module reference";

    private const string Place = "PowerShell: virtual machine";

    public static readonly BindingTable<VirtualMachine> Table = new BindingTable<VirtualMachine>(Platform.HyperV, Place, Source)
        .Row("Set-VM -Notes", (m, f) => m.Notes = f, Vocabulary.Text, source: "Set-VM")
        .Computed("Set-VM -Notes", m => m.GuestOwner, "a line 'owner: …'")
        .Computed("Set-VM -Notes", m => m.Purpose, "a line 'purpose: …'")
        .Computed("Set-VM -Notes", m => m.Expiry, "a line 'expires: …'")
        .Computed("Set-VM -Notes", m => m.Stage, "a line 'environment: …'")
        .Computed("Set-VM -Notes", m => m.Sensitivity, "a line 'sensitivity: …'")
        .Computed("New-VM -Name, Set-VM -Notes", m => m.IsCalledTemplate, "a word such as 'template'");

    public static readonly BindingTable<GuestFirmware> Firmware = new BindingTable<GuestFirmware>(Platform.HyperV, Place, Source)
        .Row(
            "New-VM -Generation",
            (f, v) => f.Interface = v,
            Vocabulary.Of(("1", FirmwareInterface.Bios), ("2", FirmwareInterface.Uefi)),
            whenAbsent: FirmwareInterface.Bios,
            source: "New-VM")
        .Row("Set-VMFirmware -EnableSecureBoot", (f, v) => f.SecureBoot = v, HyperVWords.OnOff, source: "Set-VMFirmware")
        .Computed("Set-VMFirmware", f => f.Interface, "any parameter: only generation 2 has this firmware", source: "Set-VMFirmware");

    public static readonly BindingTable<CpuFeature> Processor = new BindingTable<CpuFeature>(Platform.HyperV, Place, Source)
        .Row(
            "Set-VMProcessor -ExposeVirtualizationExtensions",
            (c, f) => c.Policy = f,
            Vocabulary.OfAnyCase(("$true", CpuFeaturePolicy.Required), ("$false", CpuFeaturePolicy.Disabled), ("1", CpuFeaturePolicy.Required), ("0", CpuFeaturePolicy.Disabled)),
            source: "Set-VMProcessor");

    public static readonly BindingTable<SideChannel> Channels = new BindingTable<SideChannel>(Platform.HyperV, Place, Source)
        .Computed("Enable-VMIntegrationService -Name", c => c.IsOpen, "'Guest Service Interface', by which the host copies files into the guest", source: "Enable-VMIntegrationService");

    public static readonly BindingTable<HostDevice> Devices = new BindingTable<HostDevice>(Platform.HyperV, Place, Source)
        .Computed("Add-VMAssignableDevice -LocationPath, Add-VMHardDiskDrive -DiskNumber", d => d.Address, "the path of a device, or the number of a disk")
        .Computed("Add-VMAssignableDevice -LocationPath, Add-VMHardDiskDrive -DiskNumber", d => d.Class, "the command tells");

    public static void Bind(IReadOnlyList<ScriptCall> calls, BindingContext context)
    {
        foreach (var guest in Gather(calls))
            Bind(guest, context);
    }

    /// <summary>The commands of each machine, in the order in which the script first names them.</summary>
    private static List<GuestCommands> Gather(IReadOnlyList<ScriptCall> calls)
    {
        var guests = new List<GuestCommands>();
        var byKey = new Dictionary<string, GuestCommands>(StringComparer.Ordinal);
        foreach (var call in calls)
        {
            if (!HyperVScriptFormat.Signatures.ContainsKey(call.Name) || call.Find("ManagementOS") is not null)
                continue;

            var creates = call.Name == "New-VM";
            foreach (var name in GuestNames.Of(call))
            {
                // A second machine of the same variable is another one.
                if (!byKey.TryGetValue(name.Key, out var guest) || (creates && guest.Creation is not null))
                {
                    guest = byKey[name.Key] = new GuestCommands(name.Name, name.Span);
                    guests.Add(guest);
                }

                guest.Add(call, creates);
            }
        }

        return guests;
    }

    private static void Bind(GuestCommands guest, BindingContext context)
    {
        if (!guest.Calls.Any(static call => !call.Name.StartsWith("Get-", StringComparison.Ordinal)))
            return;

        var machine = context.Add(new VirtualMachine(guest.Name, context.Origin(guest.Anchor)) { IsAmendment = guest.Creation is null });
        Table.Bind(machine, guest, context);
        BindLabels(machine, guest, context);
        BindFirmware(machine, guest, context);
        if (guest.Find("Set-VMProcessor -ExposeVirtualizationExtensions") is { } nested)
            Processor.Bind(context.Add(new CpuFeature("nested-virt", context.Origin(nested.KeySpan), machine)), guest, context);

        foreach (var tpm in guest.Calls.Where(static call => call.Name == "Enable-VMTPM"))
        {
            context.Add(new VirtualTpm("vTPM", context.Origin(tpm.Anchor), machine));
            break;
        }

        AdapterBinder.Bind(machine, guest, context);
        BindFileCopy(machine, guest, context);
        foreach (var call in guest.Calls)
        {
            if (call.Name == "Add-VMAssignableDevice")
                AddDevice(machine, call, "LocationPath", HostDeviceClass.Pci, context);
            else if (call.Name == "Add-VMHardDiskDrive")
                AddDevice(machine, call, "DiskNumber", HostDeviceClass.Disk, context);
        }
    }

    private static void AddDevice(VirtualMachine machine, ScriptCall call, string parameter, HostDeviceClass kind, BindingContext context)
    {
        if (call.Find(parameter) is not { } address)
            return;

        var device = context.Add(new HostDevice(address.Value, context.Origin(address.ValueSpan), machine));
        device.Address = Facts.Read(call, address, $"{call.Name} -{parameter}", Vocabulary.Text, context);
        device.Class = device.Address.Select(_ => kind);
    }

    /// <summary>The service by which the host copies files into the guest; the last command about it counts.</summary>
    private static void BindFileCopy(VirtualMachine machine, GuestCommands guest, BindingContext context)
    {
        for (var i = guest.Calls.Count - 1; i >= 0; i--)
        {
            var call = guest.Calls[i];
            if (call.Name is not ("Enable-VMIntegrationService" or "Disable-VMIntegrationService") || (call.Find("Name") ?? call.Upstream?.Find("Name")) is not { } name)
                continue;

            if (name.Value.IndexOf("Guest Service Interface", StringComparison.OrdinalIgnoreCase) < 0)
                continue;

            var channel = context.Add(new SideChannel(SideChannelKind.FileTransfer, "Guest Service Interface", context.Origin(name.ValueSpan), machine));
            var isOpen = call.Name == "Enable-VMIntegrationService";
            channel.IsOpen = name.IsList
                ? Fact.Stated(isOpen, channel.Origin, name.Value, call.Name)
                : Facts.Read(call, name, call.Name, Vocabulary.Text, context).Select(_ => isOpen);
            return;
        }
    }

    private static void BindFirmware(VirtualMachine machine, GuestCommands guest, BindingContext context)
    {
        var change = guest.Last("Set-VMFirmware");
        if (guest.Creation is null && change is null)
            return;

        var firmware = context.Add(new GuestFirmware("firmware", machine.Origin, machine));
        var before = context.IsPartial;
        context.IsPartial = !guest.IsWhole;
        Firmware.Bind(firmware, guest, context);
        context.IsPartial = before;
        if (change is not null && guest.Find("New-VM -Generation") is null)
            firmware.Interface = Fact.Default(FirmwareInterface.Uefi, context.Origin(change.Anchor), $"{Source}: Set-VMFirmware", "New-VM -Generation");
    }

    private static void BindLabels(VirtualMachine machine, GuestCommands guest, BindingContext context)
    {
        var labels = new GuestLabels(machine, context);
        if (guest.Find("Set-VM -Notes") is { Unresolved: null } notes)
            labels.Prose(notes.ValueSpan, isEncoded: false);

        if (guest.Name.IndexOf('$') < 0)
            labels.Name(new(guest.Name, guest.Anchor));
    }
}
