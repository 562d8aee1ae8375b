using System;

namespace VirtLint.Model;

/// <summary>What the directories of a host are for, by the Filesystem Hierarchy Standard.</summary>
public static class HostFileSystem
{
    /// <summary>Directories whose reading alone gives away keys, passwords, other guests or the kernel.</summary>
    private static readonly string[] s_system =
    [
        "/", "/etc", "/root", "/home", "/var", "/var/lib", "/var/spool", "/dev", "/proc", "/sys", "/run", "/var/run",
        "/etc/pve", "/etc/ssh", "/etc/libvirt", "/etc/shadow",
        "/var/lib/libvirt", "/var/lib/libvirt/images", "/var/lib/libvirt/qemu", "/var/lib/vz", "/var/lib/vz/images", "/var/lib/lxc",
        "/var/lib/pve-cluster", "/var/lib/docker", "/var/lib/containers",
    ];

    /// <summary>Everything below these too.</summary>
    private static readonly string[] s_systemTrees = ["/proc", "/etc/pve", "/etc/ssh", "/etc/libvirt", "/run/libvirt", "/root/.ssh"];

    /// <summary>Sockets that take orders: whoever writes to one acts as its daemon.</summary>
    private static readonly string[] s_sockets =
    [
        "docker.sock", "containerd.sock", "podman.sock", "crio.sock", "libvirt-sock", "virtqemud-sock", "lxd.socket", "unix.socket",
    ];

    /// <summary>Directories that the host executes, is configured from or keeps its record in: writing to them is acting as the host.</summary>
    private static readonly string[] s_programTrees =
        ["/bin", "/boot", "/etc", "/lib", "/lib32", "/lib64", "/sbin", "/sys", "/usr/bin", "/usr/lib", "/usr/lib64", "/usr/libexec", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin", "/var/log"];

    /// <summary>Directories that only root writes to on a host set up as the standard says.</summary>
    private static readonly string[] s_rootOwned =
        ["/bin", "/etc", "/lib", "/lib64", "/opt", "/root", "/sbin", "/usr", "/var/lib"];

    /// <summary>Whether reading the path gives the host's system away.</summary>
    public static bool HoldSystem(string path)
    {
        var clean = Normalize(path);
        return Array.IndexOf(s_system, clean) >= 0
            || Array.Exists(s_systemTrees, tree => IsWithin(clean, tree))
            || Array.Exists(s_sockets, socket => clean.EndsWith("/" + socket, StringComparison.Ordinal));
    }

    /// <summary>Whether writing to the path changes what the host runs or remembers.</summary>
    public static bool HoldPrograms(string path)
    {
        var clean = Normalize(path);
        return clean == "/usr" || clean == "/usr/local" || Array.Exists(s_programTrees, tree => IsWithin(clean, tree));
    }

    /// <summary>Whether only root can put a file there.</summary>
    public static bool AreRootOwned(string path)
    {
        var clean = Normalize(path);
        return Array.Exists(s_rootOwned, tree => IsWithin(clean, tree));
    }

    /// <summary>Whether a path is a directory or lies below it.</summary>
    public static bool IsWithin(string path, string directory)
    {
        var folder = directory.TrimEnd('/');
        return path.StartsWith(folder, StringComparison.Ordinal) && (path.Length == folder.Length || path[folder.Length] == '/');
    }

    /// <summary>The path without doubled, trailing and dotted segments; <c>/a/../etc/</c> is <c>/etc</c>.</summary>
    public static string Normalize(string path)
    {
        var segments = new System.Collections.Generic.List<string>();
        foreach (var segment in path.Split(['/'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (segment == "..")
                segments.RemoveRange(Math.Max(segments.Count - 1, 0), Math.Min(segments.Count, 1));
            else if (segment != ".")
                segments.Add(segment);
        }

        return (path.StartsWith("/", StringComparison.Ordinal) ? "/" : "") + string.Join("/", segments);
    }
}
