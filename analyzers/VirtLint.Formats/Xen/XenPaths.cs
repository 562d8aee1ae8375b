using System;

namespace VirtLint.Formats.Xen;

/// <summary>Where the files of a host lie, below /etc and in a repository's copy of it.</summary>
internal static class XenPaths
{
    /// <summary>The folder that stands for the host: everything before <c>etc</c>, or the file's own folder without those that Xen names.</summary>
    public static string SiteRoot(FilePath path)
    {
        var folder = path.Folder;
        if (folder == "etc" || folder.StartsWith("etc/", StringComparison.Ordinal))
            return "";

        var at = folder.IndexOf("/etc/", StringComparison.Ordinal);
        if (at >= 0)
            return folder.Substring(0, at);

        while (new FilePath(folder).Name is "xen" or "auto" or "default")
            folder = new FilePath(folder).Folder;

        return folder;
    }
}
