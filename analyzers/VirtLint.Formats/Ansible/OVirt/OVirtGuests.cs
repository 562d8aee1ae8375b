using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Formats.Terraform;
using VirtLint.Model;

namespace VirtLint.Formats.Ansible.OVirt;

/// <summary>Binds guests of oVirt, their adapters and snapshots. What a task is silent on, the template or the engine decides.</summary>
internal static class OVirtGuests
{
    private const string Source = "ovirt.ovirt: ovirt_vm";

    private const string Place = "Ansible: ovirt_vm";

    public static readonly BindingTable<VirtualMachine> Guest = new BindingTable<VirtualMachine>(Platform.OVirt, Place, Source)
        .Row("description", (m, f) => m.Notes = f, Vocabulary.Text, source: "description")
        .Row("cloud_init/root_password", (m, f) => m.UserDataSecret = f, Vocabulary.Secret, source: "cloud_init.root_password")
        .Computed("cloud_init/custom_script", m => m.FirstBootPackages, "'packages' and what 'runcmd' installs", source: "cloud_init.custom_script")
        .Computed("watchdog/action", m => m.Watchdog, "'reset', 'poweroff', 'pause' or 'dump'", source: "watchdog");

    public static readonly BindingTable<GuestFirmware> Firmware = new BindingTable<GuestFirmware>(Platform.OVirt, Place, Source)
        .Row(
            "bios_type",
            (f, v) => f.Interface = v,
            Vocabulary.Of(
                ("i440fx_sea_bios", FirmwareInterface.Bios), ("q35_sea_bios", FirmwareInterface.Bios), ("q35_ovmf", FirmwareInterface.Uefi), ("q35_secure_boot", FirmwareInterface.Uefi)),
            source: "bios_type")
        .Computed("bios_type", f => f.SecureBoot, "'q35_secure_boot'", source: "bios_type");

    public static readonly BindingTable<SideChannel> Channels = new BindingTable<SideChannel>(Platform.OVirt, "Ansible: ovirt_vm: graphical_console", Source)
        .Computed("copy_paste_enabled, file_transfer_enabled", c => c.IsOpen, "a boolean", source: "graphical_console");

    public static readonly BindingTable<RemoteConsole> Console = new BindingTable<RemoteConsole>(Platform.OVirt, "Ansible: ovirt_vm: graphical_console", Source)
        .Row(
            "disconnect_action",
            (c, f) => c.LocksGuest = f,
            Vocabulary.Of(("lock_screen", true), ("logout", true), ("reboot", true), ("shutdown", true), ("none", false)),
            source: "graphical_console.disconnect_action");

    public static readonly BindingTable<NetworkInterface> Card = new BindingTable<NetworkInterface>(Platform.OVirt, "Ansible: ovirt_vm: nics[]", Source)
        .Row("profile_name", (n, f) => n.PortGroupName = f, Vocabulary.Text, source: "nics.profile_name")
        .Row("mac_address", (n, f) => n.Mac = f, MacAddress.Vocabulary, source: "nics.mac_address");

    public static readonly BindingTable<Snapshot> Kept = new BindingTable<Snapshot>(Platform.OVirt, "Ansible: ovirt_snapshot", "ovirt.ovirt: ovirt_snapshot")
        .Row("vm_name", (s, f) => s.Guest = f, Vocabulary.Text, source: "vm_name")
        .Row("use_memory", (s, f) => s.HasMemory = f, AnsibleWords.Flag, source: "use_memory")
        .Computed("state", s => s.IsDeclared, "'present', while no task of the file takes it back", source: "state");

    public static readonly BindingTable<Disk> Drive = new BindingTable<Disk>(Platform.OVirt, "Ansible: ovirt_disk", "ovirt.ovirt: ovirt_disk")
        .Row("shareable", (d, f) => d.IsShared = f, AnsibleWords.Flag, source: "shareable");

    public static IEnumerable<IBindingTable> Tables => [Guest, Firmware, Channels, Console, Card, Kept, Drive];

    public static void BindGuest(AnsibleTask task)
    {
        var (node, context) = (task.Node, task.Context);
        // A task that starts, stops or exports a guest says nothing of it.
        if (task.Says("state", "stopped", "suspended", "exported", "registered", "reboot") && node.Find("cluster") is null && node.Find("template") is null)
            return;

        var machine = context.Add(new VirtualMachine(task.NameBy("name"), task.OriginBy("name")) { DeployedTo = Platform.OVirt, IsAmendment = true });
        Guest.Bind(machine, node, context);
        ConfigLabels.Bind(machine, node, context, "description", "comment");
        if (node.Find("bios_type") is { } bios)
        {
            var firmware = context.Add(new GuestFirmware("firmware", context.Origin(bios.ValueSpan), machine));
            Firmware.Bind(firmware, node, context);
            firmware.SecureBoot = firmware.Interface.IsKnown && bios.Value == "q35_secure_boot" ? Fact.Stated(true, firmware.Origin, bios.Value, "bios_type") : Fact<bool>.Absent;
        }

        if (node.Find("cloud_init/custom_script") is { } script)
        {
            machine.FirstBootPackages = UserData.PackagesIn(script, isEncoded: false, context.File);
            if (machine.UserDataSecret.State is FactState.Absent)
                machine.UserDataSecret = UserData.SecretIn(script, isEncoded: false, context, isWhole: true) ?? Fact<string>.Absent;
        }

        if (node.Find("watchdog/action") is { } action)
            machine.Watchdog = ArgumentFacts.Of(node, action, static word => word != "none", context);

        if (node.Node("graphical_console") is { } console)
            BindConsole(machine, console, context);

        foreach (var card in node.Nodes("nics"))
        {
            var name = card.Find("name");
            Card.Bind(context.Add(new NetworkInterface(name is { Unresolved: null } ? name.Value : "nic", context.Origin(name?.ValueSpan ?? card.Anchor), machine)), card, context);
        }
    }

    public static void BindDisk(AnsibleTask task)
    {
        if (task.Node.Find("shareable") is not null)
            Drive.Bind(task.Context.Add(new Disk(task.NameBy("name"), task.OriginBy("name")) { DeployedTo = Platform.OVirt }), task.Node, task.Context);
    }

    public static void BindSnapshot(AnsibleTask task)
    {
        var (node, context) = (task.Node, task.Context);
        if (task.Says("state", "restore") || node.Find("keep_days_old") is not null)
            return;

        var snapshot = context.Add(new Snapshot(task.NameBy("description"), task.OriginBy("description")) { DeployedTo = Platform.OVirt });
        Kept.Bind(snapshot, node, context);
        if (!task.Run.TakesSnapshotsBack(context.File.Path))
            snapshot.IsDeclared = Fact.Stated(true, context.Origin(node.Anchor), task.Module);
    }

    private static void BindConsole(VirtualMachine machine, ConfigNode console, BindingContext context)
    {
        foreach (var (key, kind) in ((string, SideChannelKind)[])[("copy_paste_enabled", SideChannelKind.Clipboard), ("file_transfer_enabled", SideChannelKind.FileTransfer)])
        {
            if (console.Find(key) is { } setting)
                context.Add(new SideChannel(kind, key, context.Origin(setting.ValueSpan), machine)).IsOpen = Facts.Read(console, setting, key, AnsibleWords.Flag, context);
        }

        if (console.Find("disconnect_action") is { } action)
            Console.Bind(context.Add(new RemoteConsole("graphical_console", context.Origin(action.ValueSpan), machine)), console, context);
    }
}
