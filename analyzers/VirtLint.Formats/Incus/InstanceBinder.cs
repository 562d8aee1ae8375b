using System;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Lxc;
using VirtLint.Formats.Qemu;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Commands;

namespace VirtLint.Formats.Incus;

/// <summary>Binds the configuration of an instance, or of a profile that instances take settings over from.</summary>
internal static class InstanceBinder
{
    private const string Source = "Incus, doc/reference/instance_options";

    public static readonly BindingTable<VirtualMachine> Table = new BindingTable<VirtualMachine>(Platform.Incus, "instance: config", Source)
        .Row("security.privileged", (m, f) => m.IsPrivileged = f, IncusWords.Boolean, whenAbsent: false, source: "security.privileged")
        .Row("security.syscalls.deny_default", (m, f) => m.FiltersSystemCalls = f, IncusWords.Boolean, whenAbsent: true, source: "security.syscalls.deny_default")
        .Row("security.protection.delete", (m, f) => m.IsDeleteProtected = f, IncusWords.Boolean, whenAbsent: false, source: "security.protection.delete")
        .Computed("security.nesting", m => m.IsNesting, "a boolean; of containers alone", whenAbsent: "false", source: "security.nesting")
        .Computed("type", m => m.IsContainer, "'container' or 'virtual-machine'; keys that only one of them has", source: "reference/instance_properties: type")
        .Computed("security.syscalls.intercept.mount.allowed", m => m.MountableFileSystems, "names, where security.syscalls.intercept.mount is on", source: "doc/syscall-interception: mount")
        .Computed("raw.idmap", m => m.IsPrivileged, "a line that maps host id 0", source: "raw.idmap")
        .Computed("raw.lxc", m => m.Confinement, "lxc.apparmor.profile: 'unconfined', or the name of a profile", source: "raw.lxc")
        .Computed("raw.lxc", m => m.KeepsHostCapabilities, "lxc.cap.drop, lxc.cap.keep", source: "raw.lxc")
        .Computed("raw.lxc", m => m.MayOpenEveryDevice, "lxc.cgroup2.devices.allow: 'a', or a rule for *:*", source: "raw.lxc");

    public static readonly BindingTable<GuestFirmware> Firmware = new BindingTable<GuestFirmware>(Platform.Incus, "instance: config", Source)
        .Row("security.secureboot", (f, v) => f.SecureBoot = v, IncusWords.Boolean, whenAbsent: true, source: "security.secureboot")
        .Row(
            "security.csm",
            (f, v) => f.Interface = v,
            Vocabulary.OfAnyCase(
                ("false", FirmwareInterface.Uefi), ("true", FirmwareInterface.Bios), ("0", FirmwareInterface.Uefi), ("1", FirmwareInterface.Bios),
                ("no", FirmwareInterface.Uefi), ("yes", FirmwareInterface.Bios), ("off", FirmwareInterface.Uefi), ("on", FirmwareInterface.Bios)),
            whenAbsent: FirmwareInterface.Uefi,
            source: "security.csm");

    public static readonly BindingTable<RawArgument> Raw = new BindingTable<RawArgument>(Platform.Incus, "instance: config", Source)
        .Computed("raw.*", r => r.Effect, "what a QEMU option of raw.qemu does; the rest is unjudged", source: "raw.lxc, raw.qemu")
        .Computed("raw.qemu", r => r.Listens, "the address of a monitor, console or debugger", source: "raw.qemu");

    public static readonly BindingTable<HostHook> Hooks = new BindingTable<HostHook>(Platform.Incus, "instance: config", Source)
        .Computed("raw.lxc", h => h.Script, "the first word of lxc.hook.pre-start and others that run on the host", source: "lxc.container.conf(5): lxc.hook.pre-start")
        .Computed("raw.lxc", h => h.IsRootOwned, "a path below which only root writes", source: "lxc.container.conf(5): lxc.hook.pre-start");

    private static readonly string[] s_containerKeys = ["security.privileged", "raw.lxc", "raw.idmap", "raw.seccomp", "security.idmap.isolated"];

    private static readonly string[] s_machineKeys = ["security.secureboot", "security.csm", "raw.qemu", "raw.qemu.conf", "security.sev", "agent.nic_config"];

