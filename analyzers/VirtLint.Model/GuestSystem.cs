using System;

namespace VirtLint.Model;

/// <summary>The kinds of operating system that virtual hardware is chosen for.</summary>
public enum SystemFamily
{
    /// <summary>Generic, or one of which nothing is known.</summary>
    Other,

    Linux,

    Windows,
}

/// <summary>The operating system that a configuration declares for its guest.</summary>
/// <param name="Name">What people call it; for a word that stands for several systems, all of them.</param>
/// <param name="Family">Its kind.</param>
/// <param name="EndOfSupport">The last day of security updates that come with the product; null while it has some, or when that is not known.</param>
/// <param name="IsModern">Whether it is known to start from UEFI with Secure Boot and to bring paravirtual drivers or to accept them.</param>
public sealed record GuestSystem(string Name, SystemFamily Family, DateTimeOffset? EndOfSupport = null, bool IsModern = false)
{
    /// <summary>The first Windows that refuses to be installed without a TPM. // Microsoft, "Windows 11 specifications"</summary>
    public bool ExpectsTpm { get; init; }

    /// <summary>Whether the system is a hypervisor, which runs guests of its own.</summary>
    public bool IsHypervisor { get; init; }

    public override string ToString() => Name;

    /// <summary>The system of a libosinfo identifier such as <c>http://ubuntu.com/ubuntu/18.04</c>.</summary>
    public static GuestSystem OfOsinfo(string id)
    {
        var text = id.Trim();
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        var key = scheme < 0 ? text : text.Substring(scheme + 3);
        if (key.EndsWith("-unknown", StringComparison.Ordinal))
            key = key.Substring(0, key.Length - "-unknown".Length);

        if (KnownGuestSystems.ByOsinfo.TryGetValue(key, out var known))
            return known;

        // Distributions with long-lived releases have one date for all their minor ones.
        var dot = key.LastIndexOf('.');
        return dot > key.LastIndexOf('/') && KnownGuestSystems.ByOsinfo.TryGetValue(key.Substring(0, dot), out known)
            ? known
            : new GuestSystem(key.Substring(key.IndexOf('/') + 1).Replace('/', ' '), FamilyOf(key));
    }

    internal static SystemFamily FamilyOf(string key) => key.StartsWith("microsoft.com/", StringComparison.Ordinal) ? SystemFamily.Windows : SystemFamily.Other;
}
