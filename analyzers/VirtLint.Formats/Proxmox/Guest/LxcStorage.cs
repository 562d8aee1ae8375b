using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Guest;

/// <summary>Binds rootfs, mount points and bind mounts of a container.</summary>
internal static class LxcStorage
{
    public static void Bind(VirtualMachine machine, PveSection settings, BindingContext context)
    {
    }
}
