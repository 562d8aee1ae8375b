using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Libvirt.Network;

/// <summary>Binds <c>&lt;filter&gt;</c>: a packet filter that interfaces name.</summary>
/// <remarks>libvirt, formatnwfilter.rst.</remarks>
internal static class FilterBinder
{
    private const string Source = "formatnwfilter.rst";

    public static readonly BindingTable<FirewallRule> Rules = new BindingTable<FirewallRule>(Platform.Libvirt, "filter: rule", Source)
        .Row("@action", (r, f) => r.Action = f, Vocabulary.OfAnyCase(
            ("accept", FirewallAction.Accept), ("drop", FirewallAction.Drop), ("reject", FirewallAction.Reject),
            ("return", FirewallAction.Continue), ("continue", FirewallAction.Continue)), source: "Filtering rules")
        .Row("@direction", (r, f) => r.Direction = f, Vocabulary.OfAnyCase(
            ("in", TrafficDirection.In), ("out", TrafficDirection.Out), ("inout", TrafficDirection.Both)), source: "Filtering rules")
        .Computed("(element)", r => r.IsActive, "the element", source: "Filtering rules")
        .Computed("all", r => r.Source, "a rule of a whole filter that matches everything", whenAbsent: "any", source: "Filtering rules")
        .Computed("all", r => r.Ports, "a rule of a whole filter that matches everything", whenAbsent: "all", source: "Filtering rules");

    public static bool IsOurs(XmlHead head) => head.RootTag.Contains("name=") && (head.Has("<rule ") || head.Has("<filterref "));

    public static void Bind(XmlElement element, BindingContext context)
    {
        var name = element.Attribute("name");
        var policy = context.Add(new FirewallPolicy(name?.Value ?? "unnamed", context.Origin(name?.ValueSpan ?? element.NameSpan))
        {
            Level = FirewallLevel.Filter,
        });
        var isWhole = IsWhole(element);
        var index = 0;
        foreach (var rule in element.Elements("rule"))
        {
            var bound = context.Add(new FirewallRule($"rule {++index}", context.Origin(rule.NameSpan), policy));
            Rules.Bind(bound, rule, context);
            var action = rule.Find("@action");
            var origin = context.Origin(action?.ValueSpan ?? rule.NameSpan);
            bound.IsActive = Fact.Stated(true, origin, action?.Value ?? "rule");
            if (!isWhole || !MatchesAll(rule))
                continue;

            bound.Source = Fact.Default(TrafficSource.Any, origin, $"{Source}: Filtering rules");
            bound.Ports = Fact.Default(PortSet.All, origin, $"{Source}: Filtering rules");
        }
    }

    /// <summary>
    /// Whether one rule alone makes up the filter: what it accepts is then not narrowed by another rule or filter, nor by the
    /// protocol of a chain. The building blocks that libvirt ships, such as allow-incoming-ipv4, are chains.
    /// </summary>
    private static bool IsWhole(XmlElement element) =>
        element.Attribute("chain") is null or { Value: "root" } && element.Elements("rule").Count() == 1 && element.Element("filterref") is null;

    private static bool MatchesAll(XmlElement rule) => rule.Children.All(static match => match is { Name: "all", Attributes.Count: 0 });
}
