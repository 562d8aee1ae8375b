using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.KubeVirt.Guest;

/// <summary>Gives guests what their instance type and preference state. What one outside of the files might state stays open.</summary>
internal static class ProfileLinker
{
    private const string Source = "KubeVirt user guide: Instance types and preferences";

    public static readonly BindingTable<VirtualMachine> Table = new BindingTable<VirtualMachine>(Platform.KubeVirt, "VirtualMachine: spec.instancetype, spec.preference", Source)
        .Computed("instancetype.name", m => m.MaxMemory, "an instance type with 'memory.guest'", decidedBy: "VirtualMachineInstancetype")
        .Computed("instancetype.name", m => m.MaxProcessors, "an instance type with 'cpu.guest'", decidedBy: "VirtualMachineInstancetype")
        .Computed("instancetype.name", m => m.CpuModel, "an instance type with 'cpu.model'", decidedBy: "VirtualMachineInstancetype");

    public static readonly BindingTable<GuestFirmware> Firmware = new BindingTable<GuestFirmware>(Platform.KubeVirt, "VirtualMachine: spec.preference", Source)
        .Computed("preference.name", f => f.Interface, "a preference with 'firmware'", whenAbsent: "bios", decidedBy: "VirtualMachinePreference")
        .Computed("preference.name", f => f.SecureBoot, "a preference with 'firmware'", decidedBy: "VirtualMachinePreference");

    public static void Link(Site site)
    {
        Dictionary<string, GuestProfile>? profiles = null;
        foreach (var machine in site.All<VirtualMachine>().Where(static machine => machine.Profiles.Count > 0))
        {
            profiles ??= ById(site);
            List<(Fact<string> Reference, GuestProfile? Profile)> taken =
                [.. machine.Profiles.Select(reference => (reference, reference.IsKnown && profiles.TryGetValue(reference.Value, out var profile) ? profile : null))];
            Link(machine, taken);
        }
    }

    /// <summary>Objects of two namespaces may have one name: which of them a guest means is left open.</summary>
    private static Dictionary<string, GuestProfile> ById(Site site)
    {
        var profiles = new Dictionary<string, GuestProfile>(StringComparer.Ordinal);
        foreach (var group in site.All<GuestProfile>().GroupBy(static profile => profile.Id, StringComparer.Ordinal).Where(static group => group.Count() == 1))
            profiles.Add(group.Key, group.First());

        return profiles;
    }

    private static void Link(VirtualMachine machine, List<(Fact<string> Reference, GuestProfile? Profile)> taken)
    {
        machine.MaxMemory = Inherit(machine.MaxMemory, taken, static profile => profile.MaxMemory);
        machine.MaxProcessors = Inherit(machine.MaxProcessors, taken, static profile => profile.MaxProcessors);
        machine.CpuModel = Inherit(machine.CpuModel, taken, static profile => profile.CpuModel);
        foreach (var firmware in machine.Parts<GuestFirmware>())
            LinkFirmware(firmware, taken);

        if (machine.Parts<VirtualTpm>().Any())
            return;

        // One that a preference gives, or may give, is a TPM of the guest's as much as one of its own.
        var tpm = Inherit(Fact<bool>.Absent, taken, static profile => profile.TpmKeepsState);
        if (tpm.State is not FactState.Absent)
            _ = new VirtualTpm("tpm", machine.Origin, machine) { KeepsState = tpm };
    }

    private static void LinkFirmware(GuestFirmware firmware, List<(Fact<string> Reference, GuestProfile? Profile)> taken)
    {
        var isOwn = firmware.Interface.IsStated;
        firmware.Interface = Inherit(firmware.Interface, taken, static profile => profile.Firmware);
        if (firmware.Interface.State is FactState.Absent)
            firmware.Interface = Fact.Default(FirmwareInterface.Bios, firmware.Origin, Source, "domain.firmware.bootloader");

        if (firmware.Interface.Is(FirmwareInterface.Uefi))
            firmware.SecureBoot = Inherit(firmware.SecureBoot, taken, static profile => profile.SecureBoot);

        // What is not said beside EFI of the guest's own is on. // kubevirt.io/api: EFI, "secureBoot: Defaults to true"
        if (isOwn && firmware.SecureBoot.State is FactState.Absent && firmware.Interface.Is(FirmwareInterface.Uefi))
            firmware.SecureBoot = Fact.Default(true, firmware.Origin, Source, "secureBoot");
    }

    /// <summary>What the guest says itself; else what its profiles say; open, where one of them is not in sight.</summary>
    private static Fact<T> Inherit<T>(Fact<T> own, List<(Fact<string> Reference, GuestProfile? Profile)> profiles, Func<GuestProfile, Fact<T>> select)
    {
        if (own.State is not FactState.Absent)
            return own;

        foreach (var (reference, profile) in profiles)
        {
            if (profile is null || reference.Origin is not { } place)
                continue;

            var fact = select(profile);
            if (fact.IsUnresolved)
                return fact;

            if (fact.IsKnown)
            {
                var taken = fact.IsStated ? Fact.Stated(fact.Value, place, fact.AsWritten, fact.Key) : Fact.Default(fact.Value, place, fact.Source, fact.Key);
                return taken.With(new RelatedPlace(fact.Origin ?? profile.Origin, $"{profile.Description} says so"));
            }
        }

        return profiles.FirstOrDefault(static item => item.Profile is null).Reference is { Origin: { } open } missing
            ? Fact<T>.Unresolved(open, missing.AsWritten, missing.IsUnresolved ? missing.Source : "an object outside of the files", missing.Key)
            : own;
    }
}
