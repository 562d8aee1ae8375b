using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Lxc;

/// <summary>Binds the <c>lxc.*</c> lines of a container, which its platform passes on to LXC as they are.</summary>
/// <remarks>lxc.container.conf(5). The platform writes its own settings first, these last.</remarks>
internal static class LxcRawSettings
{
    /// <summary>What is dropped from every container, and what its loss gives away.</summary>
    /// <remarks>lxc, config/templates/common.conf.in: lxc.cap.drop.</remarks>
    private static readonly string[] s_hostCapabilities = ["sys_module", "sys_rawio"];

    /// <summary>Hooks that run in the host's namespaces; those in the container's own run under its confinement.</summary>
    private static readonly string[] s_hostHooks =
        ["lxc.hook.pre-start", "lxc.hook.start-host", "lxc.hook.stop", "lxc.hook.post-stop", "lxc.hook.clone", "lxc.hook.destroy"];

    public static void Bind(VirtualMachine machine, SettingScope settings, BindingContext context)
    {
        BindProfile(machine, settings, context);
        BindIdentityMap(machine, settings, context);
        BindCapabilities(machine, settings, context);
        BindSystemCalls(machine, settings, context);
        foreach (var setting in settings.Settings)
        {
            switch (setting.Key)
            {
                case "lxc.mount.entry":
                    BindMount(machine, setting, context);
                    break;
                case "lxc.cgroup2.devices.allow" or "lxc.cgroup.devices.allow":
                    BindDeviceAccess(machine, settings, setting, context);
                    break;
                case "lxc.include":
                    HostHooks.Add(machine, setting.Key, setting, setting.Key, context);
                    break;
                default:
                    if (Array.IndexOf(s_hostHooks, setting.Key) >= 0 && setting.Value.Length > 0)
                        HostHooks.Add(machine, setting.Key, FirstWord(setting), setting.Key, context);

                    break;
            }
        }
    }

    public static HostDevice AddNode(VirtualMachine machine, string name, Literal path, BindingContext context)
    {
        var origin = context.Origin(path.Span);
        var device = context.Add(new HostDevice(name, origin, machine));
        device.Class = Fact.Stated(HostDeviceClass.Node, origin, path.Text, name);
        device.Address = TemplateMarks.Contains(path.Text)
            ? Fact<string>.Unresolved(origin, path.Text, "template", name)
            : Fact.Stated(path.Text, origin, path.Text, name);
        return device;
    }

    /// <summary>Any profile but <c>unconfined</c> confines; the platform generates one when nothing is said.</summary>
    private static void BindProfile(VirtualMachine machine, SettingScope settings, BindingContext context)
    {
        var profile = settings.Find("lxc.apparmor.profile") ?? settings.Find("lxc.aa_profile");
        if (profile is { Value.Length: > 0 })
        {
            var origin = context.Origin(profile.ValueSpan);
            machine.Confinement = TemplateMarks.Contains(profile.Value)
                ? Fact<GuestConfinement>.Unresolved(origin, profile.Value, "template", profile.Key)
                : Fact.Stated(
                    profile.Value == "unconfined" ? GuestConfinement.None : GuestConfinement.Enforced,
                    origin, profile.Value, profile.Key, context.Embedding is null ? new LineRemoval<GuestConfinement>(settings, profile) : null);
        }
    }

    /// <summary>A stated map is used in place of the one that an unprivileged container gets.</summary>
    /// <remarks>pve-container, LXC.pm: parse_id_maps; a line is <c>u|g CONTAINER HOST COUNT</c>.</remarks>
    private static void BindIdentityMap(VirtualMachine machine, SettingScope settings, BindingContext context)
    {
        var maps = settings.Settings.Where(static setting => setting.Key is "lxc.idmap" or "lxc.id_map" && setting.Value.Length > 0).ToList();
        if (maps.Count == 0)
            return;

        foreach (var map in maps)
        {
            var words = Words(map);
            if (words is [{ Text: "u" or "g" or "b" }, _, { Text: "0" } host, _])
            {
                machine.IsPrivileged = Fact.Stated(true, context.Origin(host.Span), map.Value, map.Key);
                return;
            }
        }

        machine.IsPrivileged = maps.Any(static map => TemplateMarks.Contains(map.Value))
            ? Fact<bool>.Unresolved(context.Origin(maps[0].ValueSpan), maps[0].Value, "template", maps[0].Key)
            : Fact.Stated(false, context.Origin(maps[0].ValueSpan), maps[0].Value, maps[0].Key);
    }

