using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.OpenVSwitch;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Commands;
using VirtLint.Syntax.Ifupdown;

namespace VirtLint.Formats.Ifupdown;

/// <summary>Binds a bridge of Open vSwitch: its stanza, those of its ports, and the commands of ovs-vsctl that they add.</summary>
/// <remarks>openvswitch-switch.README.Debian: ovs_ports, ovs_bonds, ovs_options, ovs_extra.</remarks>
internal static class IfupdownSwitch
{
    public static void Bind(VirtualSwitch bridge, ImmutableArray<IfupdownStanza> stanzas, IEnumerable<IfupdownStanza> all, BindingContext context)
    {
        var database = new OvsdbDatabase();
        var script = new VsctlScript(database, context);
        var record = database.Make("Bridge", new(bridge.Name, bridge.Origin.Span));
        foreach (var stanza in stanzas)
            Follow(stanza, record, script, database, context);

        foreach (var stanza in all.Where(stanza => stanza.Find("ovs_bridge")?.Value == bridge.Name))
        {
            var port = AddPort(record, stanza.Arguments[0], database);
            var type = stanza.Find("ovs_type")?.Value;
            foreach (var device in type is "OVSBond" ? WordsOf(stanza, "ovs_bonds") : [stanza.Arguments[0]])
            {
                var made = database.Make("Interface", device);
                port.Refer("interfaces", made);
                if (type is "OVSIntPort")
                    made.Set("type", [new(null, new("internal", device.Span))]);
            }

            Follow(stanza, port, script, database, context);
        }

        foreach (var name in stanzas.SelectMany(static stanza => WordsOf(stanza, "ovs_ports")).Where(name => database.Find("Port", name.Text) is null))
            AddPort(record, name, database).Refer("interfaces", database.Make("Interface", name));

        OvsBinder.Fill(bridge, database, record, context);
        if (database.Find(VsctlScript.Root, ".") is { } root)
            bridge.DatabaseManager = OvsBinder.LinksOf(database, root, "manager_options", context);
    }

    private static OvsdbRecord AddPort(OvsdbRecord bridge, Literal name, OvsdbDatabase database)
    {
        var port = database.Make("Port", name);
        port.Parent = bridge;
        bridge.Refer("ports", port);
        return port;
    }

    private static void Follow(IfupdownStanza stanza, OvsdbRecord record, VsctlScript script, OvsdbDatabase database, BindingContext context)
    {
        // What ifupdown runs has the link's name in a variable.
        database.Alias("${IFACE}", record);
        foreach (var setting in stanza.FindAll("ovs_options"))
            script.Assign(record, CommandLine.Parse(context.File.Text, setting.ValueSpan).Words);

        foreach (var setting in stanza.FindAll("ovs_extra"))
            script.Run(CommandLine.Parse(context.File.Text, setting.ValueSpan).Words);
    }

    private static IEnumerable<Literal> WordsOf(IfupdownStanza stanza, string key) =>
        stanza.Find(key) is { } setting ? Words.Of(setting.Value, setting.ValueSpan.Start).Where(word => word.Span.End <= setting.ValueSpan.End) : [];
}
