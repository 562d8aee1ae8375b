using System;

namespace VirtLint.Formats.Binding;

/// <summary>The names of a host's network adapters.</summary>
internal static class HostAdapters
{
    /// <summary>Whether the kernel or systemd gives such a name to an Ethernet adapter: <c>eth0</c>, <c>eno1</c>, <c>enp3s0f1</c>, <c>ens3</c>.</summary>
    /// <remarks>systemd.net-naming-scheme(7).</remarks>
    public static bool IsName(string name)
    {
        if (name.IndexOf('.') >= 0 || name.IndexOf(':') >= 0)
            return false;

        foreach (var prefix in (string[])["eth", "eno", "ens", "enp", "enP", "enx"])
        {
            if (name.Length > prefix.Length && name.StartsWith(prefix, StringComparison.Ordinal) && Uri.IsHexDigit(name[prefix.Length]))
                return true;
        }

        return false;
    }
}
