using System;
using System.Collections.Generic;
using VirtLint.Formats.Binding;
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
            else if (command == "set-controller" && LinkOf(word) is { } controller)
                bridge.Controller = Weaker(bridge.Controller, Fact.Stated(controller, origin, word, "set-controller"));
            else if (command == "set-manager" && LinkOf(word) is { } manager)
                bridge.DatabaseManager = Weaker(bridge.DatabaseManager, Fact.Stated(manager, origin, word, "set-manager"));
        }
    }

    /// <summary>A bridge may have several; the one that protects least is kept.</summary>
    private static Fact<ControlLink> Weaker(Fact<ControlLink> known, Fact<ControlLink> other) => known.Is(static link => link.IsExposed) ? known : other;

    private static ControlLink? LinkOf(string target)
    {
        var parts = target.Split([':'], 2);
        if (parts.Length < 2 || TemplateMarks.Contains(target))
            return null;

        return parts[0] switch
        {
            "ssl" => new(LinkProtection.Encrypted, ListenAddress.Of(HostOf(parts[1]))),
            "pssl" => new(LinkProtection.Encrypted, ListenAddress.Of(ListenerOf(parts[1]))),
            "tcp" => new(LinkProtection.None, ListenAddress.Of(HostOf(parts[1]))),
            "ptcp" => new(LinkProtection.None, ListenAddress.Of(ListenerOf(parts[1]))),
            "unix" or "punix" => new(LinkProtection.None, new(parts[1], Exposure.UnixSocket)),
            _ => null,
        };
    }

    /// <summary><c>HOST[:PORT]</c>, an IPv6 address in brackets.</summary>
    private static string HostOf(string text) => text.StartsWith("[", StringComparison.Ordinal) && text.IndexOf(']') is > 0 and var close ? text.Substring(1, close - 1)
        : text.IndexOf(':') is >= 0 and var colon ? text.Substring(0, colon)
        : text;

    /// <summary><c>[PORT][:HOST]</c>; every address without a host.</summary>
    private static string ListenerOf(string text) => text.IndexOf(':') is >= 0 and var colon ? text.Substring(colon + 1) : "";
}
