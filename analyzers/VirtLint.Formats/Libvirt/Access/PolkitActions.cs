using System;

namespace VirtLint.Formats.Libvirt.Access;

/// <summary>What the polkit actions of libvirt allow.</summary>
/// <remarks>libvirt, auth.rst, "UNIX socket policykit auth"; aclpolkit.rst, "Permissions overview".</remarks>
internal static class PolkitActions
{
    private static readonly string[] s_readOnly = [".getattr", ".read", ".read-secure", ".save-lookup"];

    /// <summary>Whether the action, or a pattern of actions, lets its holder change guests or the host.</summary>
    public static bool IsManagement(string action)
    {
        if (action is "org.libvirt.unix.manage" or "org.libvirt.unix.*" or "org.libvirt.*" or "*")
            return true;

        return action.StartsWith("org.libvirt.api.", StringComparison.Ordinal)
            && action.IndexOf(".search-", StringComparison.Ordinal) < 0
            && !Array.Exists(s_readOnly, permission => action.EndsWith(permission, StringComparison.Ordinal));
    }
}
