using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.PowerShell;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.HyperV;

/// <summary>Binds the network adapters of a virtual machine.</summary>
internal static class AdapterBinder
{
    private const int LastVlan = 4094;

    public static readonly BindingTable<NetworkInterface> Table = new BindingTable<NetworkInterface>(Platform.HyperV, "PowerShell: network adapter", GuestBinder.Source)
        .Row("Set-VMNetworkAdapter -MacAddressSpoofing", (n, f) => n.AllowsForgedSource = f, HyperVWords.OnOff, source: "Set-VMNetworkAdapter")
        .Row("Set-VMNetworkAdapter -RouterGuard", (n, f) => n.AllowsRouterAdvertisement = f, HyperVWords.Guard, source: "Set-VMNetworkAdapter")
        .Row("Set-VMNetworkAdapter -DhcpGuard", (n, f) => n.AllowsAddressOffers = f, HyperVWords.Guard, source: "Set-VMNetworkAdapter")
        .Computed("New-VM -SwitchName, Add-VMNetworkAdapter -SwitchName, Connect-VMNetworkAdapter -SwitchName", n => n.Network, "the name of a switch")
        .Computed("New-VM -SwitchName, Add-VMNetworkAdapter -SwitchName, Connect-VMNetworkAdapter -SwitchName", n => n.Attachment, "the name of a switch")
        .Computed("Add-VMNetworkAdapter -StaticMacAddress, Set-VMNetworkAdapter -StaticMacAddress", n => n.Mac, "a hardware address")
        .Computed("Set-VMNetworkAdapter -IovWeight", n => n.UnfilteredBy, "a weight above 0, beside rules for the adapter", source: "Set-VMNetworkAdapter")
        .Computed("Set-VMNetworkAdapterVlan -Promiscuous", n => n.IsPromiscuous, "the switch")
        .Computed("Set-VMNetworkAdapterVlan -Access -VlanId, -Trunk -AllowedVlanIdList, -NativeVlanId", n => n.Vlans, "numbers of VLANs");

    public static readonly BindingTable<TrafficMirror> Mirrors = new BindingTable<TrafficMirror>(Platform.HyperV, "PowerShell: network adapter", GuestBinder.Source)
        .Computed("Set-VMNetworkAdapter -PortMirroring", m => m.Target, "'Destination', of a guest that the script names", source: "Set-VMNetworkAdapter")
        .Computed("Set-VMNetworkAdapter -PortMirroring", m => m.IsToGuest, "'Destination'", source: "Set-VMNetworkAdapter");

    private static readonly string[] s_cmdlets =
        ["Set-VMNetworkAdapter", "Add-VMNetworkAdapter", "Connect-VMNetworkAdapter", "Set-VMNetworkAdapterVlan"];

    public static void Bind(VirtualMachine machine, GuestCommands guest, BindingContext context)
    {
        foreach (var commands in Gather(guest))
        {
            var adapter = context.Add(new NetworkInterface(commands.Name, context.Origin(commands.Anchor), machine));
            Table.Bind(adapter, commands, context);
            adapter.Network = Last(commands, context, "Connect-VMNetworkAdapter -SwitchName", "Add-VMNetworkAdapter -SwitchName", "New-VM -SwitchName");
            adapter.Attachment = adapter.Network.Select(static _ => NetworkAttachment.Network);
            adapter.Vlans = Vlans(commands, context);
            if (commands.Last("Set-VMNetworkAdapterVlan")?.Find("Promiscuous") is { } promiscuous)
                adapter.IsPromiscuous = Facts.Read(commands, promiscuous, "Set-VMNetworkAdapterVlan -Promiscuous", HyperVWords.Boolean, context);

            // Beside rules of its own, a port of the card that the guest drives itself is past them.
            if (guest.Calls.Any(static call => call.Name is "Add-VMNetworkAdapterAcl" or "Add-VMNetworkAdapterExtendedAcl")
                && commands.Find("Set-VMNetworkAdapter -IovWeight") is { } weight && weight.Value != "0")
            {
                adapter.UnfilteredBy = Facts.Read(commands, weight, "Set-VMNetworkAdapter -IovWeight", Vocabulary.Text, context);
            }

            AddMirror(machine, commands, context);
            foreach (var key in new[] { "Set-VMNetworkAdapter -StaticMacAddress", "Add-VMNetworkAdapter -StaticMacAddress" })
            {
                if (commands.Find(key) is { } mac)
                {
                    adapter.Mac = Facts.Read(commands, mac, key, HyperVWords.Mac, context);
                    break;
                }
            }
        }
    }

