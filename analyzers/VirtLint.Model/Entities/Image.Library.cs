using System;
using System.Linq;

namespace VirtLint.Model;

/// <summary>Who may start guests from an image of a library.</summary>
public enum ImageVisibility
{
    /// <summary>The project that owns it.</summary>
    Private,

    /// <summary>The owner, and the projects that it names.</summary>
    Shared,

    /// <summary>Everybody who knows of it: it is only left out of listings.</summary>
    Community,

    /// <summary>Everybody.</summary>
    Public,

    /// <summary>Everybody, without signing in.</summary>
    Anonymous,
}

/// <summary>The hypervisor that guests of an image run on.</summary>
public enum ImageTarget
{
    Kvm,
    Vmware,
    HyperV,
    Xen,
}

/// <summary>How an image lies in a library that others take it from.</summary>
public sealed partial class Image
{
    private static readonly string[] s_systems =
    [
        "ubuntu", "debian", "centos", "fedora", "rocky", "rockylinux", "alma", "almalinux", "rhel", "opensuse", "sles", "suse", "alpine", "arch", "archlinux",
        "oraclelinux", "oracle", "flatcar", "coreos", "fcos", "rhcos", "talos", "cirros", "freebsd", "openbsd", "netbsd", "gentoo", "nixos", "windows", "vyos",
        "opnsense", "pfsense", "amphora", "fedora-coreos", "tinycore", "kali",
    ];

    private static readonly char[] s_wordEnds = ['-', '_', ' ', '.', '/'];

    /// <summary>Who may start guests from it.</summary>
    public Fact<ImageVisibility> Visibility { get => field ?? Fact<ImageVisibility>.Absent; set => field = Set(value); }

    /// <summary>The word in its name, tags or properties that calls it a base image for all. Absent when none does.</summary>
    public Fact<string> CommonMark { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Whether the library refuses to delete it.</summary>
    public Fact<bool> IsDeleteProtected { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The file that it is made of when it is admitted to the library. Absent for a download, and for what is built in place.</summary>
    public Fact<string> AdmittedFrom { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>The file or guest as which it left the library, where it can be changed. Absent when it did not leave.</summary>
    public Fact<string> CheckedOutTo { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>The file or guest that takes its place in the library. Absent when none does.</summary>
    public Fact<string> CheckedInFrom { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Whether the definition that admits it states a digest or signature, or verifies one.</summary>
    public Fact<bool> IsVouchedFor { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The hypervisor that its guests run on. Absent where it does not say so.</summary>
    public Fact<ImageTarget> Target { get => field ?? Fact<ImageTarget>.Absent; set => field = Set(value); }

    /// <summary>The first of its properties that decides how well its guests are protected, or what they cost. Absent when it has none.</summary>
    public Fact<string> TelltaleProperty { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Whether its name starts with that of an operating system that anybody can get: <c>ubuntu-24.04</c>.</summary>
    public bool IsNamedForSystem => IsSystemName(Name);

    /// <summary>Whether a name starts with that of an operating system that anybody can get.</summary>
    public static bool IsSystemName(string name)
    {
        var end = name.IndexOfAny(s_wordEnds);
        var word = (end < 0 ? name : name.Substring(0, end)).TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        return s_systems.Contains(word, StringComparer.OrdinalIgnoreCase);
    }
}
