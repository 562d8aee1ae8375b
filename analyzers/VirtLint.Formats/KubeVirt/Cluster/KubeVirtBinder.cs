using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.KubeVirt.Cluster;

/// <summary>Binds <c>KubeVirt</c>, the object that sets a cluster's hypervisor up.</summary>
/// <remarks>// kubevirt.io/api, core/v1: KubeVirtConfiguration</remarks>
internal static class KubeVirtBinder
{
    private const string Source = "kubevirt.io/api";

    public static readonly BindingTable<MigrationPolicy> Migration = new BindingTable<MigrationPolicy>(Platform.KubeVirt, "KubeVirt: spec.configuration", Source)
        .Row("migrations.disableTLS", (m, f) => m.Protection = f, KubeWords.Flags(LinkProtection.None, LinkProtection.Encrypted), whenAbsent: LinkProtection.Encrypted, source: "MigrationConfiguration.DisableTLS")
        .Row("migrations.network", (m, f) => m.Network = f, Vocabulary.Text, source: "MigrationConfiguration.Network")
        .Row("migrations.allowPostCopy", (m, f) => m.PostCopy = f, KubeWords.Flag, whenAbsent: false, source: "MigrationConfiguration.AllowPostCopy")
        .Row("migrations.allowWorkloadDisruption", (m, f) => m.DisruptsGuest = f, KubeWords.Flag, source: "MigrationConfiguration.AllowWorkloadDisruption")
        .Row("migrations.unsafeMigrationOverride", (m, f) => m.UnsafeOverride = f, KubeWords.Flag, whenAbsent: false, source: "MigrationConfiguration.UnsafeMigrationOverride");

    public static readonly BindingTable<Hypervisor> Table = new BindingTable<Hypervisor>(Platform.KubeVirt, "KubeVirt: spec.configuration", Source)
        .Row("developerConfiguration.useEmulation", (h, f) => h.Acceleration = f, KubeWords.Flags(Acceleration.Software, Acceleration.Hardware), whenAbsent: Acceleration.Hardware, source: "DeveloperConfiguration.UseEmulation")
        .Row("evictionStrategy", (h, f) => h.Eviction = f, KubeWords.Eviction, source: "KubeVirtConfiguration.EvictionStrategy")
        .Computed("ksmConfiguration.nodeLabelSelector", h => h.MergesMemory, "a selector of no label, which every host meets", source: "KSMConfiguration.NodeLabelSelector")
        .Row("developerConfiguration.memoryOvercommit", (h, f) => h.MemoryOvercommit = f, Vocabulary.Integer, whenAbsent: 100, source: "DeveloperConfiguration.MemoryOvercommit")
        .Computed("developerConfiguration.cpuAllocationRatio", h => h.CpuOvercommit, "a number", source: "DeveloperConfiguration.CPUAllocationRatio")
        .Computed("seccompConfiguration.virtualMachineInstanceProfile", h => h.HasOwnCallFilter, "there or not", whenAbsent: "not there", source: "SeccompConfiguration.VirtualMachineInstanceProfile")
        .Computed("../workloadUpdateStrategy.workloadUpdateMethods", h => h.UpdatesGuests, "a list of methods", whenAbsent: "none", source: "KubeVirtWorkloadUpdateStrategy.WorkloadUpdateMethods")
        .Computed("virtualMachineOptions.disableSerialConsoleLog", h => h.KeepsGuestConsoles, "there or not", source: "VirtualMachineOptions.DisableSerialConsoleLog")
        .Computed("developerConfiguration.featureGates", h => h.RunsAs, "a list with 'Root'", source: "DeveloperConfiguration.FeatureGates")
        .Computed("developerConfiguration.disabledFeatureGates", h => h.FiltersSystemCalls, "a list with 'KubevirtSeccompProfile'", source: "DeveloperConfiguration.DisabledFeatureGates")
        .Computed("developerConfiguration.disabledFeatureGates", h => h.RestrictsHostAgents, "a list with 'NodeRestriction'", source: "DeveloperConfiguration.DisabledFeatureGates");

