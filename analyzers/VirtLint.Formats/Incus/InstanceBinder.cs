using System;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
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
        .Row("security.idmap.isolated", (m, f) => m.HasOwnIds = f, IncusWords.Boolean, whenAbsent: false, source: "security.idmap.isolated")
        .Computed("cloud-init.user-data, user.user-data", m => m.FirstBootPackages, "'packages' and what 'runcmd' installs", source: "cloud-init.user-data")
        .Computed("cloud-init.user-data, cloud-init.vendor-data, environment.*, user.*", m => m.UserDataSecret, "a password in clear text", source: "cloud-init.user-data, environment.*")
        .Computed("description, user.*", m => m.GuestOwner, "user.owner, or a line 'owner: …'; the options virtlint.label.* name others", source: "user.*")
        .Computed("description, user.*", m => m.Purpose, "user.purpose, or a line 'purpose: …'", source: "user.*")
        .Computed("description, user.*", m => m.Expiry, "user.expires, or a line 'expires: …'", source: "user.*")
        .Computed("description, user.*", m => m.Stage, "user.environment, or a line 'environment: …'", source: "user.*")
        .Computed("description, user.*", m => m.Sensitivity, "user.sensitivity, or a line 'sensitivity: …'", source: "user.*")
        .Computed("name, user.*", m => m.IsCalledTemplate, "a word such as 'template'", source: "name")
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

    public static readonly BindingTable<Snapshot> Schedule = new BindingTable<Snapshot>(Platform.Incus, "instance: config", Source)
        .Computed("snapshots.schedule, snapshots.expiry", s => s.Expires, "a schedule, and a time after it", source: "snapshots.expiry");

    private static readonly string[] s_containerKeys = ["security.privileged", "raw.lxc", "raw.idmap", "raw.seccomp", "security.idmap.isolated"];

    private static readonly string[] s_machineKeys = ["security.secureboot", "security.csm", "raw.qemu", "raw.qemu.conf", "security.sev", "agent.nic_config"];

    /// <param name="instance">Where the instance's own properties stand: its type, its architecture.</param>
    /// <param name="config">Its configuration.</param>
    public static void Bind(VirtualMachine machine, SettingScope? instance, SettingScope config, BindingContext context)
    {
        IncusKeys.CheckInstance(config, context);
        machine.IsContainer = KindOf(instance, config, context);
        Table.Bind(machine, config, context);
        if (machine.IsContainer.Is(false))
        {
            machine.IsPrivileged = Fact<bool>.Absent;
            machine.FiltersSystemCalls = Fact<bool>.Absent;
            machine.HasOwnIds = Fact<bool>.Absent;
        }
        else
        {
            machine.IsNesting = Facts.Read(config, "security.nesting", IncusWords.Boolean, machine.IsContainer.Is(true) ? false : null, $"{Source}: security.nesting", context);
            BindContainer(machine, config, context);
        }

        if (machine.IsContainer.Is(false) || (machine.IsContainer.State is FactState.Absent && config.Find("security.secureboot") is not null))
            Firmware.Bind(context.Add(new GuestFirmware("firmware", context.Origin(config.Anchor), machine)), config, context);

        BindRaw(machine, config, context);
        BindSchedule(machine, config, context);
        BindUserData(machine, instance, config, context);
    }

    private static void BindSchedule(VirtualMachine machine, SettingScope config, BindingContext context)
    {
        if (config.Find("snapshots.schedule") is not { Value.Length: > 0 } schedule || config.Find("snapshots.expiry") is { Value.Length: > 0 })
            return;

        var origin = context.Origin(schedule.ValueSpan);
        context.Add(new Snapshot("snapshots.schedule", origin, machine)).Expires = schedule.Unresolved is { } reason
            ? Fact<bool>.Unresolved(origin, schedule.Value, reason, schedule.Key)
            : Fact.Stated(false, origin, schedule.Value, schedule.Key);
    }

    private static void BindUserData(VirtualMachine machine, SettingScope? instance, SettingScope config, BindingContext context)
    {
        var labels = new GuestLabels(machine, context);
        labels.Name(new Literal(machine.Name, machine.Origin.Span));
        if (instance?.Find("description") is { Unresolved: null, Value.Length: > 0 } description)
            labels.Prose(description.ValueSpan, isEncoded: false);

        foreach (var setting in config.Settings)
        {
            if (setting.Key is "cloud-init.user-data" or "user.user-data")
                machine.FirstBootPackages = UserData.PackagesIn(setting, isEncoded: false, context.File);

            if (setting.Unresolved is not null)
                continue;

            var isFirst = machine.UserDataSecret.State is FactState.Absent;
            if (isFirst && setting.Key is "cloud-init.user-data" or "cloud-init.vendor-data" or "user.user-data" or "user.vendor-data")
                machine.UserDataSecret = UserData.SecretIn(setting, isEncoded: false, context) ?? Fact<string>.Absent;
            else if (isFirst && setting.Key.StartsWith("environment.", StringComparison.Ordinal) && SecretNames.Covers(setting.Key))
                machine.UserDataSecret = Facts.Read(config, setting, setting.Key, Vocabulary.Secret, context);
            else if (setting.Key.StartsWith("user.", StringComparison.Ordinal))
                labels.Named(setting.Key.Substring("user.".Length), setting.AsLiteral());
        }
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

    /// <summary>What stands elsewhere, or is escaped, is shown as a whole where it is used.</summary>
    private static QemuArguments Arguments(SettingScope config, Setting setting, BindingContext context) =>
        config is not ISettingSource || context.File.Text.ToString(setting.ValueSpan) == setting.Value
            ? QemuArguments.Parse(CommandLine.Parse(context.File.Text, setting.ValueSpan))
            : QemuArguments.Parse([.. CommandLine.Parse(SourceText.From(setting.Value)).Words.Select(word => new Literal(word.Text, setting.ValueSpan))]);

    private static void BindRaw(VirtualMachine machine, SettingScope config, BindingContext context)
    {
        foreach (var setting in config.Settings)
        {
            if (!setting.Key.StartsWith("raw.", StringComparison.Ordinal) || setting.Key == "raw.idmap" || setting.Value.Length == 0)
                continue;

            if (setting.Key == "raw.qemu" && setting.Unresolved is null && !TemplateMarks.Contains(setting.Value))
            {
                QemuRawArguments.Bind(machine, Arguments(config, setting, context), setting.Key, context);
                continue;
            }

            var raw = context.Add(new RawArgument(setting.Key, context.Origin(setting.KeySpan), machine));
            raw.Effect = setting.Unresolved is not null || TemplateMarks.Contains(setting.Value)
                ? Fact<ArgumentEffect>.Unresolved(context.Origin(setting.ValueSpan), setting.Value, setting.Unresolved ?? "template", setting.Key)
                : Fact.Stated(ArgumentEffect.Other, raw.Origin, setting.Key, setting.Key);
        }
    }
}
