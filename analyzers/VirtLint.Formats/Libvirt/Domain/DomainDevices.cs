using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Libvirt.Domain;

/// <summary>Binds host devices, shared folders and the channels that cross the guest's border.</summary>
internal static class DomainDevices
{
    public static void Bind(VirtualMachine machine, XmlElement domain, BindingContext context)
    {
    }
}
