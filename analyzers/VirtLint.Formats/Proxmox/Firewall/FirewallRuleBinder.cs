using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Firewall;

/// <summary>Binds the rules of a firewall file and of the security groups that it defines.</summary>
/// <remarks>pve-firewall, Firewall.pm: parse_fw_rule.</remarks>
internal static class FirewallRuleBinder
{
    private const string Source = "pve-firewall(8): Firewall Rules";

    public static readonly BindingTable<FirewallRule> Table = new BindingTable<FirewallRule>(Platform.ProxmoxVe, "cluster.fw, host.fw, VMID.fw, VNET.fw: [RULES], [GROUP name]", Source)
        .Computed("(first word)", r => r.Direction, "'IN', 'OUT', 'FORWARD' or 'GROUP'")
        .Computed("(second word)", r => r.Action, "'ACCEPT', 'DROP' or 'REJECT', alone or behind MACRO( )")
        .Computed("-source", r => r.Source, "addresses, networks, an alias or an IP set", whenAbsent: "any")
        .Computed("-dest", r => r.Destination, "addresses, networks, an alias or an IP set")
        .Computed("-dport, -p, MACRO( )", r => r.Ports, "numbers, ranges and names", whenAbsent: "all")
        .Computed("-i", r => r.Interface, "the name of a bridge or adapter")
        .Computed("|", r => r.IsActive, "a bar before the rule switches it off")
        .Computed("(site)", r => r.HasEffect, "a rule whose group or level is in force", decidedBy: "the firewall's other files");

    public static void Bind(FirewallPolicy policy, FirewallTree tree, IReadOnlyDictionary<string, Literal> aliases, BindingContext context)
    {
        foreach (var line in tree.Rules)
            Bind(policy, line, "", aliases, context);

        foreach (var group in tree.Groups)
        {
            foreach (var line in group.Rules)
                Bind(policy, line, group.Name.Text, aliases, context);
        }
    }

    /// <summary>The addresses of a file's aliases by name; names have no case. // Firewall.pm, parse_alias: lc</summary>
    public static IReadOnlyDictionary<string, Literal> AliasesOf(FirewallTree tree)
    {
        var aliases = new Dictionary<string, Literal>(StringComparer.OrdinalIgnoreCase);
        foreach (var alias in tree.Aliases)
            aliases[alias.Name.Text] = alias.Address;

        return aliases;
    }

    /// <summary>The addresses of a rule or set, aliases of the same file resolved.</summary>
    public static Fact<TrafficSource> SourceOf(Literal address, IReadOnlyDictionary<string, Literal> aliases, BindingContext context, string key)
    {
        var origin = context.Origin(address.Span);
        if (TemplateMarks.Contains(address.Text))
            return Fact<TrafficSource>.Unresolved(origin, address.Text, "template", key);

        // Firewall.pm, parse_ipset: networks of prefix 0 are refused, so a set never means everybody.
        if (address.Text.StartsWith("+", StringComparison.Ordinal))
            return Fact.Stated(TrafficSource.Named(address.Text), origin, address.Text, key);

        var name = address.Text.Substring(address.Text.LastIndexOf('/') + 1);
        if (!aliases.TryGetValue(name, out var known))
        {
            return IsAddress(address.Text)
                ? Fact.Stated(TrafficSource.Of(address.Text), origin, address.Text, key)
                : Fact<TrafficSource>.Unresolved(origin, address.Text, "alias that another file defines", key);
        }

        return Fact.Stated(TrafficSource.Of(known.Text), origin, address.Text, key)
            .With(new RelatedPlace(context.Origin(known.Span), $"'{name}' is {known.Text}"));
    }

    private static void Bind(FirewallPolicy policy, FirewallRuleLine line, string group, IReadOnlyDictionary<string, Literal> aliases, BindingContext context)
    {
        if (line.Direction == "GROUP")
            return;

        var anchor = context.Origin(line.Anchor);
        var rule = context.Add(new FirewallRule(NameOf(line, context), anchor, policy) { Group = group });
        rule.Direction = Fact.Stated(DirectionOf(line.Direction), anchor, line.Direction);
        rule.Action = ActionOf(line.Action, context);
        rule.IsActive = group.Length > 0 && line.IsEnabled
            ? Fact<bool>.Absent
            : Fact.Stated(line.IsEnabled, anchor, line.IsEnabled ? line.Direction : "|" + line.Direction);
        rule.Source = line.Find("source") is { } source
            ? SourceOf(source.AsLiteral(), aliases, context, "-source")
            : Fact.Default(TrafficSource.Any, anchor, Source, "-source");
        rule.Ports = PortsOf(line, anchor, context);
        if (line.Find("i") is { } iface)
            rule.Interface = Facts.Read(line, iface, "-i", Vocabulary.Text, context);

        if (line.Find("dest") is { } destination)
            rule.Destination = Facts.Read(line, destination, "-dest", Vocabulary.Text, context);
    }

