using System;
using System.Collections.Generic;
using VirtLint.Model;

namespace VirtLint.Formats.KubeVirt.Cluster;

/// <summary>What feature gates open, and which of them KubeVirt no longer asks.</summary>
/// <remarks>// kubevirt/kubevirt 1.9, pkg/virt-config/featuregate: active.go, inactive.go</remarks>
internal static class FeatureGates
{
    /// <summary>
    /// Gates that are off until they are listed. UtilityVolumes came with 1.7, ConfigurableHypervisor and ContainerPathVolumes
    /// with 1.8, Plugins with 1.9.
    /// </summary>
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

    /// <summary>Gates that were taken away together with what they opened, each with the release, and with what took its place.</summary>
    private static readonly Dictionary<string, (string Since, string Instead)> s_discontinued = new(StringComparer.Ordinal)
    {
        ["ExperimentalVirtiofsSupport"] = ("1.7", "'EnableVirtioFsStorageVolumes' opens file systems of volumes; those of ConfigMaps and Secrets need no gate"),
        ["Passt"] = ("1.3", "the binding 'passt' of the core takes its place"),
        ["Macvtap"] = ("1.3", "a network binding plugin takes its place"),
        ["PasstIPStackMigration"] = ("1.8", "the binding 'passt' of the core takes its place"),
    };

    /// <summary>Gates of what is always there by now, each with the release; a gate without one became so before 1.4.</summary>
    private static readonly Dictionary<string, string> s_general = new(StringComparer.Ordinal)
    {
        ["LiveMigration"] = "",
        ["SRIOVLiveMigration"] = "",
        ["NonRoot"] = "",
        ["PSA"] = "",
        ["CPUNodeDiscovery"] = "",
        ["NUMA"] = "",
        ["GPU"] = "",
        ["CommonInstancetypesDeploymentGate"] = "1.4",
        ["HotplugNICs"] = "1.4",
        ["BochsDisplayForEFIGuests"] = "1.4",
        ["VMLiveUpdateFeatures"] = "1.5",
        ["AutoResourceLimitsGate"] = "1.5",
        ["NetworkBindingPlugins"] = "1.5",
        ["DynamicPodInterfaceNaming"] = "1.5",
        ["InstancetypeReferencePolicy"] = "1.6",
        ["EnableVirtioFsConfigVolumes"] = "1.8",
        ["ExpandDisks"] = "1.8",
        ["VMExport"] = "1.9",
        ["VideoConfig"] = "1.9",
        ["PanicDevices"] = "1.9",
        ["LiveUpdateNADRef"] = "1.9",
        ["PersistentReservation"] = "1.9",
        ["SecureExecution"] = "1.9",
        ["MigrationPriorityQueue"] = "1.9",
    };

    /// <summary>What a gate opens; null for one that opens nothing, or is unknown.</summary>
    public static GateRisk? RiskOf(string gate) => s_risks.TryGetValue(gate, out var risk) ? risk : null;

    /// <summary>Why listing a gate opens nothing; null while it does, or when what it opens is there anyway.</summary>
    public static string? WhyWithoutEffect(string gate, Version? target) =>
        s_discontinued.TryGetValue(gate, out var gone) && IsSince(gone.Since, target) ? $"'{gate}' opens nothing since KubeVirt {gone.Since}: {gone.Instead}" : null;

    /// <summary>Why a gate cannot be switched off; null while it can.</summary>
    public static string? WhyAlwaysOn(string gate, Version? target) =>
        s_general.TryGetValue(gate, out var since) && IsSince(since, target)
            ? $"'{gate}' cannot be switched off{(since.Length == 0 ? "" : $" since KubeVirt {since}")}: what it opened is always there"
            : null;

    /// <summary>Without a target, the release is today's.</summary>
    private static bool IsSince(string release, Version? target) => target is null || release.Length == 0 || target >= Version.Parse(release);
}
