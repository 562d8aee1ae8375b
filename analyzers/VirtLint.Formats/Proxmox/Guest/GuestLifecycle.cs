using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Guest;

/// <summary>Binds tags, description, snapshots, lock, pending changes, agent and protection of a guest.</summary>
internal static class GuestLifecycle
{
    public static void Bind(VirtualMachine machine, PveGuestTree tree, BindingContext context)
    {
    }
}
