using System.Collections.Immutable;
using System.Globalization;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.OpenStack;

/// <summary>What a rule of a security group lets through, in the words that Neutron's API and all its clients share.</summary>
internal static class SecurityRules
{
    /// <summary>Binds what the rule accepts: from where, and to which ports.</summary>
    /// <param name="remotes">The keys that name a group as the source.</param>
    public static void Bind(FirewallRule rule, SettingScope scope, string source, string[] remotes, BindingContext context)
    {
        var anchor = context.Origin(scope.Anchor);
        rule.Action = Fact.Default(FirewallAction.Accept, anchor, source);
        rule.IsActive = Fact.Default(true, anchor, source);
        rule.Source = SourceOf(scope, anchor, source, remotes, context);
        rule.Ports = PortsOf(scope, anchor, source, context);
    }

    private static Fact<TrafficSource> SourceOf(SettingScope scope, Origin anchor, string source, string[] remotes, BindingContext context)
    {
        if (scope.Find("remote_ip_prefix") is { } prefix && (prefix.Unresolved is not null || prefix.Value.Length > 0))
            return Facts.Of(scope, prefix, TrafficSource.Of, context);

        foreach (var key in remotes)
        {
            if (scope.Find(key) is { } group)
                return Facts.Of(scope, group, TrafficSource.Named, context);
        }

        return Facts.Default(context, TrafficSource.Any, anchor.Span, source, "remote_ip_prefix");
    }

    private static Fact<PortSet> PortsOf(SettingScope scope, Origin anchor, string source, BindingContext context)
    {
        if (scope.Find("protocol") is { } protocol && (protocol.Unresolved is not null || protocol.Value is not ("" or "tcp" or "udp" or "6" or "17")))
            return Facts.Of(scope, protocol, static _ => PortSet.None, context);

        if (scope.Find("port_range_min") is not { } first)
            return Facts.Default(context, PortSet.All, anchor.Span, source, "port_range_min");

        var last = scope.Find("port_range_max") ?? first;
        if (first.Unresolved is not null || last.Unresolved is not null)
            return Facts.Of(scope, first.Unresolved is not null ? first : last, static _ => PortSet.None, context);

        return int.TryParse(first.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var from) && int.TryParse(last.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var to)
            ? Facts.Of(scope, first, _ => from == 0 && to == 0 ? PortSet.All : new PortSet(ImmutableArray.Create(new PortRange(from, to)), $"{from}-{to}"), context)
            : Fact<PortSet>.Absent;
    }
}
