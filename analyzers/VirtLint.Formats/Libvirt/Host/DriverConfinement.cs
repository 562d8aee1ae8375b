using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.LibvirtConf;

namespace VirtLint.Formats.Libvirt.Host;

/// <summary>Binds how libvirt's drivers confine what they run: the security keys of <c>qemu.conf</c> and <c>lxc.conf</c>.</summary>
/// <remarks>libvirt, src/qemu/qemu.conf.in and qemu_conf.c; src/lxc/lxc.conf and lxc_conf.c.</remarks>
internal static class DriverConfinement
{
    // qemu_conf.c: an empty list probes, like an absent key.
    private static readonly Vocabulary<SecurityDriver> s_drivers = Vocabulary.Of(
        ("selinux", SecurityDriver.Required), ("apparmor", SecurityDriver.Required), ("none", SecurityDriver.None));

    private static readonly Vocabulary<bool> s_strict = Vocabulary.Of(("0", true), ("1", false));

    public static readonly BindingTable<Hypervisor> Qemu = new BindingTable<Hypervisor>(Platform.Libvirt, "qemu.conf", "qemu.conf")
        .Row("security_default_confined", (h, f) => h.ConfinesByDefault = f, Vocabulary.OneZero, whenAbsent: true, source: "security_default_confined")
        .Row("security_require_confined", (h, f) => h.RequiresConfinement = f, Vocabulary.OneZero, whenAbsent: false, source: "security_require_confined")
        .Row(
            "seccomp_sandbox",
            (h, f) => h.FiltersSystemCalls = f,
            Vocabulary.Of(("1", true), ("-1", true), ("0", false)),
            source: "seccomp_sandbox")
        .Row("user", (h, f) => h.RunsAs = f, Vocabulary.Text, source: "user")
        .Row("swtpm_user", (h, f) => h.TpmEmulatorRunsAs = f, Vocabulary.Text, whenAbsent: "tss", source: "swtpm_user")
        .Row("relaxed_acs_check", (h, f) => h.ChecksDeviceIsolation = f, s_strict, whenAbsent: true, source: "relaxed_acs_check")
        .Computed(
            "security_driver", h => h.SecurityDriver,
            "'selinux', 'apparmor' or 'none', or a list of one of them",
            whenAbsent: "what the host has",
            source: "security_driver")
        .Computed("namespaces", h => h.HasDeviceNamespaces, "a list; 'mount' is the one that hides devices", source: "namespaces")
        .Computed("cgroup_controllers", h => h.ControlsDevices, "a list; 'devices' is the one that controls them", source: "cgroup_controllers")
        .Computed("(path)", h => h.IsUserSession, "a file under .config/libvirt", source: "drvqemu.rst: qemu:///session");

    public static readonly BindingTable<Hypervisor> Lxc = new BindingTable<Hypervisor>(Platform.Libvirt, "lxc.conf", "lxc.conf")
        .Row("security_default_confined", (h, f) => h.ConfinesByDefault = f, Vocabulary.OneZero, whenAbsent: false, source: "security_default_confined")
        .Row("security_require_confined", (h, f) => h.RequiresConfinement = f, Vocabulary.OneZero, whenAbsent: false, source: "security_require_confined")
        .Computed(
            "security_driver", h => h.SecurityDriver,
            "'selinux', 'apparmor' or 'none', or a list of one of them",
            whenAbsent: "what the host has",
            source: "security_driver")
        .Computed("(path)", h => h.IsUserSession, "a file under .config/libvirt", source: "drvqemu.rst: qemu:///session");

    /// <summary>The device files that every guest may open.</summary>
    public static readonly BindingTable<HostDevice> Devices = new BindingTable<HostDevice>(Platform.Libvirt, "qemu.conf", "qemu.conf")
        .Computed("cgroup_device_acl", d => d.Address, "a list of paths", source: "cgroup_device_acl")
        .Computed("cgroup_device_acl", d => d.Class, "a list of device nodes", source: "cgroup_device_acl");

