using System;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Lxc;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Guest;

/// <summary>Binds privilege, features, device nodes, bind mounts and raw lxc.* settings of a container.</summary>
internal static class LxcSecurity
{
    private const string Source = "pct.conf(5)";

    public static readonly BindingTable<VirtualMachine> Privilege = new BindingTable<VirtualMachine>(Platform.ProxmoxVe, "lxc/VMID.conf", Source)
        .Row("unprivileged", (m, f) => m.IsPrivileged = f, Vocabulary.PveOpposite, whenAbsent: true, source: "unprivileged");

    public static readonly BindingTable<VirtualMachine> Features = new BindingTable<VirtualMachine>(Platform.ProxmoxVe, "lxc/VMID.conf: features", Source)
        .Row("nesting", (m, f) => m.IsNesting = f, Vocabulary.PveBoolean, whenAbsent: false, source: "features")
        .Row("mount", (m, f) => m.MountableFileSystems = f, Vocabulary.Text, source: "features")
        .Row("mknod", (m, f) => m.MayCreateDeviceNodes = f, Vocabulary.PveBoolean, whenAbsent: false, source: "features")
        .Row("force_rw_sys", (m, f) => m.MayWriteKernelSettings = f, Vocabulary.PveBoolean, whenAbsent: false, source: "features");

    public static readonly BindingTable<SharedFolder> BindMounts = new BindingTable<SharedFolder>(Platform.ProxmoxVe, "lxc/VMID.conf: mpN", Source)
        .Row("volume", (s, f) => s.HostPath = f, Vocabulary.Text, source: "mp[n]")
        .Row("ro", (s, f) => s.IsReadOnly = f, Vocabulary.PveBoolean, whenAbsent: false, source: "mp[n]");

    /// <summary>What Proxmox VE passes on to LXC as it is.</summary>
    public static readonly BindingTable<VirtualMachine> RawLines = new BindingTable<VirtualMachine>(Platform.ProxmoxVe, "lxc/VMID.conf: lxc.*", "lxc.container.conf(5)")
        .Computed("lxc.apparmor.profile, lxc.aa_profile", m => m.Confinement, "'unconfined', or the name of a profile", source: "lxc.apparmor.profile")
        .Computed("lxc.idmap, lxc.id_map", m => m.IsPrivileged, "u|g CONTAINER HOST COUNT; host 0 is root", source: "lxc.idmap")
        .Computed("lxc.cap.drop, lxc.cap.keep", m => m.KeepsHostCapabilities, "names; an empty drop keeps all", source: "lxc.cap.drop, lxc.cap.keep")
        .Computed("lxc.seccomp.profile, lxc.seccomp", m => m.FiltersSystemCalls, "a path; empty filters nothing", source: "lxc.seccomp.profile")
        .Computed(
            "lxc.cgroup2.devices.allow, lxc.cgroup.devices.allow", m => m.MayOpenEveryDevice,
            "'a', or a rule for *:*",
            source: "lxc.cgroup2.[controller name].[controller file]");

    /// <summary>The host's devices in a container.</summary>
    public static readonly BindingTable<HostDevice> Devices = new BindingTable<HostDevice>(Platform.ProxmoxVe, "lxc/VMID.conf: devN, mpN, lxc.mount.entry, lxc.cgroup2.devices.allow", "pct.conf(5), lxc.container.conf(5)")
        .Computed("path, volume, lxc.mount.entry", d => d.Address, "a path under /dev")
        .Computed("path, volume, lxc.mount.entry", d => d.Class, "a device node, or a disk behind mpN")
        .Computed("lxc.cgroup2.devices.allow, lxc.cgroup.devices.allow", d => d.IsFiltered, "a rule that names the host's disks or memory");

    public static readonly BindingTable<SharedFolder> RawMounts = new BindingTable<SharedFolder>(Platform.ProxmoxVe, "lxc/VMID.conf: lxc.mount.entry", "lxc.container.conf(5): lxc.mount.entry")
        .Computed("lxc.mount.entry", s => s.HostPath, "the first word of a line that binds a folder")
        .Computed("lxc.mount.entry", s => s.IsReadOnly, "the option 'ro'", whenAbsent: "read-write");

    public static void Bind(VirtualMachine machine, PveSection settings, BindingContext context)
    {
        Privilege.Bind(machine, settings, context);
        if (settings.Find("features") is { } features)
            Features.Bind(machine, PropertyString.Parse(features), context);

        if (settings.Find("hookscript") is { } script)
            HostHooks.Add(machine, "hookscript", script, "hookscript", context);

        foreach (var setting in settings.Settings)
        {
            if (NumberedKey.Is(setting.Key, "dev"))
                BindDevice(machine, setting, PropertyString.Parse(setting, "path").Find("path"), context);
            else if (NumberedKey.Is(setting.Key, "mp"))
                BindMount(machine, setting, context);
        }

        LxcRawSettings.Bind(machine, settings, context);
    }

    private static void BindDevice(VirtualMachine machine, Setting setting, Setting? path, BindingContext context)
    {
        if (path is not null)
            LxcRawSettings.AddNode(machine, setting.Key, path.AsLiteral(), context);
    }

    /// <summary>A volume of a store is named by the store; a path is the host's own directory or block device.</summary>
    private static void BindMount(VirtualMachine machine, Setting setting, BindingContext context)
    {
        var mount = PropertyString.Parse(setting, "volume");
        if (mount.Find("volume") is not { } volume || !volume.Value.StartsWith("/", StringComparison.Ordinal))
            return;

        // pct(1), "Device Mount Points"
        if (HostFileSystem.IsWithin(volume.Value, "/dev") && !HostFileSystem.IsWithin(volume.Value, "/dev/shm") && volume.Value.TrimEnd('/') != "/dev")
            LxcRawSettings.AddNode(machine, setting.Key, volume.AsLiteral(), context).Class = Fact.Stated(HostDeviceClass.Disk, context.Origin(volume.ValueSpan), volume.Value, setting.Key);
        else
            BindMounts.Bind(context.Add(new SharedFolder(setting.Key, context.Origin(volume.ValueSpan), machine)), mount, context);
    }
}
