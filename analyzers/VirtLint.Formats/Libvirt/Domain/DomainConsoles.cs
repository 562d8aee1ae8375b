using System;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Qemu;
using VirtLint.Model;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Libvirt.Domain;

/// <summary>
/// Binds what a viewer can connect to: <c>devices/graphics</c>, the network side of character devices, and what raw QEMU
/// arguments add to both.
/// </summary>
internal static class DomainConsoles
{
    public static readonly BindingTable<MigrationPolicy> Incoming = new BindingTable<MigrationPolicy>(Platform.Libvirt, "domain: qemu:commandline", "qemu-options.hx: -incoming")
        .Computed("-incoming", p => p.Address, "tcp:HOST:PORT")
        .Computed("-incoming", p => p.Protection, "tcp:HOST:PORT, which is in clear");

    public static void Bind(VirtualMachine machine, XmlElement domain, BindingContext context)
    {
        var isLive = DomainBinder.IsLive(domain);
        var isQemu = domain.Find("@type") is { Value: "kvm" or "qemu" or "hvf" or "nvmm" };
        foreach (var element in Devices.Of(domain, "graphics"))
            DomainGraphics.Bind(machine, element, isQemu, isLive, context);

        DomainCharacterDevices.Bind(machine, domain, context);
        var arguments = DomainArguments.Of(domain);
        QemuConsoles.Bind(machine, arguments, context);
        QemuIncoming.Bind(machine, arguments, context);
    }

    /// <summary>Whether a template's control blocks stand in the element, or a list that cannot be read: what it does not state is then unknown.</summary>
    public static bool IsPartial(XmlElement element, BindingContext context)
    {
        if (element.IsPartial)
            return true;

        var text = context.File.Text.ToString(element.Span);
        return text.IndexOf("{%", StringComparison.Ordinal) >= 0
            || text.IndexOf("<%", StringComparison.Ordinal) >= 0
            || text.IndexOf("{{#", StringComparison.Ordinal) >= 0
            || text.IndexOf("{{if ", StringComparison.Ordinal) >= 0
            || text.IndexOf("{{ if ", StringComparison.Ordinal) >= 0
            || text.IndexOf("{{- if ", StringComparison.Ordinal) >= 0;
    }
}
