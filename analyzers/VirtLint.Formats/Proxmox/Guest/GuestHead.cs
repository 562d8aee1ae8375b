using System;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Formats.Proxmox.Guest;

/// <summary>Tells a guest's configuration by its keys, where the path was lost.</summary>
internal static class GuestHead
{
    /// <summary>
    /// What a path says: Proxmox VE names a guest's file by its number; a repository's copy or template of it may have any
    /// name (<c>101.conf.j2</c>, <c>web.conf</c>), and its content decides.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="folder">The folder in which Proxmox VE keeps guests of this kind.</param>
    /// <param name="otherFolder">The folder of the other kind.</param>
    public static PathClaim Claim(FilePath path, string folder, string otherFolder)
    {
        if (!path.EndsWith(".conf") && path.Full.IndexOf(".conf.", path.Full.LastIndexOf('/') + 1, StringComparison.Ordinal) < 0)
            return PathClaim.None;

        if (path.FolderName == otherFolder)
            return PathClaim.None;

        return path.FolderName == folder && PvePaths.GuestNumber(path, ".conf") is not null ? PathClaim.Certain : PathClaim.Possible;
    }

    /// <summary>The guest's number, or else the file's name up to its ending.</summary>
    public static string NameOf(FilePath path) => path.Name.IndexOf(".conf", StringComparison.Ordinal) is > 0 and var end ? path.Name.Substring(0, end) : path.Name;

    /// <summary>
    /// The cluster's folder for a guest that has a number. Files of other names are examples or templates, of which several
    /// may describe one guest: each stands for itself.
    /// </summary>
    public static string SiteRoot(FilePath path) => PvePaths.GuestNumber(path, ".conf") is null ? path.Full : PvePaths.SiteRoot(path);

    public static bool IsVirtualMachine(SourceText text) =>
        HasKey(text, static key => key is "memory" or "cores" or "ostype" or "boot" or "scsihw")
        && HasKey(text, static key => NumberedKey.Is(key, "scsi") || NumberedKey.Is(key, "virtio") || NumberedKey.Is(key, "sata") || NumberedKey.Is(key, "ide") || NumberedKey.Is(key, "net"));

    public static bool IsContainer(SourceText text) =>
        HasKey(text, static key => key is "rootfs")
        && HasKey(text, static key => key is "arch" or "hostname" or "ostype" or "unprivileged" or "memory");

    private static bool HasKey(SourceText text, Func<string, bool> isWanted)
    {
        foreach (var line in text.Lines)
        {
            var end = line.Start;
            while (end < line.End && end - line.Start < 24 && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '-'))
                end++;

            if (end < line.End && text[end] == ':' && isWanted(text.ToString(TextSpan.FromBounds(line.Start, end))))
                return true;
        }

        return false;
    }
}
