using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.PowerShell;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.HyperV;

/// <summary>Binds the virtual machines of a script: what it makes, and what it changes of those that it finds.</summary>
internal static class GuestBinder
{
    public const string Source = "Hyper-V module reference";

    private const string Place = "PowerShell: virtual machine";

    public static readonly BindingTable<VirtualMachine> Table = new BindingTable<VirtualMachine>(Platform.HyperV, Place, Source)
        .Row("Set-VM -Notes", (m, f) => m.Notes = f, Vocabulary.Text, source: "Set-VM")
        .Row("Set-VMProcessor -EnableHostResourceProtection", (m, f) => m.HasActivityLimits = f, HyperVWords.Boolean, source: "Set-VMProcessor")
        .Row("Set-VM -CheckpointType", (m, f) => m.SnapshotsKeepMemory = f, HyperVWords.Checkpoints, source: "Set-VM")
        .Row("New-VM -Version", (m, f) => m.HardwareVersion = f, HyperVWords.Versions, source: "New-VM")
        .Computed("Disable-VMIntegrationService -Name", m => m.GuestAgent, "'Heartbeat' or 'VSS', by which the host sees into the guest", source: "Disable-VMIntegrationService")
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

    public static readonly BindingTable<RemoteConsole> Console = new BindingTable<RemoteConsole>(Platform.HyperV, Place, Source)
        .Row("Set-VM -LockOnDisconnect", (c, f) => c.LocksGuest = f, HyperVWords.OnOff, source: "Set-VM");

    public static readonly BindingTable<VirtualTpm> Tpm = new BindingTable<VirtualTpm>(Platform.HyperV, Place, Source)
        .Row("Set-VMSecurityPolicy -Shielded", (t, f) => t.IsShielded = f, HyperVWords.Boolean, source: "Set-VMSecurityPolicy")
        .Computed("Enable-VMTPM, Disable-VMTPM", t => t.IsRemoved, "the last of both", source: "Disable-VMTPM");

    public static readonly BindingTable<RemoteConsole> Serial = new BindingTable<RemoteConsole>(Platform.HyperV, Place, Source)
        .Computed("Set-VMComPort -Path", c => c.Protocol, "a named pipe", source: "Set-VMComPort")
        .Computed("Set-VMComPort -Path", c => c.Address, "a named pipe of another host: \\\\host\\pipe\\name", source: "Set-VMComPort")
        .Computed("Set-VMComPort -Path", c => c.IsOutgoing, "always", source: "Set-VMComPort")
        .Computed("Set-VMComPort -Path", c => c.Authentication, "the guest asks nobody who is at its port", source: "Set-VMComPort");

    public static readonly BindingTable<Disk> Disks = new BindingTable<Disk>(Platform.HyperV, Place, Source)
        .Computed("New-VM -VHDPath, Add-VMHardDiskDrive -Path", d => d.Use, "always", source: "Add-VMHardDiskDrive")
        .Computed("New-VM -VHDPath, Add-VMHardDiskDrive -Path", d => d.Source, "a path", source: "Add-VMHardDiskDrive")
        .Computed("New-VM -VHDPath, Add-VMHardDiskDrive -Path", d => d.Format, "a path, by its extension", source: "Add-VMHardDiskDrive");

    public static readonly BindingTable<HostDevice> Devices = new BindingTable<HostDevice>(Platform.HyperV, Place, Source)
        .Computed("Add-VMAssignableDevice -LocationPath, Add-VMHardDiskDrive -DiskNumber", d => d.Address, "the path of a device, or the number of a disk")
        .Computed("Add-VMAssignableDevice -LocationPath, Add-VMHardDiskDrive -DiskNumber", d => d.Class, "the command tells");

    private const string FileCopy = "Guest Service Interface";

    private static readonly string[] s_services = [FileCopy, "Heartbeat", "VSS"];

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

        var machine = context.Add(new VirtualMachine(guest.Name, context.Origin(guest.Anchor))
        {
            IsAmendment = guest.Creation is null,
            HasPlaceForLabels = guest.Name.IndexOfAny(['$', '(', '*']) < 0,
        });
        Table.Bind(machine, guest, context);
        BindLabels(machine, guest, context);
        BindFirmware(machine, guest, context);
        if (guest.Find("Set-VMProcessor -ExposeVirtualizationExtensions") is { } nested)
            Processor.Bind(context.Add(new CpuFeature("nested-virt", context.Origin(nested.KeySpan), machine)), guest, context);

        if (guest.Find("Set-VM -LockOnDisconnect") is { } locking)
            Console.Bind(context.Add(new RemoteConsole("VMConnect", context.Origin(locking.KeySpan), machine)), guest, context);

