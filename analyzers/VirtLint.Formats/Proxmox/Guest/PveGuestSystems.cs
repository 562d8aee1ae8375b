using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.Proxmox.Guest;

/// <summary>The words of <c>ostype</c>. One word stands for several systems: only the last of them to lose support counts.</summary>
/// <remarks>qm.conf(5): ostype; qemu-server, QemuServer.pm. Dates: learn.microsoft.com/lifecycle/products; kernel.org, end of Linux 2.4.</remarks>
internal static class PveGuestSystems
{
    public static GuestSystem Unnamed { get; } = new("an unnamed system", SystemFamily.Other);

    public static Vocabulary<GuestSystem> Vocabulary { get; } = Binding.Vocabulary.Of(
        ("other", Unnamed),
        ("wxp", Windows("Windows XP", "2014-04-08")),
        ("w2k", Windows("Windows 2000", "2010-07-13")),
        ("w2k3", Windows("Windows Server 2003", "2015-07-14")),
        ("w2k8", Windows("Windows Server 2008", "2020-01-14")),
        ("wvista", Windows("Windows Vista", "2017-04-11")),
        ("win7", Windows("Windows 7 or Server 2008 R2", "2020-01-14")),
        ("win8", Windows("Windows 8 or Server 2012", "2023-10-10") with { IsModern = true }),
        ("win10", new GuestSystem("Windows 10, Server 2016 or 2019", SystemFamily.Windows, IsModern: true)),
        ("win11", new GuestSystem("Windows 11, Server 2022 or 2025", SystemFamily.Windows, IsModern: true) { ExpectsTpm = true }),
        ("l24", new GuestSystem("Linux 2.4", SystemFamily.Linux, KnownGuestSystems.Day("2011-12-31"))),
        ("l26", new GuestSystem("Linux", SystemFamily.Linux, IsModern: true)),
        ("solaris", new GuestSystem("Solaris", SystemFamily.Other)));

    private static GuestSystem Windows(string name, string end) => new(name, SystemFamily.Windows, KnownGuestSystems.Day(end));
}
