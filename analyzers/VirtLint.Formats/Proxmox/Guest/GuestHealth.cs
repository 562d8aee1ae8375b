using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Guest;

/// <summary>Binds what shows and saves a virtual machine that is ill: guest agent and watchdog.</summary>
internal static class GuestHealth
{
    private const string Source = "qm.conf(5)";

    public static readonly BindingTable<VirtualMachine> Agent = new BindingTable<VirtualMachine>(Platform.ProxmoxVe, "qemu-server/VMID.conf: agent", Source)
        .Row("enabled", (m, f) => m.GuestAgent = f, Vocabulary.PveBoolean, whenAbsent: false, source: "agent")
        .Computed("(file)", m => m.GuestAgent, "no agent key, of a system that has the agent", whenAbsent: "0", source: "agent");

    public static readonly BindingTable<VirtualMachine> WatchdogDevice = new BindingTable<VirtualMachine>(Platform.ProxmoxVe, "qemu-server/VMID.conf: watchdog", Source)
        .Row(
            "action",
            (m, f) => m.Watchdog = f,
            Vocabulary.Of(
                ("reset", true), ("none", false), ("shutdown", true), ("poweroff", true), ("pause", true), ("debug", true)),
            whenAbsent: true,
            source: "watchdog")
        .Computed("(file)", m => m.Watchdog, "no watchdog key", whenAbsent: "no watchdog", source: "watchdog");

    public static void Bind(VirtualMachine machine, PveSection settings, BindingContext context)
    {
        if (SupportsAgent(settings))
        {
            if (settings.Find("agent") is { } agent)
                Agent.Bind(machine, PropertyString.Parse(agent, "enabled"), context);
            else
                machine.GuestAgent = Facts.Read(settings, "agent", Vocabulary.PveBoolean, false, $"{Source}: agent", context);
        }

        if (settings.Find("watchdog") is { } watchdog)
            WatchdogDevice.Bind(machine, PropertyString.Parse(watchdog, "model"), context);
        else
            machine.Watchdog = Fact.Default(false, machine.Origin, $"{Source}: watchdog");
    }

    /// <summary>Systems that have the agent, in guests that the host may look into. // pve-docs, qm.adoc: "QEMU Guest Agent"</summary>
    private static bool SupportsAgent(PveSection settings) =>
        settings.Find("ostype") is { Value: "l26" or "win8" or "win10" or "win11" } && settings.Find("amd-sev") is null && settings.Find("intel-tdx") is null;
}
