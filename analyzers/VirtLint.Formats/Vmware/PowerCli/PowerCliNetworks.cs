using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.PowerShell;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Vmware.PowerCli;

/// <summary>Binds switches and port groups, standard and distributed ones.</summary>
internal static class PowerCliNetworks
{
    private const string Source = "VMware PowerCLI Cmdlets Reference";

    private static readonly Vocabulary<bool> s_boolean = Vocabulary.OfAnyCase(("$true", true), ("$false", false), ("1", true), ("0", false));

    public static readonly BindingTable<VirtualSwitch> Switches = new BindingTable<VirtualSwitch>(Platform.Vmware, "PowerCLI: Set-SecurityPolicy of a switch, Set-VDSecurityPolicy", Source)
        .Row("ForgedTransmits", (s, f) => s.AllowsForgedSource = f, s_boolean, source: "Set-SecurityPolicy")
        .Row("MacChanges", (s, f) => s.AllowsMacChange = f, s_boolean, source: "Set-SecurityPolicy")
        .Row("AllowPromiscuous", (s, f) => s.IsPromiscuous = f, s_boolean, source: "Set-SecurityPolicy");

    public static readonly BindingTable<PortGroup> PortGroups = new BindingTable<PortGroup>(Platform.Vmware, "PowerCLI: Set-SecurityPolicy of a port group, Set-VDSecurityPolicy", Source)
        .Row("ForgedTransmits", (g, f) => g.AllowsForgedSource = f, s_boolean, source: "Set-SecurityPolicy")
        .Row("MacChanges", (g, f) => g.AllowsMacChange = f, s_boolean, source: "Set-SecurityPolicy")
        .Row("AllowPromiscuous", (g, f) => g.IsPromiscuous = f, s_boolean, source: "Set-SecurityPolicy");

    public static readonly BindingTable<PortGroup> StandardGroups = new BindingTable<PortGroup>(Platform.Vmware, "PowerCLI: New-VirtualPortGroup, Set-VirtualPortGroup", Source)
        .Row("VLanId", (g, f) => g.Vlans = f, VmxWords.Vlan, source: "New-VirtualPortGroup");

    public static readonly BindingTable<PortGroup> DistributedGroups = new BindingTable<PortGroup>(Platform.Vmware, "PowerCLI: New-VDPortgroup, Set-VDPortgroup, Set-VDVlanConfiguration", Source)
        .Computed("VlanId, VlanTrunkRange", g => g.Vlans, "the number of a VLAN, or ranges such as '1-200,205'", source: "New-VDPortgroup");

    public static readonly BindingTable<MigrationPolicy> Adapters = new BindingTable<MigrationPolicy>(Platform.Vmware, "PowerCLI: New-VMHostNetworkAdapter, Set-VMHostNetworkAdapter", Source)
        .Computed("VMotionEnabled, ManagementTrafficEnabled, VsanTrafficEnabled", p => p.SharesAdapterWith, "'$true' for the first and one of the others", source: "Set-VMHostNetworkAdapter");

    // What else an adapter may carry, the more exposed first.
    private static readonly (string Parameter, string Purpose)[] s_purposes = [("ManagementTrafficEnabled", "management"), ("VsanTrafficEnabled", "vSAN")];

