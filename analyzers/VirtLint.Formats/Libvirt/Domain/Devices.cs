using System.Collections.Generic;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Libvirt.Domain;

/// <summary>The devices of a domain by element name.</summary>
internal static class Devices
{
    public static IEnumerable<XmlElement> Of(XmlElement domain, string name) => domain.Element("devices")?.Elements(name) ?? [];
}
