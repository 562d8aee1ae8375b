using System;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Qemu;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Libvirt.Domain;

/// <summary>Binds what runs the guest's instructions: accelerator, machine type, CPU features and entropy.</summary>
internal static class DomainCpu
{
    public static readonly BindingTable<VirtualMachine> Table = new BindingTable<VirtualMachine>(Platform.Libvirt, "domain", "formatdomain.rst")
        .Row(
            "@type",
            (m, f) => m.Acceleration = f,
            Vocabulary.Of(("kvm", Acceleration.Hardware), ("hvf", Acceleration.Hardware), ("qemu", Acceleration.Software)),
            source: "Element and attribute overview")
        .Row("os/type/@arch", (m, f) => m.Architecture = f, Vocabulary.Text, source: "BIOS bootloader")
        .Row("os/type/@machine", (m, f) => m.HardwareVersion = f, QemuMachineVocabulary.Instance, source: "BIOS bootloader")
        .Computed("commandline/arg/@value", m => m.OperatingSystem, "'isa-applesmc', without which macOS does not start", source: "General metadata");

    /// <summary>A feature without a policy is required since libvirt 0.8.5.</summary>
    public static readonly BindingTable<CpuFeature> Features = new BindingTable<CpuFeature>(Platform.Libvirt, "domain: cpu/feature", "formatdomain.rst")
        .Row(
            "@policy",
            (c, f) => c.Policy = f,
            Vocabulary.Of(
                ("require", CpuFeaturePolicy.Required),
                ("force", CpuFeaturePolicy.Required),
                ("optional", CpuFeaturePolicy.Optional),
                ("disable", CpuFeaturePolicy.Disabled),
                ("forbid", CpuFeaturePolicy.Disabled)),
            whenAbsent: CpuFeaturePolicy.Required,
            source: "CPU model and topology");

    /// <summary>The mitigations of IBM POWER, which are hypervisor features with a grade.</summary>
    public static readonly BindingTable<CpuFeature> PowerFeatures = new BindingTable<CpuFeature>(Platform.Libvirt, "domain: features", "formatdomain.rst")
        .Row(
            "@value",
            (c, f) => c.Policy = f,
            Vocabulary.Of(
                ("broken", CpuFeaturePolicy.Disabled),
                ("workaround", CpuFeaturePolicy.Required),
                ("fixed", CpuFeaturePolicy.Required),
                ("fixed-ibs", CpuFeaturePolicy.Required),
                ("fixed-ccd", CpuFeaturePolicy.Required),
                ("fixed-na", CpuFeaturePolicy.Required)),
            source: "Hypervisor features");

    private static readonly GuestSystem s_macOs = new("macOS", SystemFamily.Other);

    public static readonly BindingTable<EntropyDevice> Entropy = new BindingTable<EntropyDevice>(Platform.Libvirt, "domain: devices/rng", "formatdomain.rst")
        .Computed(
            "backend/@model, backend/@type, backend/source/@host", d => d.Source,
            "'random', 'builtin', or 'egd' over a socket of 'tcp', 'udp', 'unix' …",
            source: "Random number generator device");

    public static void Bind(VirtualMachine machine, XmlElement domain, BindingContext context)
    {
        Table.Bind(machine, domain, context);
        if (machine.OperatingSystem.State is FactState.Absent && AppleKey(domain) is { } key)
            machine.OperatingSystem = Fact.Stated(s_macOs, context.Origin(key.ValueSpan), "isa-applesmc", "commandline/arg/@value");

        if (domain.Element("cpu") is { } cpu && !IsExpanded(domain, cpu))
        {
            foreach (var element in cpu.Elements("feature"))
            {
                if (element.Find("@name") is { Value.Length: > 0 } name)
                    Features.Bind(context.Add(new CpuFeature(name.Value, context.Origin(name.ValueSpan), machine)), element, context);
            }
        }

        foreach (var name in (string[])["cfpc", "sbbc", "ibs"])
        {
            if (domain.Element("features")?.Element(name) is { } element)
                PowerFeatures.Bind(context.Add(new CpuFeature(name, context.Origin(element.NameSpan), machine)), element, context);
        }

        var index = 0;
        foreach (var element in Devices.Of(domain, "rng"))
        {
            var device = context.Add(new EntropyDevice($"rng{index++}", context.Origin(element.NameSpan), machine));
            device.Source = Source(element, context);
        }
    }

    /// <summary>The argument that adds Apple's system controller, without which macOS does not start and for which nothing else asks.</summary>
    private static Setting? AppleKey(XmlElement domain)
    {
        foreach (var argument in domain.Element("commandline")?.Elements("arg") ?? [])
        {
            if (argument.Find("@value") is { } value && value.Value.StartsWith("isa-applesmc", StringComparison.Ordinal))
                return value;
        }

        return null;
    }

    /// <summary>
    /// Whether libvirt wrote the features, after it had asked the host what it has: nobody chose those that are off.
    /// </summary>
    /// <remarks>formatdomain.rst, "CPU model and topology": check='full' is what libvirt makes of any check once the guest has started.</remarks>
    private static bool IsExpanded(XmlElement domain, XmlElement cpu) => DomainBinder.IsLive(domain) || cpu.Attribute("check")?.Value == "full";

    /// <summary>An EGD service is plain bytes: over TCP or UDP anybody on the way knows or chooses them.</summary>
    private static Fact<EntropySource> Source(XmlElement rng, BindingContext context)
    {
        if (rng.Find("backend/@model") is not { } model)
            return Fact<EntropySource>.Absent;

        if (TemplateMarks.Contains(model.Value))
            return Fact<EntropySource>.Unresolved(context.Origin(model.ValueSpan), model.Value, "template", "backend/@model");

        if (model.Value is "random" or "builtin")
            return Fact.Stated(EntropySource.Host, context.Origin(model.ValueSpan), model.Value, "backend/@model");

        if (model.Value != "egd" || rng.Find("backend/@type") is not { } type)
            return Fact<EntropySource>.Absent;

        var origin = context.Origin(type.ValueSpan);
        if (type.Value is not ("tcp" or "udp"))
            return Fact.Stated(EntropySource.LocalService, origin, type.Value, "backend/@type");

        if ((rng.Find("backend/source[@mode='connect']/@host") ?? rng.Find("backend/source/@host")) is not { } host)
            return Fact<EntropySource>.Absent;

        if (TemplateMarks.Contains(host.Value))
            return Fact<EntropySource>.Unresolved(context.Origin(host.ValueSpan), host.Value, "template", "backend/source/@host");

        var isLocal = ListenAddress.Of(host.Value).Exposure is Exposure.Loopback;
        return Fact.Stated(isLocal ? EntropySource.LocalService : EntropySource.NetworkService, context.Origin(host.ValueSpan), host.Value, "backend/source/@host");
    }
}
