using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Proxmox.Schemas;
using VirtLint.Formats.Schemas;
using VirtLint.Model;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Network;

/// <summary>The software-defined network of a cluster: <c>sdn/zones.cfg</c> and <c>sdn/vnets.cfg</c>.</summary>
/// <remarks>pve-network, Sdn/Zones/*.pm and Sdn/VnetPlugin.pm.</remarks>
internal sealed class SdnFormat : Format
{
    private const string Source = "pvesdn(7)";

    public static readonly BindingTable<VirtualSwitch> Zones = new BindingTable<VirtualSwitch>(Platform.ProxmoxVe, "sdn/zones.cfg", Source)
        .Row("bridge", (s, f) => s.Bridge = f, Vocabulary.Text, source: "VLAN Zones")
        .Row("peers", (s, f) => s.OverlayPeers = f, Vocabulary.Text, source: "VXLAN Zones")
        .Row("mtu", (s, f) => s.Mtu = f, Vocabulary.Integer, source: "Common Options")
        .Computed("type", s => s.Overlay, "'vxlan' or 'evpn'");

    public static readonly BindingTable<PortGroup> Vnets = new BindingTable<PortGroup>(Platform.ProxmoxVe, "sdn/vnets.cfg", Source)
        .Row("zone", (p, f) => p.SwitchName = f, Vocabulary.Text, source: "VNets")
        .Row("vlanaware", (p, f) => p.PassesGuestTags = f, Vocabulary.PveBoolean, whenAbsent: false, source: "VNets")
        .Row("isolate-ports", (p, f) => p.Isolated = f, Vocabulary.PveBoolean, whenAbsent: false, source: "VNets")
        .Computed("tag", p => p.Vlans, "a number");

    public static Vocabulary<VlanMembership> Tag { get; } = new TagVocabulary();

    public override string Id => "pve-sdn";

    public override Platform Platform => Platform.ProxmoxVe;

    public override string Title => "Proxmox VE software-defined network (sdn/zones.cfg, sdn/vnets.cfg)";

    public override FormatSchema? Schema { get; } = new FileNameSchema(("zones.cfg", SectionKeys.Zones), ("vnets.cfg", SectionKeys.Vnets));

    public override PathClaim Claim(FilePath path) => path.Name is not ("zones.cfg" or "vnets.cfg") ? PathClaim.None
        : path.FolderName == "sdn" ? PathClaim.Certain
        : PathClaim.Possible;

    public override bool Sniff(FilePath path, SourceText text) =>
        TextHead.HasLine(text, "", "vnet: ", "vxlan: ", "evpn: ", "simple: ", "vlan: ", "qinq: ");

    public override string SiteRoot(FilePath path) => PvePaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = SectionConfigTree.Parse(context.File.Text);
        context.AddErrors(tree);
        foreach (var section in tree.Sections)
        {
            if (section.Type == "vnet")
                BindVnet(section, context);
            else
                BindZone(section, context);
        }
    }

    private static void BindZone(ConfigSection section, BindingContext context)
    {
        var zone = context.Add(new VirtualSwitch(section.Id, context.Origin(section.Anchor)));
        Zones.Bind(zone, section, context);
        OverlayKind? overlay = section.Type switch
        {
            "vxlan" => OverlayKind.Vxlan,
            "evpn" => OverlayKind.Evpn,
            _ => null,
        };
        if (overlay is { } kind)
            zone.Overlay = Fact.Stated(kind, context.Origin(section.TypeSpan), section.Type);
    }

    private static void BindVnet(ConfigSection section, BindingContext context)
    {
        var vnet = context.Add(new PortGroup(section.Id, context.Origin(section.Anchor)));
        Vnets.Bind(vnet, section, context);
        vnet.Vlans = Facts.Read(section, "tag", Tag, null, Source, context);
    }

    /// <summary>A VNet's tag is a VLAN in VLAN and QinQ zones, a VXLAN identifier elsewhere. // VnetPlugin.pm: 1 to 16777215</summary>
    private sealed class TagVocabulary : Vocabulary<VlanMembership>
    {
        public override string Expected => "a number between 1 and 16777215";

        public override bool TryRead(string text, out VlanMembership value)
        {
            var isRead = Vocabulary.Integer.TryRead(text, out var number);
            value = VlanMembership.Access(number);
            return isRead && number is >= 1 and <= 16777215;
        }
    }
}
