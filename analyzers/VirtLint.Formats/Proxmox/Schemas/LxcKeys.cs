using VirtLint.Formats.Schemas;
using VirtLint.Model;

namespace VirtLint.Formats.Proxmox.Schemas;

/// <summary>The keys of a container: <c>lxc/VMID.conf</c>.</summary>
/// <remarks>pve-container, LXC/Config.pm: $confdesc, $valid_lxc_conf_keys, $deprecated_lxc_conf_keys.</remarks>
internal static class LxcKeys
{
    private static readonly KeySet s_volume = new KeySet("a volume", KeyCoverage.Complete)
        .Naming(ObjectKind.Store, ReferenceForm.Volume, "volume")
        .Keys(ValueShape.Any, "size", "mountoptions")
        .Keys(PveShape.Boolean, "acl", "ro", "quota", "replicate", "shared");

    private static readonly KeySet s_net = new KeySet("a network device", KeyCoverage.Complete)
        .Keys(ValueShape.OneOf("veth"), "type")
        .Keys(ValueShape.Any, "name", "bridge", "hwaddr", "trunks", "rate")
        .Including(PveKeys.AddressConfig)
        .Keys(ValueShape.Number(64, 65535), "mtu")
        .Keys(ValueShape.Number(1, 4094), "tag")
        .Keys(PveShape.Boolean, "firewall", "link_down", "host-managed");

    public static KeySet All { get; } = new KeySet("a container", KeyCoverage.Complete, Duplicates.LastCounts)
        .Keys(PveShape.Boolean, "onboot", "template", "console", "protection", "unprivileged", "debug")
        .Keys(ValueShape.Any, "hostname", "description", "searchdomain", "nameserver", "timezone", "tags", "entrypoint", "env", "cpulimit")
        .Naming(ObjectKind.Store, ReferenceForm.Volume, "hookscript")
        .Keys(ValueShape.Any, "parent", "snaptime", "snapstate")
        .Keys(ValueShape.OneOf("backup", "create", "destroyed", "disk", "fstrim", "migrate", "mounted", "rollback", "snapshot", "snapshot-delete"), "lock")
        .Keys(ValueShape.OneOf("amd64", "i386", "arm64", "armhf", "riscv32", "riscv64"), "arch")
        .Keys(ValueShape.OneOf("debian", "devuan", "ubuntu", "centos", "fedora", "opensuse", "archlinux", "alpine", "gentoo", "nixos", "unmanaged"), "ostype")
        .Keys(ValueShape.OneOf("shell", "console", "tty"), "cmode")
        .Keys(ValueShape.Number(0, 6), "tty")
        .Keys(ValueShape.Number(1, 8192), "cores")
        .Keys(ValueShape.Number(0, 500_000), "cpuunits")
        .Keys(ValueShape.Number(16), "memory")
        .Keys(ValueShape.Number(0), "swap")
        .Inner("startup", PveKeys.Startup)
        .Inner("features", new KeySet("'features'", KeyCoverage.Complete)
            .Keys(ValueShape.Any, "mount")
            .Keys(PveShape.Boolean, "nesting", "keyctl", "fuse", "mknod", "force_rw_sys"))
        .Inner("rootfs", Volume("the root file system"))
        .Numbered("mp", 255, Volume("a mount point").Keys(ValueShape.Any, "mp").Keys(PveShape.Boolean, "backup", "keepattrs"))
        .Numbered("unused", 255)
        .Numbered("net", 31, s_net)
        .Numbered("dev", 255, new KeySet("a device", KeyCoverage.Complete) { DefaultKey = "path" }
            .Keys(ValueShape.Any, "path", "mode")
            .Keys(ValueShape.Number(0), "uid", "gid")
            .Keys(PveShape.Boolean, "deny-write"))
        .Including(Raw());

    private static KeySet Volume(string place) => new KeySet(place, KeyCoverage.Complete) { DefaultKey = "volume" }.Including(s_volume);

    /// <summary>Keys that go to LXC as they are, each as often as one likes.</summary>
    private static KeySet Raw()
    {
        var keys = new KeySet("LXC", KeyCoverage.Complete)
            .Accumulating(
                ValueShape.Any,
                "lxc.apparmor.profile", "lxc.apparmor.allow_incomplete", "lxc.apparmor.allow_nesting", "lxc.apparmor.raw", "lxc.selinux.context",
                "lxc.include", "lxc.arch", "lxc.uts.name", "lxc.signal.halt", "lxc.signal.reboot", "lxc.signal.stop",
                "lxc.init.cmd", "lxc.init.cwd", "lxc.init.uid", "lxc.init.gid", "lxc.init.groups", "lxc.pty.max", "lxc.tty.max",
                "lxc.console.logfile", "lxc.console.path", "lxc.console.buffer.size", "lxc.console.size", "lxc.devtty.dir", "lxc.tty.dir", "lxc.autodev", "lxc.kmsg",
                "lxc.mount.fstab", "lxc.mount.entry", "lxc.mount.auto", "lxc.rootfs.path", "lxc.rootfs.mount",
                "lxc.cap.drop", "lxc.cap.keep", "lxc.seccomp.profile", "lxc.seccomp.notify.proxy", "lxc.seccomp.notify.cookie", "lxc.idmap",
                "lxc.log.level", "lxc.log.file", "lxc.start.auto", "lxc.start.delay", "lxc.start.order", "lxc.group", "lxc.monitor.unshare",
                "lxc.environment", "lxc.environment.runtime", "lxc.environment.hooks")
            .WithoutEffect("Proxmox VE does not support it", "lxc.rootfs.options")
            .Open("lxc.cgroup2.")
            .Open("lxc.cgroup.")
            .Open("lxc.prlimit.")
            .Open("lxc.limit.")
            .Open("lxc.net.")
            .Open("lxc.network.")
            .Open("lxc.sysctl.")
            .Open("lxc.hook.");
        foreach (var (old, successor) in s_renamed)
            keys.Add(new KnownKey(old, ValueShape.Any) { Successor = successor, IsRenamed = true, Accumulates = true });

        return keys;
    }

    private static (string Old, string New)[] s_renamed =>
    [
        ("lxc.aa_profile", "lxc.apparmor.profile"),
        ("lxc.aa_allow_incomplete", "lxc.apparmor.allow_incomplete"),
        ("lxc.console", "lxc.console.path"),
        ("lxc.devttydir", "lxc.tty.dir"),
        ("lxc.haltsignal", "lxc.signal.halt"),
        ("lxc.rebootsignal", "lxc.signal.reboot"),
        ("lxc.stopsignal", "lxc.signal.stop"),
        ("lxc.id_map", "lxc.idmap"),
        ("lxc.init_cmd", "lxc.init.cmd"),
        ("lxc.loglevel", "lxc.log.level"),
        ("lxc.logfile", "lxc.log.file"),
        ("lxc.mount", "lxc.mount.fstab"),
        ("lxc.pts", "lxc.pty.max"),
        ("lxc.se_context", "lxc.selinux.context"),
        ("lxc.seccomp", "lxc.seccomp.profile"),
        ("lxc.tty", "lxc.tty.max"),
        ("lxc.utsname", "lxc.uts.name"),
    ];
}
