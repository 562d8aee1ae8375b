using System.Collections.Generic;
using VirtLint.Formats.Schemas;
using VirtLint.Model;
using VirtLint.Syntax.LibvirtConf;

namespace VirtLint.Formats.Libvirt.Schemas;

/// <summary>The .conf files of libvirt that are read for their keys alone.</summary>
internal static class LibvirtKeyFiles
{
    public static IEnumerable<Format> All =>
    [
        Create("libvirt-lock-daemon-conf", "libvirt lock daemon settings (virtlockd.conf)", LibvirtConfKeys.LockDaemon, "virtlockd.conf"),
        Create("libvirt-lockd-conf", "libvirt lockd plugin settings (qemu-lockd.conf, libxl-lockd.conf)", LibvirtConfKeys.LockPlugin, "qemu-lockd.conf", "libxl-lockd.conf"),
        Create("libvirt-sanlock-conf", "libvirt sanlock plugin settings (qemu-sanlock.conf, libxl-sanlock.conf)", LibvirtConfKeys.SanlockPlugin, "qemu-sanlock.conf", "libxl-sanlock.conf"),
    ];

    private static KeyFileFormat Create(string id, string title, KeySet keys, params string[] names) => new(
        id,
        title,
        Platform.Libvirt,
        path => System.Array.IndexOf(names, path.Name) >= 0,
        LibvirtPaths.SiteRoot,
        static text => LibvirtConfTree.Parse(text),
        new FlatSchema(keys, LibvirtConfKeys.Family));
}
