using VirtLint.Formats.Binding;
using VirtLint.Formats.OpenVSwitch;
using VirtLint.Model;

namespace VirtLint.Formats.HostNetwork;

/// <summary>What a link of a host is.</summary>
internal enum HostLinkKind
{
    /// <summary>Known by name only.</summary>
    Unknown,

    Adapter,
    Bridge,
    OpenVSwitch,
    Vlan,
    Other,
}

/// <summary>A link of a host's network, as one or several files describe it: an adapter, a bridge, a VLAN on one.</summary>
internal sealed class HostLink(string name)
{
    public string Name { get; } = name;

    public HostLinkKind Kind { get; set; }

    /// <summary>Where the file that makes the link names it; null while none has.</summary>
    public Origin? Origin { get; set; }

    /// <summary>The file that makes it.</summary>
    public BindingContext? Context { get; set; }

    /// <summary>The bridge that the link is a port of.</summary>
    public string Bridge { get; set; } = "";

    /// <summary>The link that a VLAN lies on.</summary>
    public string Below { get; set; } = "";

    public int? Vlan { get; set; }

    public Fact<string> Address { get; private set; } = Fact<string>.Absent;

    public Fact<string> Gateway { get; private set; } = Fact<string>.Absent;

    public Fact<int> Mtu { get; private set; } = Fact<int>.Absent;

    public Fact<bool> HasNoPorts { get; private set; } = Fact<bool>.Absent;

    public Fact<ControlLink> Controller { get; set; } = Fact<ControlLink>.Absent;

    public Fact<bool> FailsOpen { get; private set; } = Fact<bool>.Absent;

    public Fact<bool> PassesBridgeFrames { get; private set; } = Fact<bool>.Absent;

    // Of several files that state the same, the one that is read last counts; one that is silent takes nothing back.
    public void StateAddress(Fact<string> fact) => Address = fact.State is FactState.Absent ? Address : fact;

    public void StateGateway(Fact<string> fact) => Gateway = fact.State is FactState.Absent ? Gateway : fact;

    public void StateMtu(Fact<int> fact) => Mtu = fact.State is FactState.Absent ? Mtu : fact;

    public void StateNoPorts(Fact<bool> fact) => HasNoPorts = fact.State is FactState.Absent ? HasNoPorts : fact;

    public void StateFailsOpen(Fact<bool> fact) => FailsOpen = fact.State is FactState.Absent || (fact.State is FactState.Default && FailsOpen.IsStated) ? FailsOpen : fact;

    public void StatePassesBridgeFrames(Fact<bool> fact) => PassesBridgeFrames = fact.State is FactState.Absent ? PassesBridgeFrames : fact;

    public void AddController(Fact<ControlLink> fact) => Controller = ConnectionMethod.Weaker(Controller, fact);
}
