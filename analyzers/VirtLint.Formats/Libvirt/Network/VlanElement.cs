using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Libvirt.Network;

/// <summary>Reads <c>&lt;vlan&gt;</c> of an interface, a network or a port group.</summary>
/// <remarks>formatnetwork.rst, "Setting VLAN tag": several tags, or trunk='yes', make a trunk.</remarks>
internal static class VlanElement
{
    public static Fact<VlanMembership> Read(XmlElement owner, BindingContext context)
    {
        if (owner.Element("vlan") is not { } element)
            return Fact<VlanMembership>.Absent;

        int? untagged = null;
        var tagged = ImmutableArray.CreateBuilder<PortRange>();
        var tags = element.Elements("tag").Select(static tag => (Tag: tag, Id: tag.Attribute("id"))).ToList();
        var isTrunk = element.Attribute("trunk")?.Value == "yes" || tags.Count > 1;
        foreach (var (tag, id) in tags)
        {
            if (id is null)
                continue;

            var origin = context.Origin(id.ValueSpan);
            if (!int.TryParse(id.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var vlan))
                return Fact<VlanMembership>.Unresolved(origin, id.Value, TemplateMarks.Contains(id.Value) ? "template" : "value that the platform refuses", "vlan/tag/@id");

            if (!isTrunk || tag.Attribute("nativeMode")?.Value == "untagged")
                untagged = vlan;
            else
                tagged.Add(new(vlan, vlan));
        }

        if (tags is not [{ Id: { } first }, ..])
            return Fact<VlanMembership>.Absent;

        var place = tags.FirstOrDefault(pair => untagged is { } vlan && pair.Id?.Value == vlan.ToString(CultureInfo.InvariantCulture)).Id ?? first;
        return Fact.Stated(new VlanMembership(untagged, tagged.ToImmutable()), context.Origin(place.ValueSpan), place.Value, "vlan/tag/@id");
    }
}
