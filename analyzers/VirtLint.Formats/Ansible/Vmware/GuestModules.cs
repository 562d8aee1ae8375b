using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Formats.Terraform;
using VirtLint.Formats.Terraform.Vsphere;
using VirtLint.Formats.Vmware;
using VirtLint.Model;

namespace VirtLint.Formats.Ansible.Vmware;

/// <summary>Binds the virtual machines of community.vmware and vmware.vmware, and what changes them.</summary>
/// <remarks>What a task does not state is left as it is, so that nothing holds by default.</remarks>
internal static class GuestModules
{
    private const string GuestSource = "community.vmware: vmware_guest";
    private const string AdvancedPlace = "Ansible: vmware.vmware.vm_advanced_settings: settings";
    private const string VmSource = "vmware.vmware: vm";

    private static readonly Vocabulary<LinkProtection> s_encryption = Vocabulary.Of(
        ("disabled", LinkProtection.None), ("opportunistic", LinkProtection.Opportunistic), ("required", LinkProtection.Encrypted));

    private static readonly Vocabulary<FirmwareInterface> s_firmware = Vocabulary.Of(("bios", FirmwareInterface.Bios), ("efi", FirmwareInterface.Uefi));

    public static readonly BindingTable<VirtualMachine> Guest = new BindingTable<VirtualMachine>(Platform.Vmware, "Ansible: vmware_guest", GuestSource)
        .Row("annotation", (m, f) => m.Notes = f, Vocabulary.Text, source: "annotation")
        .Row("guest_id", (m, f) => m.OperatingSystem = f, OvfWords.System, source: "guest_id")
        .Row("is_template", (m, f) => m.IsTemplate = f, AnsibleWords.Flag, source: "is_template")
        .Row("customization/password", (m, f) => m.UserDataSecret = f, Vocabulary.Secret, source: "customization.password")
        .Computed("template, linked_clone", m => m.ClonedFrom, "the template of a linked clone", source: "linked_clone")
        .Computed("hardware/version", m => m.HardwareVersion, "a number", source: "hardware.version");

    // vmware_guest has the same settings as a list of keys and values.
    public static readonly BindingTable<VirtualMachine> Advanced = AdvancedSettings.OfGuest(new BindingTable<VirtualMachine>(Platform.Vmware, AdvancedPlace, VmxFormat.Guide))
        .Computed("guestinfo.*", m => m.UserDataSecret, "a password by its name, or one in user data of cloud-init", source: "cloud-init, datasources/vmware.rst: guestinfo");

    public static readonly SideChannels Channels = new(Platform.Vmware, AdvancedPlace);

    public static readonly BindingTable<RemoteConsole> Viewers = new BindingTable<RemoteConsole>(Platform.Vmware, "Ansible: vmware_guest", GuestSource)
        .Row("hardware/max_connections", (c, f) => c.MaxViewers = f, Vocabulary.Integer, source: "hardware.max_connections");

    public static readonly BindingTable<GuestFirmware> Firmware = new BindingTable<GuestFirmware>(Platform.Vmware, "Ansible: vmware_guest", GuestSource)
        .Row("hardware/boot_firmware", (f, v) => f.Interface = v, s_firmware, source: "hardware.boot_firmware")
        .Row("hardware/secure_boot", (f, v) => f.SecureBoot = v, AnsibleWords.Flag, source: "hardware.secure_boot");

    public static readonly BindingTable<MigrationPolicy> Migration = new BindingTable<MigrationPolicy>(Platform.Vmware, "Ansible: vmware_guest", GuestSource)
        .Row("encryption/encrypted_vmotion", (p, f) => p.Protection = f, s_encryption, source: "encryption.encrypted_vmotion")
        .Row("encryption/encrypted_ft", (p, f) => p.ReplicationProtection = f, s_encryption, source: "encryption.encrypted_ft");

    public static readonly BindingTable<CpuFeature> Nesting = new BindingTable<CpuFeature>(Platform.Vmware, "Ansible: vmware_guest", GuestSource)
        .Row("hardware/nested_virt", (c, f) => c.Policy = f, AnsibleWords.Of(CpuFeaturePolicy.Required, CpuFeaturePolicy.Disabled), source: "hardware.nested_virt");

