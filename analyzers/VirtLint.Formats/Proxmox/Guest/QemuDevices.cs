using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Guest;

/// <summary>Binds hostpciN, usbN, serialN, parallelN, virtiofsN, ivshmem, vga, rng0 and the SPICE enhancements.</summary>
internal static class QemuDevices
{
    public static void Bind(VirtualMachine machine, PveSection settings, BindingContext context)
    {
    }
}
