using System;

namespace VirtLint.Formats.Libvirt;

/// <summary>Where the files of a libvirt host lie, below /etc and in a repository's copy of it.</summary>
internal static class LibvirtPaths
{
    private static readonly string[] s_templateEndings = [".j2", ".jinja2", ".erb", ".epp", ".tmpl", ".tpl"];

    private static readonly string[] s_leaves =
        ["autostart", "networks", "qemu", "lxc", "libxl", "nwfilter", "secrets", "storage", "snapshot", "checkpoint", "netplan", "system-connections"];

    /// <summary>
    /// The folder that stands for the host: everything before <c>etc</c> or <c>libvirt</c>, or the file's own folder without
    /// the folders that libvirt itself names.
    /// </summary>
    public static string SiteRoot(FilePath path)
    {
        var folder = path.Folder;
        foreach (var segment in (string[])["etc", "libvirt"])
        {
            if (folder == segment || folder.StartsWith(segment + "/", StringComparison.Ordinal))
                return "";

            var at = folder.IndexOf("/" + segment + "/", StringComparison.Ordinal);
            if (at < 0 && folder.EndsWith("/" + segment, StringComparison.Ordinal))
                at = folder.Length - segment.Length - 1;
            if (at >= 0)
                return folder.Substring(0, at);
        }

        while (Array.IndexOf(s_leaves, new FilePath(folder).Name) >= 0)
            folder = new FilePath(folder).Folder;

        return folder;
    }

    /// <summary>The file's name without the ending of the template that makes it: <c>libvirtd.conf</c> of <c>libvirtd.conf.j2</c>.</summary>
    public static string NameWithoutTemplate(FilePath path)
    {
        var name = path.Name;
        foreach (var ending in s_templateEndings)
        {
            if (name.EndsWith(ending, StringComparison.Ordinal))
                return name.Substring(0, name.Length - ending.Length);
        }

        return name;
    }

    /// <summary>Whether the file belongs to one user's own daemon, which only that user reaches.</summary>
    /// <remarks>libvirt, drvqemu.rst, "Connections to QEMU driver": qemu:///session</remarks>
    public static bool IsSession(FilePath path) => path.Full.IndexOf(".config/libvirt/", StringComparison.Ordinal) >= 0;

    /// <summary>
    /// Whether the file lies where libvirt itself keeps it, so that it and its neighbours are of one host. A folder of XML
    /// files may as well be a collection of examples.
    /// </summary>
    public static bool IsOfOneHost(FilePath path) =>
        Array.IndexOf(s_leaves, path.FolderName) >= 0
        || path.Full.StartsWith("libvirt/", StringComparison.Ordinal)
        || path.Full.IndexOf("/libvirt/", StringComparison.Ordinal) >= 0;
}
