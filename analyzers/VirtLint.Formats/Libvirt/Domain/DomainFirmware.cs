using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Libvirt.Domain;

/// <summary>Binds firmware, Secure Boot and the virtual TPM: formatdomain.rst, "Operating system booting" and "TPM device".</summary>
internal static class DomainFirmware
{
    public static void Bind(VirtualMachine machine, XmlElement domain, BindingContext context)
    {
    }
}
