using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform.Vsphere;

/// <summary>Binds <c>vsphere_virtual_machine_snapshot</c>: a snapshot that stays as long as the configuration names it.</summary>
internal static class SnapshotResource
{
    public static readonly BindingTable<Snapshot> Table = new BindingTable<Snapshot>(
        Platform.Vmware, "vsphere_virtual_machine_snapshot", "vmware/vsphere: vsphere_virtual_machine_snapshot")
        .Row("memory", (s, f) => s.HasMemory = f, TerraformWords.Flag, source: "memory")
        .Computed("(resource)", s => s.IsDeclared, "being there");

    public static void Bind(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var name = node.Find("snapshot_name");
        var title = name is { Unresolved: null } ? name.Value : resource.Address;
        var snapshot = context.Add(new Snapshot(title, context.Origin(name?.ValueSpan ?? node.Anchor)) { DeployedTo = Platform.Vmware });
        snapshot.IsDeclared = Fact.Stated(true, context.Origin(node.Anchor), resource.Type);
        Table.Bind(snapshot, node, context);
    }
}
