using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.KubeVirt.Guest;

/// <summary>Binds instance types, which size guests, and preferences, which fill in what a guest leaves open.</summary>
/// <remarks>// kubevirt.io/api, instancetype/v1beta1: VirtualMachineInstancetypeSpec, VirtualMachinePreferenceSpec</remarks>
internal static class ProfileBinder
{
    private const string Source = "KubeVirt user guide: Instance types and preferences";

    public static readonly BindingTable<GuestProfile> Table = new BindingTable<GuestProfile>(Platform.KubeVirt, "VirtualMachineInstancetype, VirtualMachinePreference", Source)
        .Computed("spec.memory.guest", p => p.MaxMemory, "a quantity", source: "VirtualMachineInstancetype")
        .Computed("spec.cpu.guest", p => p.MaxProcessors, "a number", source: "VirtualMachineInstancetype")
        .Computed("spec.cpu.model", p => p.CpuModel, "a model", source: "VirtualMachineInstancetype")
        .Computed("spec.firmware.preferredEfi, preferredUseEfi, preferredUseBios", p => p.Firmware, "what is preferred", source: "VirtualMachinePreference")
        .Computed("spec.firmware.preferredEfi.secureBoot, preferredUseSecureBoot", p => p.SecureBoot, "a boolean", whenAbsent: "true, with EFI", source: "VirtualMachinePreference")
        .Computed("spec.devices.preferredTPM", p => p.TpmKeepsState, "whether it is persistent", source: "VirtualMachinePreference");

    /// <summary>What guests of both kinds are joined with: those of a cluster have no namespace.</summary>
    public static string IdOf(string kind, string name) => $"{kind}/{name}";

    public static void Bind(Manifest manifest)
    {
        var context = manifest.Context;
        var profile = context.Add(new GuestProfile(manifest.Name, IdOf(manifest.Kind, manifest.Name), manifest.Origin));
        if (manifest.Mapping("spec") is not { } spec)
            return;

        profile.MaxMemory = MachineSize.Memory(spec, "memory.guest", context);
        if (spec.Find("cpu.guest") is { } processors)
            profile.MaxProcessors = Facts.Read(spec, processors, "cpu.guest", Vocabulary.Integer, context);

        if (spec.Find("cpu.model") is { } model)
            profile.CpuModel = Yaml.Read(model, "cpu.model", static text => text, context);

        BindFirmware(profile, spec, context);
        if (spec.Select("devices.preferredTPM") is YamlMapping tpm)
            profile.TpmKeepsState = Facts.Read(tpm, "persistent", KubeWords.Flag, false, $"{Source}: preferredTPM", context);
    }

    /// <summary>// kubevirt, pkg/instancetype/preference/apply/firmware.go: a BIOS comes before EFI, and 'preferredEfi' before the older keys</summary>
    private static void BindFirmware(GuestProfile profile, YamlMapping spec, BindingContext context)
    {
        const string Efi = "firmware.preferredEfi";
        var isOld = false;
        if (spec.Find("firmware.preferredUseBios") is { } bios && !Facts.Read(spec, bios, bios.Key, KubeWords.Flag, context).Is(false))
            profile.Firmware = Facts.Read(spec, bios, "firmware.preferredUseBios", KubeWords.Flag, context).Select(static _ => FirmwareInterface.Bios);
        else if (spec.Find(Efi) is not null)
            profile.Firmware = Yaml.Presence(spec, Efi, FirmwareInterface.Uefi, context);
        else if (isOld = spec.Find("firmware.preferredUseEfi") is { } old && !Facts.Read(spec, old, old.Key, KubeWords.Flag, context).Is(false))
            profile.Firmware = Facts.Read(spec, "firmware.preferredUseEfi", KubeWords.Flag, null, Source, context).Select(static _ => FirmwareInterface.Uefi);

        if (!profile.Firmware.Is(FirmwareInterface.Uefi))
            return;

        var key = isOld ? "firmware.preferredUseSecureBoot" : "firmware.preferredEfi.secureBoot";
        profile.SecureBoot = Facts.Read(spec, key, KubeWords.Flag, true, $"{Source}: VirtualMachinePreference", context);
    }
}

/// <summary>How much memory and how many processors a guest has.</summary>
internal static class MachineSize
{
    private const string Source = "KubeVirt user guide: Virtual hardware";

    public static readonly BindingTable<VirtualMachine> Table = new BindingTable<VirtualMachine>(Platform.KubeVirt, "VirtualMachine: domain", Source)
        .Computed("memory.guest, resources.limits.memory, resources.requests.memory", m => m.MaxMemory, "a quantity", source: "Memory")
        .Computed("cpu.cores, cpu.sockets, cpu.threads", m => m.MaxProcessors, "numbers, multiplied", whenAbsent: "1, where one of them is given", source: "CPU topology");

    private static readonly string[] s_memory = ["memory.guest", "resources.limits.memory", "resources.requests.memory"];

    private static readonly string[] s_topology = ["cpu.cores", "cpu.sockets", "cpu.threads"];

    public static void Bind(GuestSpec guest)
    {
        if (guest.Spec.Select("domain") is not YamlMapping domain)
            return;

        foreach (var key in s_memory)
        {
            if (guest.Machine.MaxMemory.State is FactState.Absent)
                guest.Machine.MaxMemory = Memory(domain, key, guest.Context);
        }

        guest.Machine.MaxProcessors = Processors(domain, guest.Context);
    }

    /// <summary>A quantity of Kubernetes, in bytes.</summary>
    public static Fact<long> Memory(YamlNode scope, string key, BindingContext context)
    {
        if (scope.Find(key) is not { } setting)
            return Fact<long>.Absent;

        var size = KubeWords.Quantity(setting.Value);
        return size is null && !setting.IsConditional && !TemplateMarks.Contains(setting.Value) ? Fact<long>.Absent : Yaml.Read(setting, key, _ => size ?? 0, context);
    }

    private static Fact<int> Processors(YamlMapping domain, BindingContext context)
    {
        var product = Fact<int>.Absent;
        foreach (var key in s_topology)
        {
            if (domain.Find(key) is not { } setting)
                continue;

            var count = Facts.Read(domain, setting, key, Vocabulary.Integer, context);
            if (!count.IsKnown)
                return count;

            product = product.IsKnown ? product.Select(others => others * count.Value) : count;
        }

        return product;
    }
}
