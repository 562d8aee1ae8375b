using System;
using System.Linq;
using VirtLint.Model;

namespace VirtLint.Rules.Images;

/// <summary>Whom a project takes images from: <c>virtlint.image_publishers</c>, and its own <c>virtlint.internal_hosts</c>.</summary>
internal sealed class ImageHosts(ProjectOptions options)
{
    /// <summary>The hosts on which distributions publish images themselves.</summary>
    private static readonly string[] s_publishers =
    [
        "cloud-images.ubuntu.com", "releases.ubuntu.com", "cdimage.ubuntu.com", "old-releases.ubuntu.com",
        "cloud.debian.org", "cdimage.debian.org", "get.debian.org",
        "*.fedoraproject.org", "fedorapeople.org", "cloud.centos.org", "mirror.stream.centos.org",
        "dl.rockylinux.org", "download.rockylinux.org", "repo.almalinux.org", "access.redhat.com", "access.cdn.redhat.com",
        "download.opensuse.org", "download.suse.com", "dl-cdn.alpinelinux.org", "geo.mirror.pkgbuild.com",
        "download.freebsd.org", "cdn.openbsd.org", "cdn.netbsd.org", "download.proxmox.com", "enterprise.proxmox.com",
        "releases.nixos.org", "channels.nixos.org", "yum.oracle.com", "download.cirros-cloud.net", "software-download.microsoft.com",
    ];

    private static readonly string[] s_fileShares =
    [
        "dropbox.com", "dl.dropboxusercontent.com", "drive.google.com", "docs.google.com", "onedrive.live.com", "1drv.ms",
        "mega.nz", "mediafire.com", "wetransfer.com", "transfer.sh", "file.io", "pixeldrain.com",
    ];

    private readonly HostList _publishers = new(options.List("virtlint.image_publishers", s_publishers));

    private readonly HostList _internal = new(options.List("virtlint.internal_hosts"));

    public bool IsTrusted(string host) =>
        HostList.ScopeOf(host) is HostScope.Loopback || _publishers.Contains(host) || _internal.Contains(host);

    /// <summary>Why a host that is not trusted is not, to follow its name.</summary>
    public static string Doubt(string host) =>
        HostList.IsAddress(host) ? "a bare address that no publisher answers for"
        : s_fileShares.Any(share => host.Equals(share, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + share, StringComparison.OrdinalIgnoreCase))
            ? "a file share where anybody may put anything"
        : "which is not on the project's list of publishers";
}
