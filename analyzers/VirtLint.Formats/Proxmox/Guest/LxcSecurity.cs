using System;
using VirtLint.Formats.Binding;
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
