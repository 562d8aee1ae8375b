using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Libvirt.Domain;

/// <summary>Binds what tells whose guest it is and how it lives: metadata, watchdog, agent, crash handling.</summary>
internal static class DomainLifecycle
{
    public static void Bind(VirtualMachine machine, XmlElement domain, BindingContext context)
    {
    }
}