    public static readonly BindingTable<Disk> Drive = new BindingTable<Disk>(Platform.Vmware, "Ansible: vmware_guest: disk[]", GuestSource)
        .Row("disk_mode", (d, f) => d.IsTransient = f, VsphereWords.TransientModes, source: "disk.disk_mode")
        .Computed("disk", d => d.Use, "a hard disk", source: "disk");

    public static readonly BindingTable<NetworkInterface> Card = new BindingTable<NetworkInterface>(Platform.Vmware, "Ansible: vmware_guest: networks[]", GuestSource)
        .Row("name", (n, f) => n.Network = f, Vocabulary.Text, source: "networks.name")
        .Row("mac", (n, f) => n.Mac = f, MacAddress.Vocabulary, source: "networks.mac");

    public static readonly BindingTable<GuestFirmware> Boot = new BindingTable<GuestFirmware>(Platform.Vmware, "Ansible: vmware_guest_boot_manager", "community.vmware: vmware_guest_boot_manager")
        .Row("boot_firmware", (f, v) => f.Interface = v, s_firmware, source: "boot_firmware")
        .Row("secure_boot_enabled", (f, v) => f.SecureBoot = v, AnsibleWords.Flag, source: "secure_boot_enabled");

    public static readonly BindingTable<GuestFirmware> VmFirmware = new BindingTable<GuestFirmware>(Platform.Vmware, "Ansible: vmware.vmware.vm", VmSource)
        .Row("vm_options/boot_firmware", (f, v) => f.Interface = v, s_firmware, source: "vm_options.boot_firmware")
        .Row("vm_options/enable_secure_boot", (f, v) => f.SecureBoot = v, AnsibleWords.Flag, source: "vm_options.enable_secure_boot");

    public static readonly BindingTable<MigrationPolicy> VmMigration = new BindingTable<MigrationPolicy>(Platform.Vmware, "Ansible: vmware.vmware.vm", VmSource)
        .Row("vm_options/encrypted_vmotion", (p, f) => p.Protection = f, s_encryption, source: "vm_options.encrypted_vmotion")
        .Row("vm_options/encrypted_fault_tolerance", (p, f) => p.ReplicationProtection = f, s_encryption, source: "vm_options.encrypted_fault_tolerance");

    public static readonly BindingTable<CpuFeature> VmNesting = new BindingTable<CpuFeature>(Platform.Vmware, "Ansible: vmware.vmware.vm", VmSource)
        .Row(
            "vm_options/enable_hardware_assisted_virtualization",
            (c, f) => c.Policy = f,
            AnsibleWords.Of(CpuFeaturePolicy.Required, CpuFeaturePolicy.Disabled),
            source: "vm_options.enable_hardware_assisted_virtualization");

    public static readonly BindingTable<Disk> VmDrive = new BindingTable<Disk>(Platform.Vmware, "Ansible: vmware.vmware.vm: disks[]", VmSource)
        .Row("mode", (d, f) => d.IsTransient = f, VsphereWords.TransientModes, source: "disks.mode");

    public static readonly BindingTable<Snapshot> Kept = new BindingTable<Snapshot>(Platform.Vmware, "Ansible: vmware_guest_snapshot", "community.vmware: vmware_guest_snapshot")
        .Row("name", (s, f) => s.Guest = f, Vocabulary.Text, source: "name")
        .Row("memory_dump", (s, f) => s.HasMemory = f, AnsibleWords.Flag, source: "memory_dump")
        .Computed("state", s => s.IsDeclared, "'present', while no task of the file takes it back", source: "state");

    public static IEnumerable<IBindingTable> Tables => [Guest, Advanced, .. Channels.Tables, Viewers, Firmware, Migration, Nesting, Drive, Card, Boot, VmFirmware, VmMigration, VmNesting, VmDrive, Kept, Serial, Hard, Shell];

    public static readonly BindingTable<RemoteConsole> Serial = new BindingTable<RemoteConsole>(
        Platform.Vmware, "Ansible: vmware_guest_serial_port: backings[]", "community.vmware: vmware_guest_serial_port")
        .Computed("direction", c => c.IsOutgoing, "'client' or 'server'", "client", "backings.direction")
        .Computed("backing_type", c => c.Protocol, "'network'", source: "backings.backing_type")
        .Computed("service_uri", c => c.Address, "a URI such as telnet://host:port", source: "backings.service_uri")
        .Computed("proxy_uri", c => c.Authentication, "nobody is asked, unless a concentrator stands before the port", source: "backings.proxy_uri");