    /// <summary>A guest that is given copies of what others send and receive.</summary>
    private static void AddMirror(VirtualMachine machine, GuestCommands commands, BindingContext context)
    {
        const string Key = "Set-VMNetworkAdapter -PortMirroring";
        if (!machine.HasPlaceForLabels || commands.Find(Key) is not { } mirroring || !mirroring.Value.Equals("Destination", StringComparison.OrdinalIgnoreCase))
            return;

        var mirror = context.Add(new TrafficMirror("port mirroring", context.Origin(mirroring.ValueSpan), machine));
        var isTarget = Facts.Read(commands, mirroring, Key, Vocabulary.Text, context);
        mirror.Target = isTarget.Select(_ => machine.Name);
        mirror.IsToGuest = isTarget.Select(static _ => true);
    }

    /// <summary>The adapters by name; one stands for all that no command names.</summary>
    private static List<GuestCommands> Gather(GuestCommands guest)
    {
        var adapters = new List<GuestCommands>();
        foreach (var call in guest.Calls)
        {
            if (call.Name == "New-VM" ? call.Find("SwitchName") is null : Array.IndexOf(s_cmdlets, call.Name) < 0)
                continue;

            var name = NameOf(call);
            var title = name?.Value ?? "Network Adapter";
            var adapter = adapters.FirstOrDefault(known => known.Name.Equals(title, StringComparison.OrdinalIgnoreCase));
            if (adapter is null)
            {
                adapter = new GuestCommands(title, name?.ValueSpan ?? call.Anchor);
                adapters.Add(adapter);
            }

            adapter.Add(call, creates: call.Name is "New-VM" or "Add-VMNetworkAdapter");
        }

        return adapters;
    }

    private static Setting? NameOf(ScriptCall call)
    {
        for (var at = call; at is not null; at = at.Upstream)
        {
            if (at.Name.EndsWith("-VM", StringComparison.Ordinal))
                return null;

            if ((at.Find("VMNetworkAdapterName") ?? at.Find("Name")) is { } name)
                return name;
        }

        return null;
    }

    private static Fact<string> Last(GuestCommands commands, BindingContext context, params string[] keys)
    {
        foreach (var key in keys)
        {
            if (commands.Find(key) is { } setting)
                return Facts.Read(commands, setting, key, Vocabulary.Text, context);
        }

        return Fact<string>.Absent;
    }

    private static Fact<VlanMembership> Vlans(GuestCommands commands, BindingContext context)
    {
        var call = commands.Last("Set-VMNetworkAdapterVlan");
        if (call is null)
            return Fact<VlanMembership>.Absent;

        var allowed = call.Find("AllowedVlanIdList");
        var setting = allowed ?? call.Find("VlanId");
        if (setting is null)
            return Fact<VlanMembership>.Absent;

        var origin = context.Origin(setting.ValueSpan);
        if (call.IsConditional && commands.Calls.Count(static other => other.Name == "Set-VMNetworkAdapterVlan") > 1)
            return Fact<VlanMembership>.Unresolved(origin, setting.Value, "condition", setting.Key);

        if (setting.Unresolved is { } reason)
            return Fact<VlanMembership>.Unresolved(origin, setting.Value, reason, setting.Key);

        var written = context.File.Text.ToString(setting.ValueSpan);
        if (allowed is null)
            return int.TryParse(setting.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var vlan) ? Fact.Stated(VlanMembership.Access(vlan), origin, written, setting.Key) : Fact<VlanMembership>.Absent;

        var ranges = ImmutableArray.CreateBuilder<PortRange>();
        foreach (var part in setting.IsList ? setting.Items.SelectMany(static item => item.Text.Split(',')) : setting.Value.Split(','))
        {
            var ends = part.Trim().Split('-');
            if (!int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
                || !int.TryParse(ends[ends.Length - 1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
                || ends.Length > 2 || last < first || last > LastVlan)
            {
                return Fact<VlanMembership>.Unresolved(origin, written, "a list that is not understood", setting.Key);
            }

            ranges.Add(new PortRange(first, last));
        }

        var native = call.Find("NativeVlanId") is { Unresolved: null } number && int.TryParse(number.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var untagged) ? untagged : (int?)null;
        return Fact.Stated(new VlanMembership(native == 0 ? null : native, ranges.ToImmutable()), origin, written, setting.Key);
    }
}
