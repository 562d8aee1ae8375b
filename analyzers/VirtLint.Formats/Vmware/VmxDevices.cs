using System;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Vmx;

namespace VirtLint.Formats.Vmware;

/// <summary>Binds the devices of a virtual machine. A device is there only when its <c>present</c> says so.</summary>
internal static class VmxDevices
{
    private static readonly string[] s_buses = ["scsi", "sata", "ide", "nvme"];

    public static readonly BindingTable<Disk> Disks = new BindingTable<Disk>(Platform.Vmware, ".vmx: scsiN:M, sataN:M, ideN:M, nvmeN:M", "vSphere API: VirtualDisk")
        .Row(
            "mode",
            (d, f) => d.IsTransient = f,
            Vocabulary.OfAnyCase(
                ("persistent", false), ("independent-persistent", false), ("independent-nonpersistent", true), ("nonpersistent", true),
                ("undoable", false), ("append", true)),
            whenAbsent: false,
            source: "VirtualDiskMode")
        .Row("fileName", (d, f) => d.Source = f, Vocabulary.Text)
        .Computed("sharing", d => d.IsShared, "'multi-writer'", source: "VirtualDiskSharing")
        .Computed("fileName", d => d.Format, "the format that the file's name claims")
        .Computed("fileName", d => d.Location, "a path on a datastore; a name alone is in the machine's own folder")
        .Computed("(disk)", d => d.IsReadOnly, "disks are written", "false")
        .Computed("encryption.*", d => d.Encryption, "no such key, or 'partial' encryption: the disks are in clear", source: "vSphere Security: Use Encryption in Your vSphere Environment")
        .Computed("scsiN.sharedBus", d => d.IsShared, "'virtual' or 'physical'", source: "VirtualSCSISharing")
        .Computed("deviceType", d => d.Use, "a word with 'cdrom' in it, or 'scsi-passthru'", whenAbsent: "disk");

    public static readonly BindingTable<NetworkInterface> Adapters = new BindingTable<NetworkInterface>(Platform.Vmware, ".vmx: ethernetN", "libvirt, src/vmx/vmx.c: virVMXParseEthernet")
        .Row("networkName", (n, f) => n.Network = f, Vocabulary.Text)
        .Row("startConnected", (n, f) => n.Connected = f, VmxWords.Boolean, whenAbsent: true)
        .Row("address", (n, f) => n.Mac = f, MacAddress.Vocabulary)
        .Computed("filterM.onFailure", n => n.FilterFailsOpen, "'failOpen'", source: "vSphere Web Services SDK: dvFilter")
        .Computed("networkName", n => n.Attachment, "the name of a port group");

    public static readonly BindingTable<VirtualDevice> Models = new BindingTable<VirtualDevice>(Platform.Vmware, ".vmx: ethernetN, scsiN", "libvirt, src/vmx/vmx.c: virVMXParseEthernet")
        .Computed("virtualDev", d => d.Family, "a word that starts with 'virtio'");

    public static readonly BindingTable<VirtualDevice> Unneeded = new BindingTable<VirtualDevice>(Platform.Vmware, ".vmx: floppyN, parallelN", "DISA STIG for VMware vSphere 8.0 Virtual Machine")
        .Row("startConnected", (d, f) => d.IsPresent = f, VmxWords.Boolean, whenAbsent: true, source: "VMCH-80-000209, VMCH-80-000211");

    public static readonly BindingTable<VirtualDevice> Graphics = new BindingTable<VirtualDevice>(Platform.Vmware, ".vmx", VmxFormat.Guide)
        .Row("mks.enable3d", (d, f) => d.IsPresent = f, VmxWords.Boolean, source: "vm-8.deactivate-non-essential-3d-features");

    public static readonly BindingTable<HostDevice> PassedThrough = new BindingTable<HostDevice>(Platform.Vmware, ".vmx: pciPassthruN", VmxFormat.Guide)
        .Row("id", (d, f) => d.Address = f, Vocabulary.Text, source: "vm-8.pci-passthrough")
        .Computed("present", d => d.Class, "TRUE", source: "vm-8.pci-passthrough");

    public static readonly BindingTable<SharedFolder> Folders = new BindingTable<SharedFolder>(Platform.Vmware, ".vmx: sharedFolderN", "libvirt, src/vmx/vmx.c: virVMXParseFileSystem")
        .Row("hostPath", (s, f) => s.HostPath = f, Vocabulary.Text)
        .Row("writeAccess", (s, f) => s.IsReadOnly = f, VmxWords.Disabling);