    public static readonly BindingTable<Disk> Hard = new BindingTable<Disk>(Platform.Vmware, "Ansible: vmware_guest_disk: disk[]", "community.vmware: vmware_guest_disk")
        .Row("disk_mode", (d, f) => d.IsTransient = f, VsphereWords.TransientModes, source: "disk.disk_mode")
        .Row("sharing", (d, f) => d.IsShared = f, AnsibleWords.Flag, whenAbsent: false, source: "disk.sharing")
        .Computed("(disk)", d => d.Use, "a hard disk", source: "disk");

    public static readonly BindingTable<Credential> Shell = new BindingTable<Credential>(
        Platform.Vmware, "Ansible: vmware_vm_shell", "community.vmware: vmware_vm_shell, vmware_guest_file_operation")
        .Row("vm_password", (c, f) => c.Value = f, Vocabulary.Secret, source: "vm_password");

    // Arguments that only a new machine needs.
    private static readonly string[] s_creating = ["template", "disk", "disks", "guest_id", "networks", "network_adapters"];

    public static void BindGuest(AnsibleTask task)
    {
        var (node, context) = (task.Node, task.Context);
        if (!States(node, [.. s_creating, "hardware", "encryption", "advanced_settings", "is_template", "annotation", "customization"]))
            return;

        var machine = AddMachine(task);
        Guest.Bind(machine, node, context);
        ConfigLabels.Bind(machine, task.Node, task.Context, "annotation");
        if (node.Node("hardware") is { } hardware)
        {
            BindFirmware(machine, hardware, ["boot_firmware", "secure_boot"], task, Firmware);
            if (hardware.Find("nested_virt") is { } nesting)
                Nesting.Bind(context.Add(new CpuFeature("vmx", context.Origin(nesting.KeySpan), machine)), node, context);
        }

        if (node.Find("encryption/encrypted_vmotion") is not null || node.Find("encryption/encrypted_ft") is not null)
            Migration.Bind(context.Add(new MigrationPolicy(machine.Name, machine.Origin, machine)), node, context);

        if (node.Find("template") is { } template && AnsibleWords.AsFlag(node.Value("linked_clone") ?? HclValue.Null) == true)
            machine.ClonedFrom = ArgumentFacts.Of(node, template, static name => name, context);

        if (node.Find("hardware/version") is { } version && (version.Unresolved is not null || VmxWords.Hardware.TryRead(version.Value, out _)))
            machine.HardwareVersion = Facts.Read(node, version, "hardware/version", VmxWords.Hardware, context);

        if (node.Find("hardware/max_connections") is { } viewers)
            Viewers.Bind(context.Add(new RemoteConsole("remote", context.Origin(viewers.KeySpan), machine)), node, context);

        BindSettings(machine, OptionScope.OfPairs(node, "advanced_settings"), context);
        BindDisks(machine, node, "disk", Drive, context);
        var index = 0;
        foreach (var card in node.Nodes("networks"))
            Card.Bind(context.Add(new NetworkInterface($"networks[{index++}]", context.Origin(card.Anchor), machine)), card, context);
    }

    public static void BindVm(AnsibleTask task)
    {
        var (node, context) = (task.Node, task.Context);
        if (!States(node, [.. s_creating, "vm_options"]))
            return;

        var machine = AddMachine(task);
        BindDisks(machine, node, "disks", VmDrive, context);
        if (node.Node("vm_options") is not { } options)
            return;

        BindFirmware(machine, options, ["boot_firmware", "enable_secure_boot"], task, VmFirmware);
        if (options.Find("encrypted_vmotion") is not null || options.Find("encrypted_fault_tolerance") is not null)
            VmMigration.Bind(context.Add(new MigrationPolicy(machine.Name, machine.Origin, machine)), node, context);

        if (options.Find("enable_hardware_assisted_virtualization") is { } nesting)
            VmNesting.Bind(context.Add(new CpuFeature("vmx", context.Origin(nesting.KeySpan), machine)), node, context);
    }

    /// <summary>The account within a guest that a task acts as.</summary>
    public static void BindShell(AnsibleTask task) => task.AddSecret(task.Node, "vm_password", Shell);

