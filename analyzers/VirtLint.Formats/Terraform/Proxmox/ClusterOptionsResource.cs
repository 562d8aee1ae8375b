using VirtLint.Formats.Binding;
using VirtLint.Formats.Proxmox.Access;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform.Proxmox;

/// <summary>Binds <c>proxmox_virtual_environment_cluster_options</c> of bpg/proxmox: what datacenter.cfg says.</summary>
internal static class ClusterOptionsResource
{
    public static readonly BindingTable<MigrationPolicy> Table = new BindingTable<MigrationPolicy>(Platform.ProxmoxVe, "proxmox_virtual_environment_cluster_options", "bpg/proxmox: proxmox_virtual_environment_cluster_options")
        .Row(
            "migration_type",
            (p, f) => p.Protection = f,
            Vocabulary.Of(("secure", LinkProtection.Encrypted), ("insecure", LinkProtection.None)),
            whenAbsent: LinkProtection.Encrypted,
            source: "migration_type")
        .Row("migration_cidr", (p, f) => p.Network = f, Vocabulary.Text, source: "migration_cidr")
        .Computed("(configuration)", p => p.ReplicationProtection, "the migration's, where a job replicates", decidedBy: "proxmox_replication");

    public static void Bind(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        Table.Bind(context.Add(new MigrationPolicy(resource.Address, context.Origin(node.Anchor))), node, context);
        if (node.Find("http_proxy") is { } proxy && ArgumentFacts.IsLiteral(proxy, context))
            ProxyCredential.Bind(node, context);
    }
}