    /// <param name="instance">Where the instance's own properties stand: its type, its architecture.</param>
    /// <param name="config">Its configuration.</param>
    public static void Bind(VirtualMachine machine, SettingScope? instance, SettingScope config, BindingContext context)
    {
        machine.IsContainer = KindOf(instance, config, context);
        Table.Bind(machine, config, context);
        if (machine.IsContainer.Is(false))
        {
            machine.IsPrivileged = Fact<bool>.Absent;
            machine.FiltersSystemCalls = Fact<bool>.Absent;
        }
        else
        {
            machine.IsNesting = Facts.Read(config, "security.nesting", IncusWords.Boolean, machine.IsContainer.Is(true) ? false : null, $"{Source}: security.nesting", context);
            BindContainer(machine, config, context);
        }

        if (machine.IsContainer.Is(false) || (machine.IsContainer.State is FactState.Absent && config.Find("security.secureboot") is not null))
            Firmware.Bind(context.Add(new GuestFirmware("firmware", context.Origin(config.Anchor), machine)), config, context);

        BindRaw(machine, config, context);
    }

    private static Fact<bool> KindOf(SettingScope? instance, SettingScope config, BindingContext context)
    {
        if (instance?.Find("type") is { Value: "container" or "virtual-machine" } type)
            return Fact.Stated(type.Value == "container", context.Origin(type.ValueSpan), type.Value, "type");

        foreach (var key in s_machineKeys)
        {
            if (config.Find(key) is { } setting)
                return Fact.Stated(false, context.Origin(setting.KeySpan), setting.Key, setting.Key);
        }

        foreach (var key in s_containerKeys)
        {
            if (config.Find(key) is { } setting)
                return Fact.Stated(true, context.Origin(setting.KeySpan), setting.Key, setting.Key);
        }

        return Fact<bool>.Absent;
    }

    private static void BindContainer(VirtualMachine machine, SettingScope config, BindingContext context)
    {
        if (config.Find("security.syscalls.intercept.mount") is { } mount && IncusWords.Boolean.TryRead(mount.Value, out var isOn) && isOn
            && config.Find("security.syscalls.intercept.mount.allowed") is { Value.Length: > 0 } allowed)
        {
            machine.MountableFileSystems = Facts.Read(config, allowed, allowed.Key, Vocabulary.Text, context);
        }

        if (config.Find("raw.idmap") is { } map && MapsHostRoot(map.Value))
            machine.IsPrivileged = Fact.Stated(true, context.Origin(map.ValueSpan), "raw.idmap", map.Key);

        if (config.Find("raw.lxc") is { Value.Length: > 0 } lines)
            LxcRawSettings.Bind(machine, new LxcLines(lines.Value, lines.ValueSpan, context.File.Text), context);
    }

    /// <summary>A line <c>both|uid|gid HOST CONTAINER</c>, of ids or of ranges.</summary>
    private static bool MapsHostRoot(string map)
    {
        foreach (var line in map.Split('\n'))
        {
            var words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (words is ["both" or "uid", var host, _] && (host == "0" || host.StartsWith("0-", StringComparison.Ordinal)))
                return true;
        }

        return false;
    }

    private static void BindRaw(VirtualMachine machine, SettingScope config, BindingContext context)
    {
        foreach (var setting in config.Settings)
        {
            if (!setting.Key.StartsWith("raw.", StringComparison.Ordinal) || setting.Key == "raw.idmap" || setting.Value.Length == 0)
                continue;

            if (setting.Key == "raw.qemu" && !TemplateMarks.Contains(setting.Value))
            {
                QemuRawArguments.Bind(machine, QemuArguments.Parse(CommandLine.Parse(context.File.Text, setting.ValueSpan)), setting.Key, context);
                continue;
            }

            var raw = context.Add(new RawArgument(setting.Key, context.Origin(setting.KeySpan), machine));
            raw.Effect = setting.Unresolved is not null || TemplateMarks.Contains(setting.Value)
                ? Fact<ArgumentEffect>.Unresolved(context.Origin(setting.ValueSpan), setting.Value, setting.Unresolved ?? "template", setting.Key)
                : Fact.Stated(ArgumentEffect.Other, raw.Origin, setting.Key, setting.Key);
        }
    }
}
