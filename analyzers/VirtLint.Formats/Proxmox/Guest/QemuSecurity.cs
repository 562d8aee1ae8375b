using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Guest;

/// <summary>Binds raw arguments and hook scripts.</summary>
internal static class QemuSecurity
{
    public static void Bind(VirtualMachine machine, PveSection settings, BindingContext context)
    {
    }
}
