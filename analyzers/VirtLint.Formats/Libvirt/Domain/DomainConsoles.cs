using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Libvirt.Domain;

/// <summary>Binds <c>devices/graphics</c> and the network side of serial ports: formatdomain.rst, "Graphical framebuffers" and "Consoles, serial, parallel &amp; channel devices".</summary>
internal static class DomainConsoles
{
    public static void Bind(VirtualMachine machine, XmlElement domain, BindingContext context)
    {
        foreach (var element in Devices.Of(domain, "graphics"))
        {
            var type = element.Find("@type");
            context.Add(new RemoteConsole(
                type?.Value ?? "graphics", context.Origin(type?.ValueSpan ?? element.NameSpan), machine));
        }
    }
}
