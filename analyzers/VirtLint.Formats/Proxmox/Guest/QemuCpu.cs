using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Guest;

/// <summary>Binds what runs the guest's instructions and keeps its memory: acceleration, CPU flags, memory encryption, entropy.</summary>
internal static class QemuCpu
{
    public static readonly BindingTable<VirtualMachine> Table = new BindingTable<VirtualMachine>(Platform.ProxmoxVe, "qemu-server/VMID.conf", "qm.conf(5)")
        .Row(
            "kvm",
            (m, f) => m.Acceleration = f,
            Vocabulary.OfAnyCase(
                ("1", Acceleration.Hardware), ("on", Acceleration.Hardware), ("yes", Acceleration.Hardware), ("true", Acceleration.Hardware),
                ("0", Acceleration.Software), ("off", Acceleration.Software), ("no", Acceleration.Software), ("false", Acceleration.Software)),
            whenAbsent: Acceleration.Hardware,
            source: "kvm")
        .Row("arch", (m, f) => m.Architecture = f, Vocabulary.Text, source: "arch")
        .Row("ostype", (m, f) => m.OperatingSystem = f, PveGuestSystems.Vocabulary, whenAbsent: PveGuestSystems.Unnamed, source: "ostype")
        .Row("allow-ksm", (m, f) => m.MergesMemory = f, Vocabulary.PveBoolean, whenAbsent: true, source: "allow-ksm")
        .Computed("vmgenid", m => m.GenerationId, "a UUID; 1 makes one and 0 switches it off", source: "vmgenid");

    public static readonly BindingTable<VirtualMachine> Model = new BindingTable<VirtualMachine>(Platform.ProxmoxVe, "qemu-server/VMID.conf: cpu", "qm.conf(5)")
        .Row("cputype", (m, f) => m.CpuModel = f, Vocabulary.Text, source: "cpu");

    public static readonly BindingTable<VirtualMachine> Smbios = new BindingTable<VirtualMachine>(Platform.ProxmoxVe, "qemu-server/VMID.conf: smbios1", "qm.conf(5)")
        .Row("uuid", (m, f) => m.Uuid = f, Vocabulary.Uuid, source: "smbios1");

    public static readonly BindingTable<VirtualMachine> Birth = new BindingTable<VirtualMachine>(Platform.ProxmoxVe, "qemu-server/VMID.conf: meta", "qm.conf(5)")
        .Row("ctime", (m, f) => m.Created = f, Vocabulary.UnixTime, source: "meta");

    public static readonly BindingTable<EntropyDevice> Entropy = new BindingTable<EntropyDevice>(Platform.ProxmoxVe, "qemu-server/VMID.conf: rng0", "qm.conf(5)")
        .Row("max_bytes", (d, f) => d.Limit = f, Vocabulary.Integer, whenAbsent: 1024, source: "rng0");

    /// <summary>What AMD SEV and SEV-ES leave to the host; <c>no-debug</c> counts for SEV-SNP too.</summary>
    public static readonly BindingTable<MemoryEncryption> Sev = new BindingTable<MemoryEncryption>(Platform.ProxmoxVe, "qemu-server/VMID.conf: amd-sev", "qm.conf(5)")
        .Row("no-debug", (e, f) => e.AllowsDebugging = f, Vocabulary.PveOpposite, whenAbsent: true, source: "amd-sev");

    /// <summary>qm.conf(5), amd-sev: no-key-sharing is ignored for SEV-SNP.</summary>
    public static readonly BindingTable<MemoryEncryption> SevKeys = new BindingTable<MemoryEncryption>(Platform.ProxmoxVe, "qemu-server/VMID.conf: amd-sev", "qm.conf(5)")
        .Row("no-key-sharing", (e, f) => e.AllowsKeySharing = f, Vocabulary.PveOpposite, whenAbsent: true, source: "amd-sev");

    public static readonly BindingTable<MemoryEncryption> Tdx = new BindingTable<MemoryEncryption>(Platform.ProxmoxVe, "qemu-server/VMID.conf: intel-tdx", "qm.conf(5)")
        .Row("attestation", (e, f) => e.HasAttestation = f, Vocabulary.PveBoolean, whenAbsent: true, source: "intel-tdx");

    public static readonly BindingTable<CpuFeature> Features = new BindingTable<CpuFeature>(Platform.ProxmoxVe, "qemu-server/VMID.conf: cpu", "qm.conf(5)")
        .Computed("flags", c => c.Policy, "+FLAG;-FLAG", source: "cpu");

    public static void Bind(VirtualMachine machine, PveSection settings, BindingContext context)
    {
        Table.Bind(machine, settings, context);
        if (settings.Find("smbios1") is { } smbios)
            Smbios.Bind(machine, PropertyString.Parse(smbios), context);

        if (settings.Find("meta") is { } meta)
            Birth.Bind(machine, PropertyString.Parse(meta), context);

        // qm.conf(5), vmgenid: 1 makes a new one and 0 switches it off.
        if (settings.Find("vmgenid") is { Value: not ("0" or "1") } generation)
            machine.GenerationId = Facts.Read(settings, generation, "vmgenid", Vocabulary.Uuid, context);

        if (settings.Find("cpu") is { } setting && PropertyString.Parse(setting, "cputype") is var cpu)
        {
            Model.Bind(machine, cpu, context);
            if (cpu.Find("flags") is { } flags)
                AddFeatures(machine, flags, context);
        }

        if (settings.Find("rng0") is { } rng)
            Entropy.Bind(context.Add(new EntropyDevice("rng0", context.Origin(rng.KeySpan), machine)), PropertyString.Parse(rng, "source"), context);

        AddEncryption(machine, settings, context);
    }

    private static void AddEncryption(VirtualMachine machine, PveSection settings, BindingContext context)
    {
        if (settings.Find("amd-sev") is { } sev)
        {
            var scope = PropertyString.Parse(sev, "type");
            var encryption = context.Add(new MemoryEncryption("amd-sev", context.Origin(sev.KeySpan), machine));
            Sev.Bind(encryption, scope, context);
            if (scope.Find("type") is { Value: "std" or "es" })
                SevKeys.Bind(encryption, scope, context);
        }

        if (settings.Find("intel-tdx") is { } tdx)
            Tdx.Bind(context.Add(new MemoryEncryption("intel-tdx", context.Origin(tdx.KeySpan), machine)), PropertyString.Parse(tdx, "type"), context);
    }

    /// <summary>The items of <c>+FLAG;-FLAG</c>. // qemu-server, CPUConfig.pm: flags</summary>
    private static void AddFeatures(VirtualMachine machine, Setting flags, BindingContext context)
    {
        var text = flags.Value;
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf(';', start);
            if (end < 0)
                end = text.Length;

            if (end - start > 1 && text[start] is '+' or '-' && !TemplateMarks.Contains(text))
            {
                var origin = context.Origin(new TextSpan(flags.ValueSpan.Start + start, end - start));
                var item = text.Substring(start, end - start);
                var feature = context.Add(new CpuFeature(item.Substring(1), origin, machine));
                feature.Policy = Fact.Stated(item[0] == '+' ? CpuFeaturePolicy.Required : CpuFeaturePolicy.Disabled, origin, item, "flags");
            }

            start = end + 1;
        }
    }
}