    private static Fact<PortSet> PortsOf(FirewallRuleLine line, Origin anchor, BindingContext context)
    {
        if (line.Macro.Text is { Length: > 0 } macro)
        {
            var origin = context.Origin(line.Macro.Span);
            return FirewallMacros.PortsOf(macro) is { } ports && PortsIn(ports) is { } set
                ? Fact.Stated(set, origin, macro)
                : Fact<PortSet>.Unresolved(origin, macro, "unknown macro");
        }

        if (line.Find("p") is { } protocol && !protocol.Value.Equals("tcp", StringComparison.OrdinalIgnoreCase) && !protocol.Value.Equals("udp", StringComparison.OrdinalIgnoreCase))
        {
            return TemplateMarks.Contains(protocol.Value)
                ? Fact<PortSet>.Unresolved(context.Origin(protocol.ValueSpan), protocol.Value, "template", "-p")
                : Fact.Stated(PortSet.None, context.Origin(protocol.ValueSpan), protocol.Value, "-p");
        }

        if (line.Find("dport") is not { } dport)
            return Fact.Default(PortSet.All, anchor, Source, "-dport");

        var place = context.Origin(dport.ValueSpan);
        return PortsIn(dport.Value) is { } stated
            ? Fact.Stated(stated, place, dport.Value, "-dport")
            : Fact<PortSet>.Unresolved(place, dport.Value, TemplateMarks.Contains(dport.Value) ? "template" : "service name", "-dport");
    }

    /// <summary>The ports of a list such as <c>22,80:85,https</c>; null when a part of it is not known.</summary>
    public static PortSet? PortsIn(string text)
    {
        if (text.Length == 0)
            return PortSet.None;

        var ranges = ImmutableArray.CreateBuilder<PortRange>();
        foreach (var part in text.Split(','))
        {
            var colon = part.IndexOf(':');
            var first = Port(colon < 0 ? part : part.Substring(0, colon));
            var last = colon < 0 ? first : Port(part.Substring(colon + 1));
            if (first is null || last is null)
                return null;

            ranges.Add(new(first.Value, last.Value));
        }

        return new(ranges.ToImmutable(), text);
    }

    private static int? Port(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number <= 65535 ? number : null;

        // IANA service names, as /etc/services has them.
        return text switch
        {
            "ssh" => 22,
            "telnet" => 23,
            "domain" => 53,
            "http" => 80,
            "sunrpc" => 111,
            "https" => 443,
            "mysql" => 3306,
            "postgresql" => 5432,
            _ => null,
        };
    }

    public static bool IsAddress(string text) => text.Length > 0 && text.All(static c => Uri.IsHexDigit(c) || c is '.' or ':' or '/' or ',' or '-') && text.Any(static c => c is '.' or ':');

    private static TrafficDirection DirectionOf(string direction) => direction switch
    {
        "IN" => TrafficDirection.In,
        "OUT" => TrafficDirection.Out,
        _ => TrafficDirection.Forward,
    };

    private static Fact<FirewallAction> ActionOf(Literal action, BindingContext context)
    {
        var origin = context.Origin(action.Span);
        return action.Text switch
        {
            "ACCEPT" => Fact.Stated(FirewallAction.Accept, origin, action.Text),
            "DROP" => Fact.Stated(FirewallAction.Drop, origin, action.Text),
            "REJECT" => Fact.Stated(FirewallAction.Reject, origin, action.Text),
            _ => Fact<FirewallAction>.Unresolved(origin, action.Text, "unknown action"),
        };
    }

    /// <summary>The rule's own text, blanks made single: it stays when the rule is moved.</summary>
    private static string NameOf(FirewallRuleLine line, BindingContext context) => string.Join(
        " ", context.File.Text.ToString(line.Span).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries));
}
