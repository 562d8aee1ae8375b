using System;
using VirtLint.Syntax;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Libvirt.Domain;

/// <summary>Tells the domains that QEMU runs from those of other drivers, whose hardware obeys other rules.</summary>
internal static class DomainQemu
{
    /// <remarks>formatdomain.rst, "Element and attribute overview": kvm and hvf are QEMU with an accelerator. A template fills in one of these.</remarks>
    public static bool Is(XmlElement domain) =>
        domain.Attribute("type")?.Value is { } type && (type is "kvm" or "qemu" or "hvf" || TemplateMarks.Contains(type));

    /// <summary>Whether the guest is a PC of the kind that can guard Secure Boot's variables: the older board has no SMM for it.</summary>
    /// <remarks>formatdomain.rst, "BIOS bootloader": secure.</remarks>
    public static bool IsQ35(XmlElement domain) =>
        domain.Find("os/type/@machine")?.Value is { } machine && (machine == "q35" || machine.StartsWith("pc-q35-", StringComparison.Ordinal));
}
