using System;
using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.Vmware;

/// <summary>The vocabularies of OVF envelopes.</summary>
internal static class OvfWords
{
    /// <summary>Booleans of XML Schema, and in the case that VMware's own tools write.</summary>
    public static Vocabulary<bool> Boolean { get; } = Vocabulary.OfAnyCase(("true", true), ("false", false), ("1", true), ("0", false));

    /// <summary>The operating system by the identifier of VMware's API: <c>rhel9_64Guest</c>.</summary>
    public static Vocabulary<GuestSystem> System { get; } = new SystemVocabulary();

    /// <summary>The format that a specification's address stands for; null for one that tools do not name so.</summary>
    // DMTF DSP0243: Disk/@format, "http://www.vmware.com/interfaces/specifications/vmdk.html#streamOptimized"
    public static DiskFormat? FormatOf(string specification) =>
        Names(specification, "vmdk") ? DiskFormat.Vmdk
        : Names(specification, "qcow") ? DiskFormat.Qcow2
        : Names(specification, "vhdx") ? DiskFormat.Vhdx
        : Names(specification, "vhd") ? DiskFormat.Vhd
        : null;

    private static bool Names(string specification, string format) => specification.IndexOf(format, StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>The identifier that a <c>.vmx</c> file has for one of the API: <c>windows7Server64Guest</c> is <c>windows7srv-64</c> there.</summary>
    // VMware vSphere API, VirtualMachineGuestOsIdentifier; libvirt, src/vmx/vmx.c: guestOS
    private static string ToFile(string identifier)
    {
        var name = identifier.EndsWith("Guest", StringComparison.OrdinalIgnoreCase) ? identifier.Substring(0, identifier.Length - "Guest".Length) : identifier;
        name = name.ToLowerInvariant().Replace("server", "srv").Replace('_', '-');
        return name.EndsWith("64", StringComparison.Ordinal) && !name.EndsWith("-64", StringComparison.Ordinal)
            ? name.Substring(0, name.Length - 2) + "-64"
            : name;
    }

    private sealed class SystemVocabulary : Vocabulary<GuestSystem>
    {
        public override string Expected => "an identifier of vSphere's API for a guest operating system";

        public override bool TryRead(string text, out GuestSystem value) => VmxWords.System.TryRead(ToFile(text), out value);
    }
}
