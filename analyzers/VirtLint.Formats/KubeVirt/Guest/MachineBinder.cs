using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.KubeVirt.Guest;

/// <summary>A guest's definition while its parts are bound.</summary>
/// <param name="Manifest">The object that declares it.</param>
/// <param name="Machine">The guest.</param>
/// <param name="Spec">What the guest's instance is made of: <c>domain</c>, <c>networks</c>, <c>volumes</c>.</param>
/// <param name="Disks">The volumes that are made along with the guest.</param>
internal sealed record GuestSpec(Manifest Manifest, VirtualMachine Machine, YamlMapping Spec, IReadOnlyList<YamlMapping> Disks)
{
    public BindingContext Context => Manifest.Context;
}

/// <summary>Binds a guest, wherever its definition stands: a machine, an instance, a replica set, a pool.</summary>
/// <remarks>// kubevirt.io/api, core/v1: VirtualMachineSpec, VirtualMachineInstanceSpec</remarks>
internal static class MachineBinder
{
    private const string Source = "KubeVirt user guide";

    public static readonly BindingTable<VirtualMachine> Table = new BindingTable<VirtualMachine>(Platform.KubeVirt, "VirtualMachine", Source)
        .Row("domain.firmware.uuid", (m, f) => m.Uuid = f, Vocabulary.Uuid, source: "Virtual hardware: BIOS/UEFI")
        .Row("domain.cpu.model", (m, f) => m.CpuModel = f, Vocabulary.Text, source: "Virtual hardware: CPU")
        .Row("domain.devices.logSerialConsole", (m, f) => m.KeepsLog = f, KubeWords.Flag, source: "Guest console log")
        .Row("architecture", (m, f) => m.Architecture = f, KubeWords.Architecture, source: "Multiple architectures")
        .Row("evictionStrategy", (m, f) => m.Eviction = f, KubeWords.Eviction, source: "Node maintenance: Evict all VMs from a Node")
        .Computed("domain.devices.downwardMetrics, volumes[].downwardMetrics", m => m.MayReadHost, "there or not", source: "Disks and volumes: downwardMetrics")
        .Computed("domain.devices.watchdog, livenessProbe", m => m.Watchdog, "there or not", whenAbsent: "not there", source: "Liveness and readiness probes")
        .Computed("volumes[].serviceAccount.serviceAccountName", m => m.PlatformAccount, "a service account", source: "Disks and volumes: serviceAccount")
        .Computed("volumes[].cloudInitNoCloud, volumes[].cloudInitConfigDrive", m => m.FirstBootPackages, "'packages' and what 'runcmd' installs", source: "Startup scripts: cloud-init")
        .Computed("volumes[].cloudInitNoCloud, volumes[].cloudInitConfigDrive", m => m.UserDataSecret, "a password or key in what cloud-init is given", source: "Startup scripts: cloud-init")
        .Computed("(kind)", m => m.IsTemplate, "an object of a template");

    /// <summary>What sizes a guest, and what fills it in, each with the kind that it is of when it does not say.</summary>
    private static readonly (string Key, string Kind)[] s_profiles =
        [("instancetype", "VirtualMachineClusterInstancetype"), ("preference", "VirtualMachineClusterPreference")];

    /// <param name="vmPath">Where what holds for the guest's whole life stands; null for an object that is a running guest.</param>
    /// <param name="instancePath">Where metadata and spec of the instance stand.</param>
    public static void Bind(Manifest manifest, string? vmPath, string instancePath)
    {
        var specPath = instancePath.Length == 0 ? "spec" : instancePath + ".spec";
        if (manifest.Mapping(specPath) is not { } spec)
            return;

        var context = manifest.Context;
        var machine = context.Add(new VirtualMachine(manifest.Name, manifest.Origin));
        machine.IsTemplate = manifest.IsTemplate
            ? Fact.Stated(true, context.Origin(manifest.Root.Find("kind")?.ValueSpan ?? manifest.Root.Anchor), manifest.Kind, "kind")
            : Fact.Default(false, machine.Origin, "Kubernetes: objects", "kind");
        var guest = new GuestSpec(manifest, machine, spec, vmPath is null ? [] : [.. manifest.Root.Mappings(vmPath + ".dataVolumeTemplates")]);

        // A preference or instance type may set what the guest's own definition leaves open.
        if (vmPath is not null && manifest.Mapping(vmPath) is { } vm)
            machine.Profiles = [.. ProfilesOf(vm, context)];

        using (context.Partially(machine.Profiles.Count > 0))
        {
            Table.Bind(machine, spec, context);
            machine.Watchdog = WatchdogOf(guest);
            MachineFirmware.Bind(guest);
            MachineSize.Bind(guest);
            MachineDevices.Bind(guest);
            MachineNetworks.Bind(guest);
            MachineVolumes.Bind(guest);
        }

        MachineLabels.Bind(guest, instancePath.Length == 0 ? null : manifest.Mapping(instancePath + ".metadata"));
        if (vmPath is not null)
            MachineRun.Bind(manifest, machine, vmPath);
    }

