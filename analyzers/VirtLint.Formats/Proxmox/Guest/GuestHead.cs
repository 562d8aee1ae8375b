using System;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Formats.Proxmox.Guest;

/// <summary>Tells a guest's configuration by its keys, where the path was lost.</summary>
internal static class GuestHead
{
    public static bool IsVirtualMachine(SourceText text) =>
        HasKey(text, static key => key is "memory" or "cores" or "ostype" or "boot" or "scsihw")
        && HasKey(text, static key => IsNumbered(key, "scsi") || IsNumbered(key, "virtio") || IsNumbered(key, "sata") || IsNumbered(key, "ide") || IsNumbered(key, "net"));

    public static bool IsContainer(SourceText text) =>
        HasKey(text, static key => key is "rootfs")
        && HasKey(text, static key => key is "arch" or "hostname" or "ostype" or "unprivileged" or "memory");

    private static bool IsNumbered(string key, string prefix) =>
        key.Length > prefix.Length && key.StartsWith(prefix, StringComparison.Ordinal) && char.IsDigit(key[prefix.Length]);

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