    public static void BindQemu(FilePath path, Hypervisor hypervisor, LibvirtConfScope settings, BindingContext context)
    {
        Qemu.Bind(hypervisor, settings, context);
        BindDriver(path, hypervisor, settings, context);
        hypervisor.HasDeviceNamespaces = HoldsItem(settings, "namespaces", "mount", context);
        hypervisor.ControlsDevices = HoldsItem(settings, "cgroup_controllers", "devices", context);
        BindDevices(hypervisor, settings, context);
    }

    public static void BindLxc(FilePath path, Hypervisor hypervisor, LibvirtConfScope settings, BindingContext context)
    {
        Lxc.Bind(hypervisor, settings, context);
        BindDriver(path, hypervisor, settings, context);
    }

    private static void BindDriver(FilePath path, Hypervisor hypervisor, LibvirtConfScope settings, BindingContext context)
    {
        // drvqemu.rst: qemu:///session reads the user's own folder.
        hypervisor.IsUserSession = Fact.Default(path.Full.IndexOf(".config/libvirt/", StringComparison.Ordinal) >= 0, hypervisor.Origin, "drvqemu.rst");
        if (settings.Find("security_driver") is not { } driver)
        {
            hypervisor.SecurityDriver = Fact.Default(SecurityDriver.Probed, hypervisor.Origin, "qemu.conf: security_driver", "security_driver");
            return;
        }

        if (driver.IsList && driver.Items.Length != 1)
            return;

        // A list of one is written in brackets, which go with it.
        var first = driver.IsList
            ? new Setting(driver.Key, driver.KeySpan, driver.Items[0].Text, driver.Items[0].Span, driver.FullSpan) { IsQuoted = true }
            : driver;
        hypervisor.SecurityDriver = Facts.Read(settings, first, "security_driver", s_drivers, context);
    }

    /// <summary>Whether a stated list names an item; without the key, what the host has is used.</summary>
    private static Fact<bool> HoldsItem(LibvirtConfScope settings, string key, string item, BindingContext context)
    {
        if (settings.Find(key) is not { IsList: true } list)
            return Fact<bool>.Absent;

        var origin = context.Origin(list.ValueSpan);
        var written = context.File.Text.ToString(list.ValueSpan);
        return list.Items.Any(static literal => TemplateMarks.Contains(literal.Text))
            ? Fact<bool>.Unresolved(origin, written, "template", key)
            : Fact.Stated(list.Items.Any(literal => literal.Text == item), origin, written, key, context.Embedding is null ? new ListSpelling(settings, list, item) : null);
    }

    /// <summary>The device files that every guest may open.</summary>
    private static void BindDevices(Hypervisor hypervisor, LibvirtConfScope settings, BindingContext context)
    {
        if (settings.Find("cgroup_device_acl") is not { IsList: true } list)
            return;

        foreach (var item in list.Items.Where(static item => !TemplateMarks.Contains(item.Text)))
        {
            var device = context.Add(new HostDevice(item.Text, context.Origin(item.Span), hypervisor));
            device.Class = Fact.Stated(HostDeviceClass.Node, device.Origin, item.Text, "cgroup_device_acl");
            device.Address = Fact.Stated(item.Text, device.Origin, item.Text, "cgroup_device_acl");
        }
    }

    /// <summary>Adds an item to a list, or removes the list so that its default holds.</summary>
    private sealed class ListSpelling(LibvirtConfScope settings, Setting list, string item) : IFactSpelling<bool>
    {
        public string? Spell(bool value) => value ? Whole : null;

        public ImmutableArray<TextChange> Write(bool value) =>
            value && settings.Replace(list, Whole) is { } change ? [change] : [];

        public TextChange? Remove() => settings.Remove(list);

        private string Whole => "[ " + string.Join(", ", list.Items.Select(static literal => $"\"{literal.Text}\"").Append($"\"{item}\"")) + " ]";
    }
}
