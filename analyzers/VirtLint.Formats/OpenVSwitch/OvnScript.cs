using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Commands;

namespace VirtLint.Formats.OpenVSwitch;

/// <summary>Follows the commands that set up OVN: where its databases listen, and which ports may send as anybody.</summary>
/// <remarks>ovn-nbctl(8): set-connection, lsp-set-port-security; ovn-sbctl(8). The last one that speaks counts.</remarks>
internal sealed class OvnScript(BindingContext context)
{
    public static readonly BindingTable<VirtualSwitch> Databases = new BindingTable<VirtualSwitch>(Platform.OpenVSwitch, "ovn-nbctl, ovn-sbctl", "ovn-nbctl(8)")
        .Computed("set-connection", static s => s.DatabaseManager, ConnectionMethod.Vocabulary.Expected, source: "set-connection");

    public static readonly BindingTable<NetworkInterface> Ports = new BindingTable<NetworkInterface>(Platform.OpenVSwitch, "ovn-nbctl: ports", "ovn-nbctl(8)")
        .Computed("lsp-set-port-security", static n => n.PortSecurity, "addresses; none switch it off", source: "lsp-set-port-security");

    private readonly Dictionary<string, (CommandCall Call, List<CommandWord> Targets)> _connections = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (CommandWord Port, bool IsSecure)> _ports = new(StringComparer.Ordinal);

    public void Run(CommandCall call)
    {
        List<CommandWord> words = [];
        foreach (var word in call.Arguments)
        {
            if (word.Text == "--")
            {
                Run(call, words);
                words = [];
            }
            else if (!CommandCall.IsOption(word))
            {
                words.Add(word);
            }
        }

        Run(call, words);
    }

    /// <summary>Adds what the script leaves behind.</summary>
    public void Bind()
    {
        foreach (var connection in _connections)
        {
            var name = connection.Key == "ovn-nbctl" ? "OVN northbound" : "OVN southbound";
            var database = context.Add(new VirtualSwitch(name, context.Origin(connection.Value.Call.Program.Span)));
            foreach (var target in connection.Value.Targets)
                database.DatabaseManager = ConnectionMethod.Weaker(database.DatabaseManager, LinkOf(target));
        }

        foreach (var port in _ports)
        {
            var origin = context.Origin(port.Value.Port.Span);
            var nic = context.Add(new NetworkInterface(port.Key, origin));
            nic.PortSecurity = Fact.Stated(port.Value.IsSecure, origin, port.Key, "lsp-set-port-security");
        }
    }

    private void Run(CommandCall call, List<CommandWord> words)
    {
        if (words is [{ Text: "set-connection" }, ..])
            _connections[call.Name] = (call, [.. words.Skip(1)]);
        else if (words is [{ Text: "del-connection" }])
            _connections.Remove(call.Name);
        else if (words is [{ Text: "lsp-set-port-security" }, { IsResolved: true } port, ..])
            _ports[port.Text] = (port, words.Count > 2);
        else if (words is [{ Text: "lsp-del" }, var gone])
            _ports.Remove(gone.Text);
    }

    private Fact<ControlLink> LinkOf(CommandWord target) => ConnectionMethod.Of(target.Text) is { } link
        ? Fact.Stated(link, context.Origin(target.Span), target.Text, "set-connection")
        : Fact<ControlLink>.Unresolved(context.Origin(target.Span), target.Text, "variable", "set-connection");
}
