using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Formats.OpenVSwitch;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Ifupdown;

namespace VirtLint.Formats.Ifupdown;

/// <summary>Binds who controls an Open vSwitch bridge: <c>ovs_extra</c> holds ovs-vsctl's own commands.</summary>
/// <remarks>ovs-vsctl(8): set-controller, set-manager; ovs(7): connection methods.</remarks>
internal static class OpenVSwitchLinks
{
    public static void Bind(VirtualSwitch bridge, IEnumerable<IfupdownStanza> stanzas, BindingContext context)
    {
        foreach (var stanza in stanzas)
        {
            foreach (var setting in stanza.FindAll("ovs_extra"))
                Bind(bridge, setting, context);
        }
    }

    private static void Bind(VirtualSwitch bridge, Setting setting, BindingContext context)
    {
        var text = context.File.Text.ToString(setting.ValueSpan);
        var command = "";
        foreach (var (word, span) in Words.Of(text, setting.ValueSpan.Start))
        {
            var origin = context.Origin(span);
            if (word is "--" or "set-controller" or "set-manager")
                command = word;
            else if (command == "set-controller" && ConnectionMethod.Of(word) is { } controller)
                bridge.Controller = ConnectionMethod.Weaker(bridge.Controller, Fact.Stated(controller, origin, word, "set-controller"));
            else if (command == "set-manager" && ConnectionMethod.Of(word) is { } manager)
                bridge.DatabaseManager = ConnectionMethod.Weaker(bridge.DatabaseManager, Fact.Stated(manager, origin, word, "set-manager"));
        }
    }
}
