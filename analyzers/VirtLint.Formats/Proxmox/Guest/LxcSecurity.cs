using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Guest;

/// <summary>Binds privilege, features, device nodes and raw lxc.* settings of a container.</summary>
internal static class LxcSecurity
{
    public static void Bind(VirtualMachine machine, PveSection settings, BindingContext context)
    {
    }
}
