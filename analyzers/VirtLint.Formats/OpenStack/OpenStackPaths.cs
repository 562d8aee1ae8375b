using System;

namespace VirtLint.Formats.OpenStack;

/// <summary>Where the files of OpenStack's services lie.</summary>
internal static class OpenStackPaths
{
    /// <summary>The name without a template's suffix: <c>nova.conf</c> of <c>nova.conf.j2</c>.</summary>
    public static string NameWithoutTemplate(FilePath path) =>
        path.EndsWith(".j2") ? path.Name.Substring(0, path.Name.Length - 3)
        : path.EndsWith(".erb") ? path.Name.Substring(0, path.Name.Length - 4)
        : path.Name;

    /// <summary>The files of all services of one node: its <c>etc</c>; else the folder of the file itself.</summary>
    public static string SiteRoot(FilePath path)
    {
        if (path.Full.StartsWith("etc/", StringComparison.Ordinal))
            return "etc";

        var etc = path.Full.LastIndexOf("/etc/", StringComparison.Ordinal);
        return etc < 0 ? path.Folder : path.Full.Substring(0, etc + 4);
    }
}
