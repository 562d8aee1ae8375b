using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Model;

namespace VirtLint.Formats;

/// <summary>Tells which hosts that say how they are updated are hosts of a hypervisor, by the other files of their <c>/etc</c>.</summary>
internal sealed class UpdatesLinker : IFleetLinker
{
    private const string Etc = "etc/";

    // The folders of a host's own /etc that hypervisors have. A client of libvirt alone has libvirt.conf.
    private static readonly (string Folder, Platform Platform)[] s_folders =
        [("pve/", Platform.ProxmoxVe), ("libvirt/qemu.conf", Platform.Libvirt), ("libvirt/libvirtd.conf", Platform.Libvirt), ("libvirt/virtqemud.conf", Platform.Libvirt), ("libvirt/qemu/", Platform.Libvirt), ("nova/nova-compute.conf", Platform.OpenStack), ("xen/", Platform.Xen)];

    public void Link(Fleet fleet)
    {
        var updates = fleet.All<Hypervisor>().Where(static host => host.IsAnyHost).ToList();
        if (updates.Count == 0)
            return;

        var hosts = new Dictionary<string, Platform>(StringComparer.Ordinal);
        foreach (var file in fleet.Sites.SelectMany(static site => site.Files))
        {
            if (RootOf(file.File.Path, out var rest) is not { } root)
                continue;

            foreach (var (folder, platform) in s_folders)
            {
                if (rest.StartsWith(folder, StringComparison.Ordinal))
                    hosts[root] = platform;
            }
        }

        foreach (var group in updates.GroupBy(static host => RootOf(host.Origin.File.Path, out _) ?? "", StringComparer.Ordinal))
        {
            // Of several files of apt the last one by its name decides.
            var last = group.OrderBy(static host => host.Origin.File.Path, StringComparer.Ordinal).Last();
            if (hosts.TryGetValue(group.Key, out var platform))
            {
                last.IsAnyHost = false;
                last.DeployedTo = platform;
            }
        }
    }

    /// <summary>The folder that holds a host's /etc, with the path within it; null for a path that is in none.</summary>
    private static string? RootOf(string path, out string rest)
    {
        var normal = "/" + path.Replace('\\', '/').TrimStart('/');
        var at = normal.LastIndexOf("/" + Etc, StringComparison.Ordinal);
        rest = at < 0 ? "" : normal.Substring(at + 1 + Etc.Length);
        return at < 0 ? null : normal.Substring(0, at);
    }
}
