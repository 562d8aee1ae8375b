using VirtLint.Formats.Binding;
using VirtLint.Formats.Qemu;
using VirtLint.Model;
using VirtLint.Syntax.Commands;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Guest;

/// <summary>Binds what a virtual machine's configuration hands to QEMU, or has run, behind the platform's model.</summary>
/// <remarks>qm.conf(5), "args" and "hookscript"; both may be set by root alone.</remarks>
internal static class QemuOverrides
{
    public static readonly BindingTable<RawArgument> Table = new BindingTable<RawArgument>(Platform.ProxmoxVe, "qemu-server/VMID.conf", "qm.conf(5)")
        .Computed("args", a => a.Effect, "arguments of QEMU", source: "args")
        .Computed("args", a => a.Listens, "an address, in the arguments that open a port", source: "args");

    public static readonly BindingTable<MigrationPolicy> Incoming = new BindingTable<MigrationPolicy>(Platform.ProxmoxVe, "qemu-server/VMID.conf: args", "qemu-options.hx: -incoming")
        .Computed("-incoming", p => p.Address, "tcp:HOST:PORT")
        .Computed("-incoming", p => p.Protection, "tcp:HOST:PORT, which is in clear");

    public static readonly BindingTable<RemoteConsole> Consoles =
        QemuConsoles.Declare(new(Platform.ProxmoxVe, "qemu-server/VMID.conf: args", "qemu-options.hx"));

    public static void Bind(VirtualMachine machine, PveSection settings, BindingContext context)
    {
        if (settings.Find("args") is { } arguments)
            QemuRawArguments.Bind(machine, QemuArguments.Parse(CommandLine.Parse(context.File.Text, arguments.ValueSpan)), "args", context);

        if (settings.Find("hookscript") is { } script)
            HostHooks.Add(machine, "hookscript", script, "hookscript", context);
    }
}
