using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Guest;

/// <summary>Binds the disks, EFI disk, TPM state, cloud-init drive and unused volumes of a virtual machine.</summary>
internal static class QemuDisks
{
    public static void Bind(VirtualMachine machine, PveSection settings, BindingContext context)
    {
    }
}