        BindTpm(machine, guest, context);
        BindIntegration(machine, guest, context);
        CheckMemory(guest, context);
        AdapterBinder.Bind(machine, guest, context);
        foreach (var call in guest.Calls)
        {
            if (call.Name == "Add-VMAssignableDevice")
                AddDevice(machine, call, "LocationPath", HostDeviceClass.Pci, context);
            else if (call.Name is "Add-VMHardDiskDrive" or "Set-VMHardDiskDrive")
                AddDrive(machine, call, context);
            else if (call.Name == "New-VM")
                HyperVDisks.Add(machine, call, call.Find("VHDPath"), context);
            else if (call.Name == "Set-VMComPort")
                AddPort(machine, call, context);
        }
    }

    private static void AddDrive(VirtualMachine machine, ScriptCall call, BindingContext context)
    {
        AddDevice(machine, call, "DiskNumber", HostDeviceClass.Disk, context);
        HyperVDisks.Add(machine, call, call.Find("Path"), context);
    }

    /// <summary>A port whose other end is a pipe of another host: <c>\\host\pipe\name</c>. // Set-VMComPort: Path</summary>
    private static void AddPort(VirtualMachine machine, ScriptCall call, BindingContext context)
    {
        if (call.Find("Path") is not { } path || (path.Unresolved is null && HostOfPipe(path.Value) is null))
            return;

        var origin = context.Origin(path.ValueSpan);
        var console = context.Add(new RemoteConsole("COM port", origin, machine) { IsHostKnown = true });
        console.Protocol = Fact.Default(ConsoleProtocol.Serial, origin, $"{Source}: Set-VMComPort");
        console.Address = Facts.Of(call, path, static text => new ListenAddress(text, Exposure.Address), context);
        console.IsOutgoing = Fact.Default(true, origin, $"{Source}: Set-VMComPort");
        console.Authentication = Fact.Default(ConsoleAuthentication.None, origin, $"{Source}: Set-VMComPort");
    }

    /// <summary>The host of a pipe's path; null for one of the host itself, and for what is no pipe.</summary>
    private static string? HostOfPipe(string path)
    {
        var parts = path.Split('\\');
        return parts is ["", "", { Length: > 0 } host, var share, ..] && share.Equals("pipe", StringComparison.OrdinalIgnoreCase) && host is not ("." or "?" or "127.0.0.1") && !host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? host : null;
    }

    /// <summary>// Set-VM: MemoryMinimumBytes, MemoryMaximumBytes, "Applies only to virtual machines using dynamic memory"</summary>
    private static void CheckMemory(GuestCommands guest, BindingContext context)
    {
        var isOff = guest.Find("Set-VMMemory -DynamicMemoryEnabled") is { Unresolved: null } dynamic && HyperVWords.Boolean.TryRead(dynamic.Value, out var isDynamic) && !isDynamic;
        var isStatic = guest.Find("Set-VM -StaticMemory") is { Unresolved: null, Value: "$true" } && guest.Find("Set-VM -DynamicMemory") is null;
        if (!isOff && !isStatic)
            return;

        foreach (var key in new[] { "Set-VMMemory -MinimumBytes", "Set-VMMemory -MaximumBytes", "Set-VM -MemoryMinimumBytes", "Set-VM -MemoryMaximumBytes" })
        {
            if (guest.Find(key) is { } bound && (isOff ? guest.Find("Set-VM -DynamicMemory") is null : guest.Find("Set-VMMemory -DynamicMemoryEnabled") is null))
                context.ReportOnce(SettingIssueKind.SettingWithoutEffect, bound.Key, bound.KeySpan, $"'{bound.Key}' has no effect, because the memory of '{guest.Name}' is static");
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

    private static void BindTpm(VirtualMachine machine, GuestCommands guest, BindingContext context)
    {
        var last = guest.Calls.LastOrDefault(static call => call.Name is "Enable-VMTPM" or "Disable-VMTPM");
        var shielding = guest.Find("Set-VMSecurityPolicy -Shielded");
        if (last is null && shielding is null)
            return;

        var tpm = context.Add(new VirtualTpm("vTPM", context.Origin(last?.Anchor ?? shielding?.KeySpan ?? guest.Anchor), machine));
        Tpm.Bind(tpm, guest, context);
        if (last is { Name: "Disable-VMTPM" })
            tpm.IsRemoved = Agreed(guest, last, "Enable-VMTPM", tpm.Origin, last.Name, true);
    }

    /// <summary>What a command states, unless it stands in a condition and another command states the opposite.</summary>
    private static Fact<bool> Agreed(GuestCommands guest, ScriptCall last, string opposite, Origin origin, string written, bool value) =>
        last.IsConditional && guest.Last(opposite) is not null
            ? Fact<bool>.Unresolved(origin, written, "condition", last.Name)
            : Fact.Stated(value, origin, written, last.Name);

    /// <summary>The services of the host in the guest; of each the last command counts.</summary>
    private static void BindIntegration(VirtualMachine machine, GuestCommands guest, BindingContext context)
    {
        var services = new Dictionary<string, (bool IsOn, ScriptCall Call, Setting Name)>(StringComparer.Ordinal);
        var disputed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var call in guest.Calls)
        {
            if (call.Name is not ("Enable-VMIntegrationService" or "Disable-VMIntegrationService") || (call.Find("Name") ?? call.Upstream?.Find("Name")) is not { } name)
                continue;

            var isOn = call.Name == "Enable-VMIntegrationService";
            foreach (var service in s_services)
            {
                if (name.Value.IndexOf(service, StringComparison.OrdinalIgnoreCase) < 0)
                    continue;

                if (call.IsConditional && services.TryGetValue(service, out var before) && before.IsOn != isOn)
                    disputed.Add(service);
                else if (!call.IsConditional)
                    disputed.Remove(service);

                services[service] = (isOn, call, name);
            }
        }

        foreach (var entry in services)
        {
            var (isOn, call, name) = entry.Value;
            var origin = context.Origin(name.ValueSpan);
            var fact = name.Unresolved is { } reason ? Fact<bool>.Unresolved(origin, name.Value, reason, call.Name)
                : disputed.Contains(entry.Key) ? Fact<bool>.Unresolved(origin, name.Value, "condition", call.Name)
                : Fact.Stated(isOn, origin, name.Value, call.Name);
            if (entry.Key == FileCopy)
                context.Add(new SideChannel(SideChannelKind.FileTransfer, FileCopy, origin, machine)).IsOpen = fact;
            else if (!machine.GuestAgent.Is(false))
                machine.GuestAgent = fact;
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
