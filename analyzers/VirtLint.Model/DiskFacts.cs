using System;

namespace VirtLint.Model;

/// <summary>The format of an image's bytes.</summary>
public enum DiskFormat
{
    Raw,
    Qcow,
    Qcow2,
    Qed,
    Luks,
    Iso,
    Vmdk,

    /// <summary>Virtual PC's and old Hyper-V's.</summary>
    Vhd,

    /// <summary>Hyper-V's.</summary>
    Vhdx,

    /// <summary>VirtualBox's.</summary>
    Vdi,

    /// <summary>Parallels' and Virtuozzo's.</summary>
    Ploop,

    /// <summary>A directory tree instead of an image.</summary>
    Directory,

    Other,
}

/// <summary>How a hypervisor encrypts an image.</summary>
public enum DiskEncryption
{
    None,

    /// <summary>LUKS, of either version.</summary>
    Luks,

    /// <summary>The broken AES scheme of the first qcow formats.</summary>
    LegacyQcow,
}

/// <summary>How a host caches a disk.</summary>
public enum DiskCache
{
    /// <summary>As the hypervisor sees fit.</summary>
    Default,
    None,
    WriteThrough,
    WriteBack,
    DirectSync,

    /// <summary>Flushes are ignored.</summary>
    Unsafe,
}

/// <summary>What happens when a disk fails.</summary>
public enum DiskErrorPolicy
{
    /// <summary>The guest is told.</summary>
    Report,

    /// <summary>The guest is paused.</summary>
    Stop,

    /// <summary>The guest is paused when space has run out, and told otherwise.</summary>
    StopWhenFull,

    /// <summary>Nobody is told.</summary>
    Ignore,
}

/// <summary>The protocol by which images or disks are reached.</summary>
public enum StorageProtocol
{
    Http,
    Https,
    Ftp,
    Ftps,
    Tftp,
    Ssh,
    Nbd,
    Iscsi,
    Rbd,
    Gluster,
    Nfs,
    Other,
}

/// <summary>What is known of formats and protocols in general.</summary>
public static class DiskFormats
{
    /// <summary>The format that a file name claims, or null when its extension claims none.</summary>
    public static DiskFormat? ByName(string path)
    {
        var dot = path.LastIndexOf('.');
        if (dot < 0 || dot < path.LastIndexOf('/'))
            return null;

        return path.Substring(dot + 1).ToLowerInvariant() switch
        {
            "raw" => DiskFormat.Raw,
            "qcow2" => DiskFormat.Qcow2,
            "qcow" => DiskFormat.Qcow,
            "qed" => DiskFormat.Qed,
            "iso" => DiskFormat.Iso,
            "vmdk" => DiskFormat.Vmdk,
            "vhd" => DiskFormat.Vhd,
            "vhdx" => DiskFormat.Vhdx,
            "vdi" => DiskFormat.Vdi,
            _ => null,
        };
    }

    /// <summary>The other hypervisor whose own format it is, or null where KVM and its managers feel at home.</summary>
    public static string? ForeignTo(this DiskFormat format) => format switch
    {
        DiskFormat.Vmdk => "VMware",
        DiskFormat.Vhd => "Virtual PC",
        DiskFormat.Vhdx => "Hyper-V",
        DiskFormat.Vdi => "VirtualBox",
        DiskFormat.Ploop => "Virtuozzo",
        _ => null,
    };

    /// <summary>Whether whole images are fetched from a server that publishes them.</summary>
    public static bool IsDownload(this StorageProtocol protocol) => protocol
        is StorageProtocol.Http or StorageProtocol.Https or StorageProtocol.Ftp or StorageProtocol.Ftps or StorageProtocol.Tftp;

    /// <summary>Whether images cross the network in clear, for whoever is on the way to read and to replace.</summary>
    public static bool IsPlaintext(this StorageProtocol protocol) => protocol is StorageProtocol.Http or StorageProtocol.Ftp or StorageProtocol.Tftp;

    /// <summary>The day that a path names, such as <c>20240115</c> or <c>2024-01-15</c>; null when it names none.</summary>
    public static DateTimeOffset? DayIn(string path)
    {
        for (var i = 0; i + 8 <= path.Length; i++)
        {
            if (i > 0 && char.IsDigit(path[i - 1]))
                continue;

            if (Day(path, i, "") is { } packed)
                return packed;

            if (i + 10 <= path.Length && path[i + 4] is '-' or '_' or '.' && path[i + 7] == path[i + 4] && Day(path, i, path.Substring(i + 4, 1)) is { } spaced)
                return spaced;
        }

        return null;
    }

    private static DateTimeOffset? Day(string path, int start, string separator)
    {
        var length = 8 + (2 * separator.Length);
        if (start + length < path.Length && char.IsDigit(path[start + length]))
            return null;

        var digits = path.Substring(start, 4) + path.Substring(start + 4 + separator.Length, 2) + path.Substring(start + 6 + (2 * separator.Length), 2);
        return digits.StartsWith("20", StringComparison.Ordinal)
            && DateTimeOffset.TryParseExact(
                digits, "yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var day)
            ? day
            : null;
    }
}
