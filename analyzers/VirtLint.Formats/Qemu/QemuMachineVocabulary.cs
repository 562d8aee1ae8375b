using System;
using System.Collections.Generic;
using System.Globalization;
using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.Qemu;

/// <summary>Versioned machine types of QEMU and of the distributions that name their own.</summary>
/// <remarks>
/// QEMU, docs/about/deprecated.rst: one major version a year, and a versioned machine type is deprecated after three of them
/// and removed after six. An alias such as <c>q35</c> follows the newest and has no date.
/// </remarks>
internal sealed class QemuMachineVocabulary : Vocabulary<HardwareVersion>
{
    private static readonly string[] s_prefixes = ["pc-i440fx-", "pc-q35-", "pc-", "virt-", "pseries-", "s390-ccw-virtio-"];

    // The release that brought the distribution's machine type.
    private static readonly Dictionary<string, DateTimeOffset> s_distributions = new(StringComparer.Ordinal)
    {
        // qemu-kvm of Red Hat Enterprise Linux: pc-q35-rhel7.6.0
        ["rhel6"] = Day(2010, 11, 10),
        ["rhel7.0.0"] = Day(2014, 6, 10),
        ["rhel7.1.0"] = Day(2015, 3, 5),
        ["rhel7.2.0"] = Day(2015, 11, 19),
        ["rhel7.3.0"] = Day(2016, 11, 3),
        ["rhel7.4.0"] = Day(2017, 8, 1),
        ["rhel7.5.0"] = Day(2018, 4, 10),
        ["rhel7.6.0"] = Day(2018, 10, 30),
        ["rhel8.0.0"] = Day(2019, 5, 7),
        ["rhel8.1.0"] = Day(2019, 11, 5),
        ["rhel8.2.0"] = Day(2020, 4, 28),

        // qemu of Ubuntu: pc-i440fx-bionic
        ["trusty"] = Day(2014, 4, 17),
        ["wily"] = Day(2015, 10, 22),
        ["xenial"] = Day(2016, 4, 21),
        ["yakkety"] = Day(2016, 10, 13),
        ["zesty"] = Day(2017, 4, 13),
        ["artful"] = Day(2017, 10, 19),
        ["bionic"] = Day(2018, 4, 26),
        ["cosmic"] = Day(2018, 10, 18),
        ["disco"] = Day(2019, 4, 18),
        ["eoan"] = Day(2019, 10, 17),
        ["focal"] = Day(2020, 4, 23),
    };

    public static QemuMachineVocabulary Instance { get; } = new();

    public override string Expected => "a machine type";

    public override bool TryRead(string text, out HardwareVersion value)
    {
        value = new(text, ReleaseOf(text));
        return true;
    }

    private static DateTimeOffset? ReleaseOf(string machine)
    {
        foreach (var prefix in s_prefixes)
        {
            if (!machine.StartsWith(prefix, StringComparison.Ordinal))
                continue;

            var version = machine.Substring(prefix.Length);
            return ReleaseOfQemu(version) ?? ReleaseOfDistribution(version);
        }

        return machine.StartsWith("rhel6.", StringComparison.Ordinal) ? s_distributions["rhel6"] : null;
    }

    /// <summary>QEMU releases in April, August and December; since 3.0 the major version counts the years. // wiki.qemu.org/Planning</summary>
    private static DateTimeOffset? ReleaseOfQemu(string version)
    {
        var dot = version.IndexOf('.');
        if (dot < 1
            || !int.TryParse(version.Substring(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            || !int.TryParse(version.Substring(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var minor))
        {
            return null;
        }

        return (major, minor) switch
        {
            (0, <= 15) => Day(2011, 8, 1),
            (1, <= 7) => Day(minor <= 3 ? 2012 : 2013, 12, 31),
            (2, <= 12) => Day(2014 + (minor / 3), (minor % 3 * 4) + 4, 28),
            (3, 0) => Day(2018, 8, 14),
            (3, 1) => Day(2018, 12, 11),
            ( >= 4 and < 40, <= 2) => Day(2015 + major, (minor * 4) + 4, 28),
            _ => null,
        };
    }

    private static DateTimeOffset? ReleaseOfDistribution(string version)
    {
        // Ubuntu adds a suffix for its own variants: pc-i440fx-bionic-hpb.
        var dash = version.IndexOf('-');
        return s_distributions.TryGetValue(dash < 0 ? version : version.Substring(0, dash), out var day) ? day : null;
    }

    private static DateTimeOffset Day(int year, int month, int day) => new(year, month, day, 0, 0, 0, TimeSpan.Zero);
}
