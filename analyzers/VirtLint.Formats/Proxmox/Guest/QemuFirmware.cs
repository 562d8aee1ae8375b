using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Guest;

/// <summary>Binds firmware, Secure Boot keys and the virtual TPM.</summary>
internal static class QemuFirmware
{
    public static void Bind(VirtualMachine machine, PveSection settings, BindingContext context)
    {
    }
}
