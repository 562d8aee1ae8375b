using System;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.OpenVSwitch;

/// <summary>How a switch reaches its controller and its database: <c>ssl:192.0.2.5:6653</c>, <c>ptcp:6640</c>.</summary>
/// <remarks>ovs(7), "OVSDB Connection Methods", "OpenFlow Connection Methods".</remarks>
internal static class ConnectionMethod
{
    public static Vocabulary<ControlLink> Vocabulary { get; } = new TargetVocabulary();

    /// <summary>The link that a target means; null for a template and for what no release knows.</summary>
    public static ControlLink? Of(string target)
    {
        var colon = target.IndexOf(':');
        if (colon < 0 || TemplateMarks.Contains(target))
            return null;

        var rest = target.Substring(colon + 1);
        return target.Substring(0, colon) switch
        {
            "ssl" => new(LinkProtection.Encrypted, ListenAddress.Of(HostOf(rest))),
            "pssl" => new(LinkProtection.Encrypted, ListenAddress.Of(ListenerOf(rest))),
            "tcp" => new(LinkProtection.None, ListenAddress.Of(HostOf(rest))),
            "ptcp" => new(LinkProtection.None, ListenAddress.Of(ListenerOf(rest))),
            "unix" or "punix" => new(LinkProtection.None, new(rest, Exposure.UnixSocket)),
            _ => null,
        };
    }

    /// <summary>Of several links, the one that protects less: the first is kept when it is in clear.</summary>
    public static Fact<ControlLink> Weaker(Fact<ControlLink> known, Fact<ControlLink> other) =>
        WeaknessOf(known) >= WeaknessOf(other) ? known : other;

    private static int WeaknessOf(Fact<ControlLink> link) => link switch
    {
        { IsUnresolved: true } => 2,
        { IsKnown: false } => -1,
        { Value.IsExposed: true } => 3,
        { Value.Peer.IsLocal: true } => 0,
        _ => 1,
    };

    /// <summary><c>HOST[:PORT]</c>, an IPv6 address in brackets.</summary>
    private static string HostOf(string text) => text.StartsWith("[", StringComparison.Ordinal) && text.IndexOf(']') is > 0 and var close ? text.Substring(1, close - 1)
        : text.IndexOf(':') is >= 0 and var colon ? text.Substring(0, colon)
        : text;

    /// <summary><c>[PORT][:HOST]</c>; every address without a host.</summary>
    private static string ListenerOf(string text) => text.IndexOf(':') is >= 0 and var colon ? text.Substring(colon + 1) : "";

    private sealed class TargetVocabulary : Vocabulary<ControlLink>
    {
        public override string Expected => "a connection method: 'ssl:', 'tcp:', 'pssl:', 'ptcp:', 'unix:' or 'punix:'";

        public override bool TryRead(string text, out ControlLink value)
        {
            value = Of(text) ?? new(LinkProtection.None, ListenAddress.Nowhere);
            // A bridge's controller may be "none", which older releases wrote. // ovs-vsctl(8), set-controller
            return Of(text) is not null || text == "none";
        }
    }
}
