using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Terraform;
using VirtLint.Model;

namespace VirtLint.Formats.Ansible.Vmware;

/// <summary>Binds clusters whose hosts stand in for each other.</summary>
internal static class AvailabilityModules
{
    private const string Source = "community.vmware: vmware_cluster_ha";

    private static readonly string[] s_policies = ["slot_based_admission_control", "reservation_based_admission_control", "failover_host_admission_control"];

    public static readonly BindingTable<Hypervisor> Classic = new BindingTable<Hypervisor>(Platform.Vmware, "Ansible: vmware_cluster_ha", Source)
        .Computed("slot_based_admission_control, reservation_based_admission_control, failover_host_admission_control", h => h.ReservesForFailure, "a policy", "without one of them it is switched off", "slot_based_admission_control");

    public static readonly BindingTable<Hypervisor> Policy = new BindingTable<Hypervisor>(Platform.Vmware, "Ansible: vmware.vmware.cluster_ha", "vmware.vmware: cluster_ha")
        .Computed("admission_control_policy", h => h.ReservesForFailure, "'disabled' to admit guests that leave no room", source: "admission_control_policy");

    public static IEnumerable<IBindingTable> Tables => [Classic, Policy];

    /// <summary>A task that names no policy takes away what there was. // vmware_cluster_ha.py: ha_admission_control = False</summary>
    public static void BindClassic(AnsibleTask task)
    {
        var (node, context) = (task.Node, task.Context);
        if (node.Find("cluster_name") is not { } name || IsOff(task))
            return;

        var cluster = context.Add(new Hypervisor(task.NameBy("cluster_name"), context.Origin(name.ValueSpan)) { DeployedTo = Platform.Vmware });
        foreach (var policy in s_policies)
        {
            if (node.Value(policy) is not null)
                return;
        }

        cluster.ReservesForFailure = Facts.Default(context, false, node.Anchor, $"{Source}: slot_based_admission_control", s_policies[1]);
    }

    public static void BindPolicy(AnsibleTask task)
    {
        var (node, context) = (task.Node, task.Context);
        if (node.Find("admission_control_policy") is not { } policy || IsOff(task))
            return;

        context.Add(new Hypervisor(task.NameBy("cluster"), task.OriginBy("cluster")) { DeployedTo = Platform.Vmware }).ReservesForFailure =
            ArgumentFacts.Of(node, policy, static word => word != "disabled", context);
    }

    private static bool IsOff(AnsibleTask task) => task.Node.Value("enable") is { } enable && AnsibleWords.AsFlag(enable) != true;
}