    public static readonly BindingTable<FeatureGate> Gates = new BindingTable<FeatureGate>(Platform.KubeVirt, "KubeVirt: spec.configuration.developerConfiguration", Source)
        .Computed("featureGates", g => g.IsEnabled, "a list of gates", source: "DeveloperConfiguration.FeatureGates")
        .Computed("featureGates", g => g.Risk, "a gate that opens something", source: "DeveloperConfiguration.FeatureGates");

    public static readonly BindingTable<ManagementEndpoint> Endpoint = new BindingTable<ManagementEndpoint>(Platform.KubeVirt, "KubeVirt: spec.configuration.tlsConfiguration", Source)
        .Computed("minTLSVersion", e => e.WeakMethod, "'VersionTLS10' or 'VersionTLS11'", source: "TLSConfiguration.MinTLSVersion");

    public static readonly BindingTable<Image> Release = new BindingTable<Image>(Platform.KubeVirt, "KubeVirt: spec", Source)
        .Computed("imageTag", i => i.HasMovingTag, "a tag that moves", source: "KubeVirtSpec.ImageTag");

    public static void Bind(Manifest manifest)
    {
        var context = manifest.Context;
        if (manifest.Root.Find("spec.imageTag") is { } tag)
            context.Add(new Image(manifest.Name, context.Origin(tag.ValueSpan))).HasMovingTag = Yaml.Read(tag, "imageTag", KubeWords.IsMoving, context);

        if (manifest.Mapping("spec.configuration") is not { } configuration)
            return;

        Migration.Bind(context.Add(new MigrationPolicy(manifest.Name, context.Origin(configuration.Anchor)) { IsOfCluster = true }), configuration, context);
        var hypervisor = context.Add(new Hypervisor(manifest.Name, manifest.Origin));
        Table.Bind(hypervisor, configuration, context);
        BindGates(hypervisor, configuration, context);
        BindMemory(hypervisor, configuration, context);
        BindUpdates(hypervisor, manifest);
        hypervisor.CpuOvercommit = Percent(configuration, "developerConfiguration.cpuAllocationRatio", context);
        hypervisor.HasOwnCallFilter = configuration.Find("seccompConfiguration.virtualMachineInstanceProfile") is null
            ? Facts.Default(context, false, configuration.Anchor, $"{Source}: SeccompConfiguration", "seccompConfiguration.virtualMachineInstanceProfile")
            : Yaml.Presence(configuration, "seccompConfiguration.virtualMachineInstanceProfile", true, context);
        if (configuration.Find("virtualMachineOptions.disableSerialConsoleLog") is not null)
            hypervisor.KeepsGuestConsoles = Yaml.Presence(configuration, "virtualMachineOptions.disableSerialConsoleLog", false, context);

        if (configuration.Find("tlsConfiguration.minTLSVersion") is { } minimum)
            BindTls(context.Add(new ManagementEndpoint(manifest.Name, context.Origin(minimum.ValueSpan)) { Role = EndpointRole.Listener }), minimum, context);
    }

    /// <summary>How many processors are promised for each, in percent; Absent for what is no number.</summary>
    public static Fact<int> Percent(YamlNode scope, string key, BindingContext context)
    {
        if (scope.Find(key) is not { } setting)
            return Fact<int>.Absent;

        // What requests weigh is a tenth by default: to say so is no promise of the project's. // DefaultCPUAllocationRatio
        const int Usual = 10;
        const int Largest = 10_000;
        return Facts.Read(scope, setting, key, Vocabulary.Integer, context) is var ratio && ratio.Is(static number => number is <= Usual or > Largest)
            ? Fact<int>.Absent
            : ratio.Select(static number => number * 100);
    }