    /// <summary>// kubevirt.io/api: InstancetypeMatcher, PreferenceMatcher: "If not specified, VirtualMachineClusterInstancetype is used by default"</summary>
    private static IEnumerable<Fact<string>> ProfilesOf(YamlMapping vm, BindingContext context)
    {
        foreach (var (key, kind) in s_profiles)
        {
            if (vm.Find(key + ".name") is { } name)
            {
                var of = vm.TextAt(key + ".kind") is { Length: > 0 } stated ? char.ToUpperInvariant(stated[0]) + stated.Substring(1) : kind;
                yield return Yaml.Read(name, key + ".name", text => ProfileBinder.IdOf(of, text), context);
            }
            else if (vm.Find(key) is { } inferred)
            {
                // The volume that it is inferred from says it by its annotations, in the cluster.
                yield return Fact<string>.Unresolved(context.Origin(inferred.KeySpan), key, "a volume's annotations", key);
            }
        }
    }

    /// <summary>A probe does as well: a guest that does not answer is started again.</summary>
    private static Fact<bool> WatchdogOf(GuestSpec guest)
    {
        var device = Yaml.Presence(guest.Spec, "domain.devices.watchdog", true, guest.Context);
        if (device.State is not FactState.Absent)
            return device;

        var probe = Yaml.Presence(guest.Spec, "livenessProbe", true, guest.Context);
        return probe.State is not FactState.Absent
            ? probe
            : Facts.Default(guest.Context, false, guest.Spec.Find("domain.devices")?.KeySpan ?? guest.Spec.Anchor, $"{Source}, \"Liveness and readiness probes\"", "domain.devices.watchdog");
    }
}

/// <summary>The two keys that say whether a guest runs, of which one may stand. // kubevirt.io/api: VirtualMachineSpec, "Running", "RunStrategy"</summary>
internal static class MachineRun
{
    public static readonly BindingTable<VirtualMachine> Table = new BindingTable<VirtualMachine>(Platform.KubeVirt, "VirtualMachine: status.conditions", "KubeVirt user guide: VM Rollout Strategies")
        .Computed("type, status", m => m.PendingChange, "'RestartRequired' with 'True', in what a cluster prints", source: "RestartRequired condition");

    public static void Bind(Manifest manifest, VirtualMachine machine, string vmPath)
    {
        // What a cluster prints tells that a changed definition has not reached the running guest.
        foreach (var condition in manifest.Root.Mappings("status.conditions"))
        {
            if (condition.TextAt("type") == "RestartRequired" && condition.TextAt("status") == "True" && condition.Find("type") is { } type)
                machine.PendingChange = Fact.Stated("definition", manifest.Context.Origin(type.ValueSpan), type.Value, "status.conditions");
        }

        Check(manifest, vmPath);
    }

    private static void Check(Manifest manifest, string vmPath)
    {
        if (manifest.Mapping(vmPath) is not { } vm || vm.Find("running") is not { IsConditional: false } running)
            return;

        if (vm.Find("runStrategy") is { IsConditional: false } strategy)
        {
            manifest.Context.Report(
                SettingIssueKind.ConflictingKeys, running.Key, running.KeySpan, $"'running' and 'runStrategy' exclude each other, so that '{manifest.Name}' is refused",
                related: new RelatedPlace(manifest.Context.Origin(strategy.KeySpan), "the other key"));
            return;
        }

        manifest.Context.Report(SettingIssueKind.DeprecatedKey, running.Key, running.KeySpan, "'running' is deprecated; 'runStrategy' says what is to happen when the guest stops");
    }
}
