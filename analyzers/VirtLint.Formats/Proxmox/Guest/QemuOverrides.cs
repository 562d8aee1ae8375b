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
    public static void Bind(VirtualMachine machine, PveSection settings, BindingContext context)
    {
        if (settings.Find("args") is { } arguments)
            QemuRawArguments.Bind(machine, QemuArguments.Parse(CommandLine.Parse(context.File.Text, arguments.ValueSpan)), "args", context);

        if (settings.Find("hookscript") is { } script)
            HostHooks.Add(machine, "hookscript", script, "hookscript", context);
    }
}
