using System;
using System.Collections.Generic;
using VirtLint.Model;

namespace VirtLint.Formats.KubeVirt.Cluster;

/// <summary>The gates that open something, with what they open. // kubevirt, pkg/virt-config/featuregate/active.go, release 1.6</summary>
internal static class FeatureGates
{
    private static readonly Dictionary<string, GateRisk> s_risks = new(StringComparer.Ordinal)
    {
        ["HostDisk"] = new("lets whoever defines a guest name any file of its host as a disk", IsGrave: true),
        ["Sidecar"] = new("lets whoever defines a guest run a container of his own beside its device model", IsGrave: true),
        ["ConfigurableHypervisor"] = new("lets another hypervisor than KVM run guests", IsGrave: true),
        ["Plugins"] = new("lets code that is no part of KubeVirt change what guests are made of", IsGrave: true),
        ["ContainerPathVolumes"] = new("hands files of the container around a guest to the guest, tokens included", IsGrave: true),
        ["UtilityVolumes"] = new("lets volumes be plugged into the container around a running guest", IsGrave: false),
        ["VSOCK"] = new("gives guests a socket to their host that no network policy sees", IsGrave: true),
        ["DownwardMetrics"] = new("shows guests how busy their host is and what it is called", IsGrave: false),
        ["EnableVirtioFsStorageVolumes"] = new("lets guests mount volumes as file systems through a process beside them", IsGrave: false),
    };

    /// <summary>What a gate opens; null for one that opens nothing, or is unknown.</summary>
    public static GateRisk? RiskOf(string gate) => s_risks.TryGetValue(gate, out var risk) ? risk : null;
}
