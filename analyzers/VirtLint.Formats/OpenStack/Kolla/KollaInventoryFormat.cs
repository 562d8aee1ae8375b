using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.OpenStack.Kolla;

/// <summary>Which hosts of a cloud do what: the inventory that kolla-ansible is run with.</summary>
/// <remarks>kolla-ansible, ansible/inventory/multinode: the groups "control", whose hosts run databases and APIs, and "compute".</remarks>
internal sealed class KollaInventoryFormat : Format
{
    private const string Control = "control";
    private const string Compute = "compute";
    private const int LongestLine = 4096;

    private static readonly string[] s_names = ["multinode", "inventory", "hosts"];

    public static readonly BindingTable<Hypervisor> Roles = new BindingTable<Hypervisor>(Platform.OpenStack, "kolla-ansible's inventory", "kolla-ansible: ansible/inventory/multinode")
        .Computed("[control], [compute]", h => h.OtherRoles, "a host of both, beside hosts that compute alone");

    public override string Id => "openstack-kolla-inventory";

    public override Platform Platform => Platform.OpenStack;

    public override string Title => "inventory of kolla-ansible (multinode)";

    public override PathClaim Claim(FilePath path)
    {
        var name = path.EndsWith(".ini") ? path.Name.Substring(0, path.Name.Length - 4) : path.Name;
        return Array.IndexOf(s_names, name) >= 0 ? PathClaim.Possible : PathClaim.None;
    }

    public override bool Sniff(FilePath path, SourceText text) =>
        TextHead.HasLine(text, "", "[compute]") && (TextHead.HasLine(text, "", "[nova:children]") || TextHead.HasLine(text, "", "[nova-api:children]"));

    public override void Bind(FilePath path, BindingContext context)
    {
        var groups = Read(context.File.Text);
        if (!groups.TryGetValue(Control, out var control) || !groups.TryGetValue(Compute, out var compute))
            return;

        // A cloud of one kind of host has nowhere else to put its services.
        var controllers = new Dictionary<string, Literal>(StringComparer.Ordinal);
        foreach (var host in control)
            controllers[host.Text] = host;

        if (compute.All(host => controllers.ContainsKey(host.Text)))
            return;

        foreach (var host in compute.Where(host => controllers.ContainsKey(host.Text)))
        {
            var origin = context.Origin(host.Span);
            context.Add(new Hypervisor(host.Text, origin)).OtherRoles = Fact.Stated("the cloud's databases and APIs", origin, host.Text)
                .With(new RelatedPlace(context.Origin(controllers[host.Text].Span), "it is a host of the control plane, too"));
        }
    }

    private static Dictionary<string, List<Literal>> Read(SourceText text)
    {
        var groups = new Dictionary<string, List<Literal>>(StringComparer.Ordinal);
        List<Literal>? group = null;
        foreach (var line in text.Lines)
        {
            if (line.End - line.Start is 0 or >= LongestLine || text[line.Start] is '#' or ';' or ' ' or '\t')
                continue;

            var content = text.ToString(line.Span);
            if (content[0] == '[')
            {
                var name = content.Substring(1, Math.Max(content.IndexOf(']') - 1, 0));
                group = name is Control or Compute ? groups.TryGetValue(name, out var known) ? known : groups[name] = [] : null;
                continue;
            }

            var end = content.IndexOfAny([' ', '\t', '#']);
            var host = end < 0 ? content.TrimEnd() : content.Substring(0, end);
            if (group is not null && host.Length > 0 && host != "localhost" && !TemplateMarks.Contains(host))
                group.Add(new Literal(host, new TextSpan(line.Start, host.Length)));
        }

        return groups;
    }
}
