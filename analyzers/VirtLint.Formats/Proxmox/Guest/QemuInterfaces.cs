using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Guest;

/// <summary>Binds netN and ipconfigN of a virtual machine.</summary>
internal static class QemuInterfaces
{
    public static void Bind(VirtualMachine machine, PveSection settings, BindingContext context)
    {
    }
}
