using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Guest;

/// <summary>Binds netN of a container.</summary>
internal static class LxcInterfaces
{
    public static void Bind(VirtualMachine machine, PveSection settings, BindingContext context)
    {
    }
}
