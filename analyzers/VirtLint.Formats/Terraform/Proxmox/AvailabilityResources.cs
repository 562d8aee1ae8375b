using System;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Proxmox.Lifecycle;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform.Proxmox;

/// <summary>Binds what bpg/proxmox says of guests beside them: replication, high availability, and the directories that they share.</summary>
internal static class AvailabilityResources
{
    public static readonly BindingTable<MigrationPolicy> Replication = new BindingTable<MigrationPolicy>(Platform.ProxmoxVe, "proxmox_replication", "bpg/proxmox: proxmox_replication")
        .Row("disable", (p, f) => p.Replicates = f, TerraformWords.Opposite, whenAbsent: true, source: "disable")
        .Row("target", (p, f) => p.Peer = f, Vocabulary.Text, source: "target");

    public static readonly BindingTable<GuestGroup> Groups = new BindingTable<GuestGroup>(Platform.ProxmoxVe, "proxmox_haresource, proxmox_harule", "bpg/proxmox: proxmox_haresource, proxmox_harule")
        .Computed("resource_id", g => g.Joins, "a guest that the cluster keeps running", source: "resource_id")
        .Computed("affinity", g => g.Joins, "'negative' or 'positive', of a resource-affinity rule that is on", source: "affinity");

    public static readonly BindingTable<SharedFolder> Folder = new BindingTable<SharedFolder>(Platform.ProxmoxVe, "proxmox_hardware_mapping_dir: map", "bpg/proxmox: proxmox_hardware_mapping_dir")
        .Row("path", (s, f) => s.HostPath = f, Vocabulary.Text, source: "map.path")
        .Row("node", (s, f) => s.Node = f, Vocabulary.Text, source: "map.node");

    public static void BindReplication(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var id = node.Find("id");
        Replication.Bind(context.Add(new MigrationPolicy(id is { Unresolved: null } ? id.Value : resource.Address, context.Origin(id?.ValueSpan ?? node.Anchor)) { DeployedTo = Platform.ProxmoxVe }), node, context);
    }

    public static void BindResource(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        if (node.Find("resource_id") is not { } id || node.Find("state")?.Value is "ignored" or "disabled" or "stopped")
            return;

        var group = context.Add(new GuestGroup(resource.Address, context.Origin(id.ValueSpan), node.Texts("resource_id").Select(static text => Guest(text.Text))) { DeployedTo = Platform.ProxmoxVe });
        group.Joins = Fact.Stated(GuestGroupKind.FailedOver, group.Origin, id.Value);
    }

    public static void BindRule(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        if (node.Find("type") is not { Value: "resource-affinity" })
            return;

        var name = node.Find("rule");
        var group = context.Add(new GuestGroup(
            name is { Unresolved: null } ? name.Value : resource.Address, context.Origin(name?.ValueSpan ?? node.Anchor), node.Texts("resources").Select(static text => Guest(text.Text)))
        {
            DeployedTo = Platform.ProxmoxVe,
        });
        if (node.Find("disable") is null or { Value: "false" } && node.Find("affinity") is { } affinity)
            group.Joins = Facts.Read(node, affinity, "affinity", HaFormat.Affinities, context);
    }

    public static void BindFolder(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        if (node.Find("name") is not { Unresolved: null } name)
            return;

        foreach (var map in node.Nodes("map"))
            Folder.Bind(context.Add(new SharedFolder(name.Value, context.Origin(name.ValueSpan)) { DeployedTo = Platform.ProxmoxVe }), map, context);
    }

    /// <summary>The number in <c>vm:101</c>; of <c>vm:${proxmox_virtual_environment_vm.db.vm_id}</c>, the resource.</summary>
    private static string Guest(string text)
    {
        var id = text.Substring(text.IndexOf(':') + 1);
        return id.StartsWith("${", StringComparison.Ordinal) && id.EndsWith("}", StringComparison.Ordinal) && id.LastIndexOf('.') is > 2 and var dot ? id.Substring(2, dot - 2) : id;
    }
}