    public static void Bind(IReadOnlyList<ScriptCall> calls, BindingContext context)
    {
        var groups = new List<PortGroup>();
        var adapters = new List<(MigrationPolicy Policy, string Group)>();
        foreach (var call in calls)
        {
            switch (call.Name)
            {
                case "Set-SecurityPolicy" or "Set-VDSecurityPolicy" when call.Find("AllowPromiscuous") is not null || call.Find("ForgedTransmits") is not null || call.Find("MacChanges") is not null:
                    BindPolicy(call, context);
                    break;
                case "New-VMHostNetworkAdapter" or "Set-VMHostNetworkAdapter" when call.Find("VMotionEnabled") is { Unresolved: null, Value: "$true" } migration:
                    var policy = BindAdapter(call, migration, context);
                    if (call.Find("PortGroup") is { Unresolved: null } on)
                        adapters.Add((policy, on.Value));

                    break;
                case "New-VirtualPortGroup" when call.Find("Name") is { Unresolved: null }:
                    groups.Add(BindNewGroup(call, context));
                    break;
                case "New-VirtualPortGroup" or "Set-VirtualPortGroup" when call.Find("VLanId") is not null:
                    var changed = AddGroup(call, context);
                    StandardGroups.Bind(changed, call, context);

                    // What follows its making decides.
                    foreach (var made in groups)
                    {
                        if (made.Name == changed.Name || changed.Name == "all port groups")
                            made.Vlans = changed.Vlans;
                    }

                    break;
                case "New-VDPortgroup" or "Set-VDPortgroup" or "Set-VDVlanConfiguration" when (call.Find("VlanId") ?? call.Find("VlanTrunkRange")) is { } vlans:
                    var text = Facts.Read(call, vlans, vlans.Key, Vocabulary.Text, context);
                    AddGroup(call, context).Vlans = text.Select<VlanMembership>(vlans.Key == "VlanId" ? VlanRanges.Single : VlanRanges.Of);
                    break;
            }
        }

        MigrationNetworks.Join([.. adapters.Select(adapter => (adapter.Policy, Group: groups.Find(group => group.Name == adapter.Group))).Where(static pair => pair.Group is not null).Select(static pair => new MigrationAdapter(pair.Policy, pair.Group!))], groups);
    }

    /// <summary>A port group with the switch that it is made on, where that is written out.</summary>
    private static PortGroup BindNewGroup(ScriptCall call, BindingContext context)
    {
        var group = AddGroup(call, context);
        if (call.Find("VLanId") is not null)
            StandardGroups.Bind(group, call, context);

        var network = call.Value("VirtualSwitch") is { } written ? PowerCliTarget.Of(written) : call.Upstream is { } upstream ? PowerCliTarget.Of(upstream) : default;
        if (network.Cmdlet is "Get-VirtualSwitch" or "New-VirtualSwitch" && network.Name is { Length: > 0 } name && name != "*" && name[0] != '$')
            group.SwitchName = Fact.Stated(name, context.Origin(network.Span), name, "VirtualSwitch");

        return group;
    }

    private static void BindPolicy(ScriptCall call, BindingContext context)
    {
        var target = PowerCliTarget.Of(call);
        var origin = context.Origin(target.Span);
        var isSwitch = target.Cmdlet.EndsWith("Switch", StringComparison.Ordinal) || call.Find("VirtualSwitchPolicy") is not null;
        if (isSwitch)
            Switches.Bind(context.Add(new VirtualSwitch(target.Name == "*" ? "all switches" : target.Name, origin)), call, context);
        else
            PortGroups.Bind(context.Add(new PortGroup(target.Name == "*" ? "all port groups" : target.Name, origin)), call, context);
    }

    private static MigrationPolicy BindAdapter(ScriptCall call, Setting migration, BindingContext context)
    {
        var name = call.Value("PortGroup") ?? call.Upstream?.Value("Name");
        var policy = context.Add(new MigrationPolicy(name is { Kind: ScriptValueKind.Text } known ? known.Text : "VMkernel adapter", context.Origin(migration.KeySpan)));
        foreach (var (parameter, purpose) in s_purposes)
        {
            if (call.Find(parameter) is not { } flag)
                continue;

            var isOn = Facts.Read(call, flag, parameter, s_boolean, context);
            if (isOn.Is(false))
                continue;

            policy.SharesAdapterWith = isOn.Select(_ => purpose);
            break;
        }

        return policy;
    }

    private static PortGroup AddGroup(ScriptCall call, BindingContext context)
    {
        var target = call.Name.StartsWith("New-", StringComparison.Ordinal) && call.Value("Name") is { } name ? PowerCliTarget.Of(name) : PowerCliTarget.Of(call);
        return context.Add(new PortGroup(target.Name == "*" ? "all port groups" : target.Name, context.Origin(target.Span)));
    }
}
