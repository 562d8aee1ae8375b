using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Libvirt.Domain;

/// <summary>Binds confinement and raw hypervisor arguments.</summary>
internal static class DomainSecurity
{
    public static void Bind(VirtualMachine machine, XmlElement domain, BindingContext context)
    {
    }
}
