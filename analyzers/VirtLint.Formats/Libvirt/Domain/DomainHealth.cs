using System;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Libvirt.Domain;

/// <summary>Binds what shows and saves a guest that is ill: watchdog, guest agent, crash dumps.</summary>
internal static class DomainHealth
{
    private const string Source = "formatdomain.rst";

    private static readonly Vocabulary<bool> s_crashActions = Vocabulary.Of(
        ("destroy", false), ("restart", false), ("preserve", false), ("rename-restart", false), ("coredump-destroy", true), ("coredump-restart", true));

    public static readonly BindingTable<VirtualMachine> Table = new BindingTable<VirtualMachine>(Platform.Libvirt, "domain", Source)
        .Row("memory/@dumpCore", (m, f) => m.CoreDump = f, Vocabulary.OnOff, source: "Memory Allocation")
        .Row("on_crash/text()", (m, f) => m.DumpsOnCrash = f, s_crashActions, source: "Events configuration")
        .Computed("devices/channel/target/@name", m => m.GuestAgent, "'org.qemu.guest_agent.0'", whenAbsent: "no agent, of a guest of KVM with a disk", source: "Channel")
        .Computed("devices/watchdog", m => m.Watchdog, "an element", whenAbsent: "no watchdog, but on q35 since 9.1.0", source: "Watchdog device");

    public static readonly BindingTable<VirtualMachine> WatchdogDevice = new BindingTable<VirtualMachine>(Platform.Libvirt, "domain: devices/watchdog", Source)
        .Row(
            "@action",
            (m, f) => m.Watchdog = f,
            Vocabulary.Of(
                ("reset", true), ("none", false), ("shutdown", true), ("poweroff", true), ("pause", true), ("dump", true), ("inject-nmi", true)),
            whenAbsent: true,
            source: "Watchdog device, \"reset\" by default");

    public static void Bind(VirtualMachine machine, XmlElement domain, BindingContext context)
    {
        Table.Bind(machine, domain, context);
        var isMachine = domain.Find("@type") is { Value: "kvm" or "qemu" } && domain.Find("os/type/text()") is { Value: "hvm" };
        var hasAll = isMachine && domain.Element("devices") is not null && !DomainConsoles.IsPartial(domain, context);
        if (Devices.Of(domain, "watchdog").FirstOrDefault() is { } watchdog)
            WatchdogDevice.Bind(machine, watchdog, context);
        else if (hasAll && !HasBuiltInWatchdog(domain))
            machine.Watchdog = Fact.Default(false, machine.Origin, $"{Source}: Watchdog device");

        BindAgent(machine, domain, hasAll, context);
    }

    /// <summary>The chipset of q35 has a watchdog of its own. // formatdomain.rst: "itco … Since 9.1.0"</summary>
    private static bool HasBuiltInWatchdog(XmlElement domain) =>
        domain.Find("os/type/@machine") is not { } type || type.Value.IndexOf("q35", StringComparison.Ordinal) >= 0 || type.Value.IndexOf('{') >= 0;

    /// <summary>
    /// A guest without a disk boots from the network or from a kernel and has no agent to start; one whose memory is encrypted
    /// is not to be looked into.
    /// </summary>
    private static void BindAgent(VirtualMachine machine, XmlElement domain, bool hasAll, BindingContext context)
    {
        var target = Devices.Of(domain, "channel")
            .Select(static channel => channel.Find("target/@name"))
            .FirstOrDefault(static name => name is { Value: "org.qemu.guest_agent.0" });
        if (target is not null)
            machine.GuestAgent = Fact.Stated(true, context.Origin(target.ValueSpan), target.Value, "channel/target/@name");
        else if (hasAll
            && domain.Find("@type") is { Value: "kvm" }
            && domain.Element("launchSecurity") is null
            && Devices.Of(domain, "disk").Any(static disk => disk.Find("@device") is null or { Value: "disk" }))
            machine.GuestAgent = Fact.Default(false, machine.Origin, $"{Source}: Channel");
    }
}