    /// <remarks>lxc.container.conf(5), "lxc.cap.drop": without a value, everything dropped so far is kept again.</remarks>
    private static void BindCapabilities(VirtualMachine machine, SettingScope settings, BindingContext context)
    {
        var drops = All(settings, "lxc.cap.drop").ToList();
        var cleared = drops.FindLastIndex(static setting => setting.Value.Length == 0);
        var droppedAgain = drops.Skip(cleared + 1).SelectMany(Words).Select(static word => word.Text).ToList();
        if (cleared >= 0 && !s_hostCapabilities.All(droppedAgain.Contains))
        {
            machine.KeepsHostCapabilities = Stated(true, settings, drops[cleared], drops[cleared].KeySpan, context);
            return;
        }

        foreach (var keep in All(settings, "lxc.cap.keep"))
        {
            if (Words(keep).FirstOrDefault(static word => Array.IndexOf(s_hostCapabilities, word.Text) >= 0 || word.Text == "sys_admin") is { Text: not null } kept)
                machine.KeepsHostCapabilities = Stated(true, settings, keep, kept.Span, context);
        }
    }

    private static void BindSystemCalls(VirtualMachine machine, SettingScope settings, BindingContext context)
    {
        if ((settings.Find("lxc.seccomp.profile") ?? settings.Find("lxc.seccomp")) is { } profile)
        {
            var isCleared = profile.Value.Length == 0;
            machine.FiltersSystemCalls = Stated(!isCleared, settings, profile, isCleared ? profile.KeySpan : profile.ValueSpan, context);
        }
    }

    /// <summary>A rule <c>TYPE MAJOR:MINOR ACCESS</c>: everything, or the host's disks and memory.</summary>
    /// <remarks>Linux, admin-guide/devices.txt: block 8 and 65 to 71 are SCSI disks, 259 NVMe; character 1:1 is memory, 1:4 I/O ports.</remarks>
    private static void BindDeviceAccess(VirtualMachine machine, SettingScope settings, Setting setting, BindingContext context)
    {
        var words = Words(setting);
        if (words.Count == 0)
            return;

        if (words[0].Text == "a" || (words.Count > 1 && words[1].Text == "*:*"))
        {
            machine.MayOpenEveryDevice = Stated(true, settings, setting, setting.ValueSpan, context);
            return;
        }

        var reachesHost = words.Count > 1 && (words[0].Text, words[1].Text) switch
        {
            ("b", var number) => number.Split(':')[0] is "8" or "65" or "66" or "67" or "68" or "69" or "70" or "71" or "259" or "*",
            ("c", "1:1" or "1:2" or "1:4" or "1:*") => true,
            _ => false,
        };
        if (reachesHost)
        {
            var device = AddNode(machine, setting.Key, words[1], context);
            device.IsFiltered = Fact.Stated(false, device.Origin, words[1].Text, setting.Key);
        }
    }

    /// <summary>A line of fstab(5): what, where, type and options.</summary>
    private static void BindMount(VirtualMachine machine, Setting setting, BindingContext context)
    {
        var words = Words(setting);
        if (words.Count < 3 || !words[0].Text.StartsWith("/", StringComparison.Ordinal))
            return;

        var options = words.Count > 3 ? words[3].Text.Split(',') : [];
        if (!options.Contains("bind") && !options.Contains("rbind"))
            return;

        // fstab(5): a space in a name is written \040
        var source = words[0] with { Text = words[0].Text.Replace("\\040", " ") };
        if (HostFileSystem.IsWithin(source.Text, "/dev") && source.Text.TrimEnd('/') != "/dev" && !HostFileSystem.IsWithin(source.Text, "/dev/shm"))
        {
            AddNode(machine, setting.Key, source, context);
            return;
        }

        var origin = context.Origin(source.Span);
        var folder = context.Add(new SharedFolder("/" + words[1].Text.TrimStart('/'), origin, machine));
        folder.HostPath = TemplateMarks.Contains(source.Text)
            ? Fact<string>.Unresolved(origin, source.Text, "template", setting.Key)
            : Fact.Stated(source.Text, origin, source.Text, setting.Key);
        folder.IsReadOnly = Fact.Stated(options.Contains("ro"), context.Origin(words[3].Span), words[3].Text, setting.Key);
    }

    private static IEnumerable<Setting> All(SettingScope settings, string key) => settings.Settings.Where(setting => setting.Key == key);

    private static Fact<bool> Stated(bool value, SettingScope settings, Setting setting, TextSpan span, BindingContext context) =>
        Fact.Stated(value, context.Origin(span), setting.Value, setting.Key, context.Embedding is null ? new LineRemoval<bool>(settings, setting) : null);

    private static Setting FirstWord(Setting setting) => Words(setting) is [var first, ..]
        ? new Setting(setting.Key, setting.KeySpan, first.Text, first.Span, setting.FullSpan)
        : setting;

    private static List<Literal> Words(Setting setting) => Binding.Words.Of(setting.Value, setting.ValueSpan.Start);
}
