using System;
using System.Collections.Generic;
using System.Globalization;

namespace VirtLint.Model;

/// <summary>The guest systems whose end of support is known, by libosinfo identifier.</summary>
public static class KnownGuestSystems
{
    // The last day of the updates that everybody gets. Paid extensions (ESU, ESM, ELS, ELTS) do not count: who has one says so
    // in virtlint.extended_support. Checked against endoflife.date of August 2026, which cites the vendors' pages named below;
    // where a vendor gives several ends, the last that costs nothing stands here (Debian: LTS), and an open one is null.
    public static IReadOnlyDictionary<string, GuestSystem> ByOsinfo { get; } = Known(
    [
        // learn.microsoft.com/lifecycle/products
        new("microsoft.com/win/2k", "Windows 2000", "2010-07-13"),
        new("microsoft.com/win/xp", "Windows XP", "2014-04-08"),
        new("microsoft.com/win/2k3", "Windows Server 2003", "2015-07-14"),
        new("microsoft.com/win/2k3r2", "Windows Server 2003 R2", "2015-07-14"),
        new("microsoft.com/win/vista", "Windows Vista", "2017-04-11"),
        new("microsoft.com/win/2k8", "Windows Server 2008", "2020-01-14"),
        new("microsoft.com/win/7", "Windows 7", "2020-01-14"),
        new("microsoft.com/win/2k8r2", "Windows Server 2008 R2", "2020-01-14"),
        new("microsoft.com/win/8", "Windows 8", "2016-01-12", IsModern: true),
        new("microsoft.com/win/8.1", "Windows 8.1", "2023-01-10", IsModern: true),
        new("microsoft.com/win/2k12", "Windows Server 2012", "2023-10-10", IsModern: true),
        new("microsoft.com/win/2k12r2", "Windows Server 2012 R2", "2023-10-10", IsModern: true),
        new("microsoft.com/win/10", "Windows 10", null, IsModern: true),
        new("microsoft.com/win/11", "Windows 11", null, IsModern: true, ExpectsTpm: true),
        new("microsoft.com/win/2k16", "Windows Server 2016", "2027-01-12", IsModern: true),
        new("microsoft.com/win/2k19", "Windows Server 2019", "2029-01-09", IsModern: true),
        new("microsoft.com/win/2k22", "Windows Server 2022", "2031-10-14", IsModern: true),
        new("microsoft.com/win/2k25", "Windows Server 2025", "2034-11-14", IsModern: true),

        // ubuntu.com/about/release-cycle
        new("ubuntu.com/ubuntu/10.04", "Ubuntu 10.04", "2015-04-30"),
        new("ubuntu.com/ubuntu/12.04", "Ubuntu 12.04", "2017-04-28"),
        new("ubuntu.com/ubuntu/13.10", "Ubuntu 13.10", "2014-07-17"),
        new("ubuntu.com/ubuntu/14.04", "Ubuntu 14.04", "2019-04-30"),
        new("ubuntu.com/ubuntu/16.04", "Ubuntu 16.04", "2021-04-30", IsModern: true),
        new("ubuntu.com/ubuntu/18.04", "Ubuntu 18.04", "2023-05-31", IsModern: true),
        new("ubuntu.com/ubuntu/20.04", "Ubuntu 20.04", "2025-05-31", IsModern: true),
        new("ubuntu.com/ubuntu/20.10", "Ubuntu 20.10", "2021-07-22", IsModern: true),
        new("ubuntu.com/ubuntu/21.04", "Ubuntu 21.04", "2022-01-20", IsModern: true),
        new("ubuntu.com/ubuntu/21.10", "Ubuntu 21.10", "2022-07-14", IsModern: true),
        new("ubuntu.com/ubuntu/22.04", "Ubuntu 22.04", null, IsModern: true),
        new("ubuntu.com/ubuntu/22.10", "Ubuntu 22.10", "2023-07-20", IsModern: true),
        new("ubuntu.com/ubuntu/23.04", "Ubuntu 23.04", "2024-01-25", IsModern: true),
        new("ubuntu.com/ubuntu/23.10", "Ubuntu 23.10", "2024-07-12", IsModern: true),
        new("ubuntu.com/ubuntu/24.04", "Ubuntu 24.04", "2029-05-31", IsModern: true),

        // wiki.debian.org/LTS
        new("debian.org/debian/7", "Debian 7", "2018-05-31"),
        new("debian.org/debian/8", "Debian 8", "2020-06-30"),
        new("debian.org/debian/9", "Debian 9", "2022-06-30"),
        new("debian.org/debian/10", "Debian 10", "2024-06-30", IsModern: true),
        new("debian.org/debian/11", "Debian 11", "2026-08-31", IsModern: true),
        new("debian.org/debian/12", "Debian 12", null, IsModern: true),
        new("debian.org/debian/13", "Debian 13", null, IsModern: true),

        // access.redhat.com/support/policy/updates/errata: end of maintenance support
        new("redhat.com/rhel/5", "Red Hat Enterprise Linux 5", "2017-03-31"),
        new("redhat.com/rhel/6", "Red Hat Enterprise Linux 6", "2020-11-30"),
        new("redhat.com/rhel/7", "Red Hat Enterprise Linux 7", "2024-06-30", IsModern: true),
        new("redhat.com/rhel/8", "Red Hat Enterprise Linux 8", "2029-05-31", IsModern: true),
        new("redhat.com/rhel/9", "Red Hat Enterprise Linux 9", "2032-05-31", IsModern: true),
        new("redhat.com/rhel/10", "Red Hat Enterprise Linux 10", "2035-05-31", IsModern: true),

        // centos.org: end dates of CentOS Linux and CentOS Stream
        new("centos.org/centos/5", "CentOS 5", "2017-03-31"),
        new("centos.org/centos/6", "CentOS 6", "2020-11-30"),
        new("centos.org/centos/7", "CentOS 7", "2024-06-30", IsModern: true),
        new("centos.org/centos/8", "CentOS 8", "2021-12-31", IsModern: true),
        new("centos.org/centos-stream/8", "CentOS Stream 8", "2024-05-31", IsModern: true),
        new("centos.org/centos-stream/9", "CentOS Stream 9", "2027-05-31", IsModern: true),
        new("almalinux.org/almalinux/8", "AlmaLinux 8", "2029-05-31", IsModern: true),
        new("almalinux.org/almalinux/9", "AlmaLinux 9", "2032-05-31", IsModern: true),
        new("rockylinux.org/rocky/8", "Rocky Linux 8", "2029-05-31", IsModern: true),
        new("rockylinux.org/rocky/9", "Rocky Linux 9", "2032-05-31", IsModern: true),

        // docs.fedoraproject.org, Fedora Linux end of life
        new("fedoraproject.org/fedora/13", "Fedora 13", "2011-06-24"),
        new("fedoraproject.org/fedora/17", "Fedora 17", "2013-07-30"),
        new("fedoraproject.org/fedora/18", "Fedora 18", "2014-01-14"),
        new("fedoraproject.org/fedora/19", "Fedora 19", "2015-01-06"),
        new("fedoraproject.org/fedora/20", "Fedora 20", "2015-06-23"),
        new("fedoraproject.org/fedora/21", "Fedora 21", "2015-12-01"),
        new("fedoraproject.org/fedora/22", "Fedora 22", "2016-07-19"),
        new("fedoraproject.org/fedora/23", "Fedora 23", "2016-12-20"),
        new("fedoraproject.org/fedora/24", "Fedora 24", "2017-08-08"),
        new("fedoraproject.org/fedora/25", "Fedora 25", "2017-12-12"),
        new("fedoraproject.org/fedora/26", "Fedora 26", "2018-05-29"),
        new("fedoraproject.org/fedora/27", "Fedora 27", "2018-11-30"),
        new("fedoraproject.org/fedora/28", "Fedora 28", "2019-05-28"),
        new("fedoraproject.org/fedora/29", "Fedora 29", "2019-11-26"),
        new("fedoraproject.org/fedora/30", "Fedora 30", "2020-05-26"),
        new("fedoraproject.org/fedora/31", "Fedora 31", "2020-11-24"),
        new("fedoraproject.org/fedora/32", "Fedora 32", "2021-05-25"),
        new("fedoraproject.org/fedora/33", "Fedora 33", "2021-11-30"),
        new("fedoraproject.org/fedora/34", "Fedora 34", "2022-06-07", IsModern: true),
        new("fedoraproject.org/fedora/35", "Fedora 35", "2022-12-13", IsModern: true),
        new("fedoraproject.org/fedora/36", "Fedora 36", "2023-05-16", IsModern: true),
        new("fedoraproject.org/fedora/37", "Fedora 37", "2023-12-05", IsModern: true),
        new("fedoraproject.org/fedora/38", "Fedora 38", "2024-05-21", IsModern: true),
        new("fedoraproject.org/fedora/39", "Fedora 39", "2024-11-26", IsModern: true),
        new("fedoraproject.org/fedora/40", "Fedora 40", "2025-05-13", IsModern: true),

        // en.opensuse.org/Lifetime
        new("opensuse.org/opensuse/13.2", "openSUSE 13.2", "2017-01-17"),
        new("opensuse.org/opensuse/42.3", "openSUSE Leap 42.3", "2019-07-01"),
        new("opensuse.org/opensuse/15.0", "openSUSE Leap 15.0", "2019-12-03"),
        new("opensuse.org/opensuse/15.1", "openSUSE Leap 15.1", "2021-02-02"),
        new("opensuse.org/opensuse/15.2", "openSUSE Leap 15.2", "2022-01-04"),
        new("opensuse.org/opensuse/15.3", "openSUSE Leap 15.3", "2022-12-31", IsModern: true),
        new("opensuse.org/opensuse/15.4", "openSUSE Leap 15.4", "2023-12-07", IsModern: true),
        new("opensuse.org/opensuse/15.5", "openSUSE Leap 15.5", "2024-12-31", IsModern: true),

        // alpinelinux.org/releases
        new("alpinelinux.org/alpinelinux/3.10", "Alpine Linux 3.10", "2021-05-01"),
        new("alpinelinux.org/alpinelinux/3.11", "Alpine Linux 3.11", "2021-11-01"),
        new("alpinelinux.org/alpinelinux/3.12", "Alpine Linux 3.12", "2022-05-01"),
        new("alpinelinux.org/alpinelinux/3.13", "Alpine Linux 3.13", "2022-11-01"),
        new("alpinelinux.org/alpinelinux/3.14", "Alpine Linux 3.14", "2023-05-01"),
        new("alpinelinux.org/alpinelinux/3.15", "Alpine Linux 3.15", "2023-11-01"),
        new("alpinelinux.org/alpinelinux/3.16", "Alpine Linux 3.16", "2024-05-23"),
        new("alpinelinux.org/alpinelinux/3.17", "Alpine Linux 3.17", "2024-11-22"),
        new("alpinelinux.org/alpinelinux/3.18", "Alpine Linux 3.18", "2025-05-09"),

        // oracle.com/a/ocom/docs/elsp-lifetime-069338.pdf: end of premier support
        new("oracle.com/ol/6", "Oracle Linux 6", "2021-03-31"),
        new("oracle.com/ol/7", "Oracle Linux 7", "2024-12-31", IsModern: true),
        new("oracle.com/ol/8", "Oracle Linux 8", "2029-07-31", IsModern: true),
    ]);

    private static Dictionary<string, GuestSystem> Known(Entry[] entries)
    {
        var known = new Dictionary<string, GuestSystem>(entries.Length, StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var family = GuestSystem.FamilyOf(entry.Id) is SystemFamily.Windows ? SystemFamily.Windows : SystemFamily.Linux;
            known.Add(entry.Id, new(entry.Name, family, entry.End is null ? null : Day(entry.End), entry.IsModern) { ExpectsTpm = entry.ExpectsTpm });
        }

        return known;
    }

    /// <summary>A day of the tables, as <c>2024-06-30</c>.</summary>
    public static DateTimeOffset Day(string text) => DateTimeOffset.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private readonly record struct Entry(string Id, string Name, string? End, bool IsModern = false, bool ExpectsTpm = false);
}
