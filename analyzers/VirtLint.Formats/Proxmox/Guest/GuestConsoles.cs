using VirtLint.Formats.Binding;
using VirtLint.Formats.Qemu;
using VirtLint.Model;
using VirtLint.Syntax.Commands;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Guest;

/// <summary>Binds the consoles that <c>args</c> opens beside Proxmox VE's own, and the console mode of containers.</summary>
internal static class GuestConsoles
{
    public static readonly BindingTable<RemoteConsole> Container = new BindingTable<RemoteConsole>(Platform.ProxmoxVe, "lxc/VMID.conf", "pct.conf(5)")
        .Row("cmode", (c, f) => c.Login = f, Vocabulary.Of(("tty", true), ("console", true), ("shell", false)), whenAbsent: true, source: "cmode")
        .Computed("(file)", c => c.Protocol, "the container's terminal");

    public static void BindMachine(VirtualMachine machine, PveSection settings, BindingContext context)
    {
        if (settings.Find("args") is { } arguments)
            QemuConsoles.Bind(machine, QemuArguments.Parse(CommandLine.Parse(context.File.Text, arguments.ValueSpan)), context);
    }

    public static void BindContainer(VirtualMachine machine, PveSection settings, BindingContext context)
    {
        var console = context.Add(new RemoteConsole("terminal", machine.Origin, machine));
        console.Protocol = Fact.Default(ConsoleProtocol.Terminal, machine.Origin, "pct.conf(5)");
        Container.Bind(console, settings, context);
    }
}
