using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform.Vsphere;

/// <summary>Binds <c>vsphere_compute_cluster</c>: hosts that stand in for each other, and the storage that they make of their disks.</summary>
// docs/resources/compute_cluster.md
internal static class ClusterResource
{
    private const string Source = "vmware/vsphere: vsphere_compute_cluster";
    private const string Reserve = "ha_admission_control_policy";
    private const string Transit = "vsan_dit_encryption_enabled";

    public static readonly BindingTable<Hypervisor> Cluster = new BindingTable<Hypervisor>(Platform.Vmware, "vsphere_compute_cluster", Source)
        .Computed(Reserve, h => h.ReservesForFailure, "'disabled' to admit guests that leave no room", whenAbsent: "resourcePercentage", source: Reserve);

    public static readonly BindingTable<ImageStore> Storage = new BindingTable<ImageStore>(Platform.Vmware, "vsphere_compute_cluster: vsan", Source)
        .Computed("vsan_enabled, vsan_esa_enabled", s => s.StoreKind, "'true'", source: "vsan_enabled")
        .Computed(Transit, s => s.TransitProtection, "'true' to encrypt what hosts send each other", whenAbsent: "false", source: Transit);

    public static void Bind(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var name = node.Find("name");
        var title = name is { Unresolved: null } ? name.Value : resource.Address;
        var origin = context.Origin(name?.ValueSpan ?? node.Anchor);
        if (node.Find("ha_enabled") is { Unresolved: null, Value: "true" } && node.Find(Reserve) is { } policy)
            context.Add(new Hypervisor(title, origin) { DeployedTo = Platform.Vmware }).ReservesForFailure = ArgumentFacts.Of(node, policy, static word => word != "disabled", context);

        if ((On(node, "vsan_enabled") ?? On(node, "vsan_esa_enabled")) is not { } on)
            return;

        var store = context.Add(new ImageStore($"vSAN of {title}", origin) { DeployedTo = Platform.Vmware });
        store.StoreKind = ArgumentFacts.Of(node, on, static _ => StoreKind.Vsan, context);

        // Neither can be had with the other. // vsan_remote_datastore_ids: "Conflicts with vsan_dit_encryption_enabled"
        if (node.Find("vsan_remote_datastore_ids") is not null)
            return;

        store.TransitProtection = node.Find(Transit) is { } transit
            ? Facts.Read(node, transit, Transit, TerraformWords.Flag, context).Select(static isOn => isOn ? LinkProtection.Encrypted : LinkProtection.None)
            : Facts.Default(context, LinkProtection.None, on.ValueSpan, $"{Source}: {Transit}", Transit);
    }

    private static Syntax.Setting? On(ConfigNode node, string key) => node.Find(key) is { Unresolved: null, Value: "true" } setting ? setting : null;
}
