using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Qemu;
using VirtLint.Model;
using VirtLint.Syntax.Commands;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Libvirt.Domain;

/// <summary>The raw QEMU arguments of a domain. // libvirt, drvqemu.rst: "Pass-through of arbitrary qemu commands"</summary>
internal static class DomainArguments
{
    public static readonly BindingTable<RemoteConsole> Consoles =
        QemuConsoles.Declare(new(Platform.Libvirt, "domain: qemu:commandline", "qemu-options.hx"));

    public static QemuArguments Of(XmlElement domain) => QemuArguments.Parse(
    [
        .. domain.Elements("commandline")
            .SelectMany(static commandLine => commandLine.Elements("arg"))
            .Select(static argument => argument.Find("@value")?.AsLiteral())
            .Where(static word => word is not null)
            .Select(static word => word.GetValueOrDefault()),
    ]);
}