    /// <summary>The oldest version of TLS that is served, by the words of Kubernetes. // TLSProtocolVersion</summary>
    public static void BindTls(ManagementEndpoint endpoint, Setting minimum, BindingContext context)
    {
        var version = Yaml.Read(minimum, minimum.Key, static text => text, context);
        if (version.IsUnresolved || version.Is(static text => text is "VersionTLS10" or "VersionTLS11"))
            endpoint.WeakMethod = version.Select(static text => new WeakMethod(text, "is retired"));
    }

    /// <summary>// KubeVirtWorkloadUpdateStrategy: "An empty list defaults to no automated workload updating"</summary>
    private static void BindUpdates(Hypervisor hypervisor, Manifest manifest)
    {
        var context = manifest.Context;
        if (manifest.Root.Find("spec.workloadUpdateStrategy.workloadUpdateMethods") is { IsList: true } methods)
            hypervisor.UpdatesGuests = methods.IsConditional ? Fact<bool>.Unresolved(context.Origin(methods.KeySpan), methods.Key, "template", methods.Key) : Fact.Stated(!methods.Items.IsEmpty, context.Origin(methods.KeySpan), methods.Items.IsEmpty ? "[]" : methods.Items[0].Text, "workloadUpdateMethods");
        else if (manifest.Root.Find("spec.workloadUpdateStrategy") is null && manifest.Root.Find("spec") is { } spec)
            hypervisor.UpdatesGuests = Facts.Default(context, false, spec.KeySpan, "kubevirt.io/api: KubeVirtWorkloadUpdateStrategy", "workloadUpdateMethods");
    }

    /// <summary>// KSMConfiguration: "Empty NodeLabelSelector will enable ksm for every node"</summary>
    public static void BindMemory(Hypervisor hypervisor, YamlMapping owner, BindingContext context)
    {
        if (owner.Select("ksmConfiguration.nodeLabelSelector") is YamlMapping { Entries.IsEmpty: true })
            hypervisor.MergesMemory = Yaml.Presence(owner, "ksmConfiguration.nodeLabelSelector", true, context);
    }

    private static void BindGates(Hypervisor hypervisor, YamlMapping configuration, BindingContext context)
    {
        foreach (var gate in configuration.Items("developerConfiguration.featureGates").OfType<YamlScalar>())
            BindGate(hypervisor, new(gate.Value, gate.ValueSpan), context);

        foreach (var gate in configuration.Items("developerConfiguration.disabledFeatureGates").OfType<YamlScalar>())
        {
            var fact = Yaml.Read(new Literal(gate.Value, gate.ValueSpan), "disabledFeatureGates", static _ => false, context);
            if (FeatureGates.WhyAlwaysOn(gate.Value, context.Target) is { } why)
                context.Report(SettingIssueKind.SettingWithoutEffect, "disabledFeatureGates", gate.ValueSpan, why);

            if (gate.Value == "KubevirtSeccompProfile")
                hypervisor.FiltersSystemCalls = fact;
            else if (gate.Value == "NodeRestriction")
                hypervisor.RestrictsHostAgents = fact;
        }
    }

    /// <summary>A gate that is switched on for the whole cluster.</summary>
    public static void BindGate(Hypervisor hypervisor, Literal name, BindingContext context)
    {
        if (name.Text == "Root")
            hypervisor.RunsAs = Fact.Stated("root", context.Origin(name.Span), name.Text, "featureGates");

        if (FeatureGates.WhyWithoutEffect(name.Text, context.Target) is { } why)
            context.Report(SettingIssueKind.SettingWithoutEffect, "featureGates", name.Span, why);

        var gate = context.Add(new FeatureGate(name.Text, context.Origin(name.Span), hypervisor));
        gate.IsEnabled = Yaml.Read(name, "featureGates", static _ => true, context);
        if (FeatureGates.RiskOf(name.Text) is { } risk)
            gate.Risk = Fact.Stated(risk, context.Origin(name.Span), name.Text, "featureGates");
    }
}
