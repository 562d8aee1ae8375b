using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Libvirt.Domain;

/// <summary>Binds <c>devices/interface</c>: formatdomain.rst, "Network interfaces".</summary>
internal static class DomainInterfaces
{
    public static void Bind(VirtualMachine machine, XmlElement domain, BindingContext context)
    {
        var index = 0;
        foreach (var element in Devices.Of(domain, "interface"))
            context.Add(new NetworkInterface($"nic{index++}", context.Origin(element.NameSpan), machine));
    }
}
