using System;

namespace VirtLint.Formats.Proxmox;

/// <summary>Where the files of a Proxmox VE cluster lie, below /etc/pve or in a repository's copy of it.</summary>
/// <remarks>pve-docs, pmxcfs.adoc: "Files"; qemu-server/ and lxc/ at the top are links into nodes/&lt;local&gt;/.</remarks>
internal static class PvePaths
{
    private static readonly string[] s_structure =
        ["nodes", "qemu-server", "lxc", "firewall", "sdn", "mapping", "priv", "virtual-guest", "ha", "network", "default", "interfaces.d"];

    /// <summary>The folder that stands for the cluster: the path up to the first folder that Proxmox VE itself names.</summary>
    public static string SiteRoot(FilePath path)
    {
        var folder = path.Folder;
        var start = 0;
        while (start < folder.Length)
        {
            var end = folder.IndexOf('/', start);
            if (end < 0)
                end = folder.Length;

            if (Array.IndexOf(s_structure, folder.Substring(start, end - start)) >= 0)
            {
                folder = folder.Substring(0, Math.Max(start - 1, 0));
                break;
            }

            start = end + 1;
        }

        return Trim(Trim(folder, "pve"), "etc");
    }

    /// <summary>The node that a file in <c>nodes/NODE/</c> belongs to; empty for the local node's links. // pmxcfs.adoc: nodes/NAME</summary>
    public static string NodeOf(string path)
    {
        const string Folder = "nodes/";
        var at = path.LastIndexOf(Folder, StringComparison.Ordinal);
        if (at < 0 || (at > 0 && path[at - 1] != '/'))
            return "";

        var start = at + Folder.Length;
        var end = path.IndexOf('/', start);
        return end < 0 ? "" : path.Substring(start, end - start);
    }

    /// <summary>Whether the file lies directly in a copy of /etc/pve.</summary>
    public static bool IsInClusterFolder(FilePath path) => path.FolderName is "pve";

    /// <summary>The guest's number when the file's name is <c>NUMBER.conf</c> or <c>NUMBER.fw</c>, else null.</summary>
    public static string? GuestNumber(FilePath path, string extension)
    {
        var name = path.Name;
        var length = name.Length - extension.Length;
        if (length is < 1 or > 9 || !name.EndsWith(extension, StringComparison.Ordinal))
            return null;

        for (var i = 0; i < length; i++)
        {
            if (name[i] is < '0' or > '9')
                return null;
        }

        return name.Substring(0, length);
    }

    private static string Trim(string folder, string last) =>
        folder == last ? "" : folder.EndsWith("/" + last, StringComparison.Ordinal) ? folder.Substring(0, folder.Length - last.Length - 1) : folder;
}