    public static void Bind(VirtualMachine machine, VmxScope root, FilePath path, BindingContext context)
    {
        var disks = new VmxDisks(machine, root, path, context);
        // A desktop product serves somebody who sits before the screen.
        var isDesktop = machine.BelongsToDesktopUser.Is(true);
        var sharesFolders = !VmxProduct.IsOnEsxi(root) && !VmxWords.IsOn(root, "isolation.tools.hgfs.disable");
        if (!isDesktop && root.Find("mks.enable3d") is { } graphics)
            Graphics.Bind(context.Add(new VirtualDevice("3D graphics", DeviceRole.Graphics3D, context.Origin(graphics.KeySpan), machine)), root, context);

        foreach (var (name, scope) in root.Devices(static _ => true))
        {
            if (!IsPresent(scope))
                continue;

            var origin = context.Origin(scope.Anchor);
            if (scope.Find("virtualDev") is { } model && VmxWords.IsOfQemu(model.Value))
            {
                var role = IsNumbered(name, "ethernet") ? DeviceRole.NetworkCard : DeviceRole.StorageController;
                context.Add(new VirtualDevice(name, role, origin, machine)).Family = Facts.Of(scope, model, static _ => DeviceFamily.Virtio, context);
            }

            if (IsDisk(name))
                disks.Add(name, scope);
            else if (IsNumbered(name, "ethernet"))
                AddAdapter(new NetworkInterface(name, origin, machine), scope, context);
            else if (!isDesktop && (IsNumbered(name, "floppy") || IsNumbered(name, "parallel")))
                Unneeded.Bind(context.Add(new VirtualDevice(name, name[0] is 'f' or 'F' ? DeviceRole.Floppy : DeviceRole.ParallelPort, origin, machine)), scope, context);
            else if (IsNumbered(name, "pciPassthru"))
                AddPassedThrough(new HostDevice(name, origin, machine), scope, context);
            else if (sharesFolders && IsNumbered(name, "sharedFolder") && VmxWords.IsOn(scope, "enabled") && scope.Find("writeAccess") is not null)
                Folders.Bind(context.Add(new SharedFolder(name, origin, machine)), scope, context);
            else if (name.Equals("vtpm", StringComparison.OrdinalIgnoreCase))
                context.Add(new VirtualTpm(name, origin, machine));
        }
    }

    public static bool IsPresent(VmxScope device) => VmxWords.IsOn(device, "present");

    public static bool IsNumbered(string name, string prefix)
    {
        if (name.Length <= prefix.Length || !name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            return false;

        for (var i = prefix.Length; i < name.Length; i++)
        {
            if (name[i] is < '0' or > '9')
                return false;
        }

        return true;
    }

    private static bool IsDisk(string name) =>
        name.IndexOf(':') is > 0 and var colon
        && Array.Exists(s_buses, bus => IsNumbered(name.Substring(0, colon), bus))
        && IsNumbered(name.Substring(colon), ":");

    private static void AddAdapter(NetworkInterface adapter, VmxScope scope, BindingContext context)
    {
        context.Add(adapter);
        Adapters.Bind(adapter, scope, context);
        if (scope.Find("addressType") is { } type && !type.Value.Equals("static", StringComparison.OrdinalIgnoreCase))
            adapter.Mac = Fact<string>.Absent;

        foreach (var setting in scope.Settings)
        {
            if (setting.Key.EndsWith(".onFailure", StringComparison.OrdinalIgnoreCase) && setting.Key.IndexOf(".filter", StringComparison.OrdinalIgnoreCase) > 0 && !adapter.FilterFailsOpen.Is(true))
                adapter.FilterFailsOpen = Facts.Read(scope, setting, "filterM.onFailure", VmxWords.OnFailure, context);
        }

        adapter.Attachment = adapter.Network.Select(static _ => NetworkAttachment.Network);
    }

    private static void AddPassedThrough(HostDevice device, VmxScope scope, BindingContext context)
    {
        context.Add(device);
        device.Class = Fact.Stated(HostDeviceClass.Pci, context.Origin(scope.Anchor), device.Name, "present");
        PassedThrough.Bind(device, scope, context);
    }
}