    public static void BindDisks(AnsibleTask task)
    {
        if (task.Node.Nodes("disk").Count > 0)
            BindDisks(AddMachine(task), task.Node, "disk", Hard, task.Context);
    }

    /// <summary>Serial ports of a guest. A concentrator that stands before one asks who comes.</summary>
    public static void BindSerial(AnsibleTask task)
    {
        var context = task.Context;
        VirtualMachine? machine = null;
        foreach (var port in task.Node.Nodes("backings"))
        {
            if ((port.Find("backing_type") ?? port.Find("type")) is not { Unresolved: null, Value: "network" } type || port.Find("state") is { Value: "absent" }
                || port.Find("service_uri") is not { } address || port.Find("proxy_uri") is not null)
            {
                continue;
            }

            var console = context.Add(new RemoteConsole("serial", context.Origin(port.Anchor), machine ??= AddMachine(task)));
            console.Protocol = ArgumentFacts.Of(port, type, static _ => ConsoleProtocol.Serial, context);
            console.Address = ArgumentFacts.Of(port, address, static uri => VmxConsoles.AddressIn(uri), context);
            console.IsOutgoing = port.Find("direction") is { } direction
                ? ArgumentFacts.Of(port, direction, static word => word != "server", context)
                : Fact.Default(true, console.Origin, "community.vmware: vmware_guest_serial_port, direction", "direction");
            console.Authentication = Fact.Default(ConsoleAuthentication.None, console.Origin, "vSphere Virtual Machine Administration: Serial Port Configuration");
        }
    }

    public static void BindBoot(AnsibleTask task) => BindFirmware(AddMachine(task), task.Node, ["boot_firmware", "secure_boot_enabled"], task, Boot);

    public static void BindAdvanced(AnsibleTask task)
    {
        if (task.Node.Node("settings") is { } settings)
            BindSettings(AddMachine(task), OptionScope.Of(settings, static key => key), task.Context);
    }

    public static void BindSnapshot(AnsibleTask task)
    {
        var (node, context) = (task.Node, task.Context);
        if (task.Says("state", "remove_all", "revert") || node.Find("new_snapshot_name") is not null)
            return;

        var snapshot = context.Add(new Snapshot(task.NameBy("snapshot_name"), task.OriginBy("snapshot_name")) { DeployedTo = Platform.Vmware });
        Kept.Bind(snapshot, node, context);
        // A file of tasks that takes whatever snapshot its caller names keeps none itself.
        if (node.Find("snapshot_name") is not { Unresolved: not null } && !task.Run.TakesSnapshotsBack(context.File.Path))
            snapshot.IsDeclared = Fact.Stated(true, context.Origin(node.Anchor), task.Module);
    }

    /// <summary>Settings that go into the guest's <c>.vmx</c> file.</summary>
    private static void BindSettings(VirtualMachine machine, OptionScope scope, BindingContext context)
    {
        Advanced.Bind(machine, scope, context);
        GuestInfo.Bind(machine, scope, context);
        Channels.Bind(machine, scope, context);
        VmxConsoles.BindDisplays(machine, scope, context);
        HardeningKeys.Check(scope, context);
    }

    private static void BindFirmware(VirtualMachine machine, ConfigNode scope, string[] keys, AnsibleTask task, BindingTable<GuestFirmware> table)
    {
        if (keys.Any(key => scope.Find(key) is not null))
            table.Bind(task.Context.Add(new GuestFirmware("firmware", machine.Origin, machine)), task.Node, task.Context);
    }

    private static void BindDisks(VirtualMachine machine, ConfigNode node, string key, BindingTable<Disk> table, BindingContext context)
    {
        var index = 0;
        foreach (var drive in node.Nodes(key))
        {
            var disk = context.Add(new Disk($"{key}[{index++}]", context.Origin(drive.Anchor), machine));
            disk.Use = Fact.Default(DiskUse.Disk, disk.Origin, GuestSource);
            table.Bind(disk, drive, context);
        }
    }

    private static VirtualMachine AddMachine(AnsibleTask task) => task.Context.Add(new VirtualMachine(task.NameBy("name"), task.OriginBy("name"))
    {
        DeployedTo = Platform.Vmware,
        IsAmendment = task.Node.Find("name") is null || !States(task.Node, s_creating),
    });

    private static bool States(ConfigNode node, string[] keys) => keys.Any(key => node.Find(key) is not null);
}
