using VirtLint.Formats.Binding;
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
        .Row("migration_cidr", (p, f) => p.Network = f, Vocabulary.Text, source: "migration_cidr");

    public static void Bind(TerraformResource resource) =>
        Table.Bind(resource.Context.Add(new MigrationPolicy(resource.Address, resource.Context.Origin(resource.Node.Anchor))), resource.Node, resource.Context);
}
