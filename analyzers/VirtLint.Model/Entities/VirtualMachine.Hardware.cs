using System;
using System.Linq;

namespace VirtLint.Model;

/// <summary>What runs a guest's instructions.</summary>
public enum Acceleration
{
    /// <summary>The processor's own virtualization extensions.</summary>
    Hardware,

    /// <summary>A translator in the emulator's process.</summary>
    Software,
}

/// <summary>What a guest believes to be: processor, machine and operating system.</summary>
public sealed partial class VirtualMachine
{
    private static readonly string[] s_hypervisors = ["hypervisor", "nested", "kubernetes", "k8s", "openstack", "esx"];

    /// <summary>What runs the guest's instructions.</summary>
    public Fact<Acceleration> Acceleration { get => field ?? Fact<Acceleration>.Absent; set => field = Set(value); }

    /// <summary>The processor architecture (<c>x86_64</c>, <c>aarch64</c>); absent when it is the host's own.</summary>
    public Fact<string> Architecture { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>The version of the virtual mainboard that the guest is pinned to; absent when it follows the hypervisor's newest.</summary>
    public Fact<HardwareVersion> HardwareVersion { get => field ?? Fact<HardwareVersion>.Absent; set => field = Set(value); }

    /// <summary>The operating system that the configuration declares: a hint for the hypervisor, not a measurement.</summary>
    public Fact<GuestSystem> OperatingSystem { get => field ?? Fact<GuestSystem>.Absent; set => field = Set(value); }

    /// <summary>Whether the host may merge the guest's memory pages with equal pages of other guests.</summary>
    public Fact<bool> MergesMemory { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The identity that tells a guest that it was copied or rolled back, in lower case with hyphens.</summary>
    public Fact<string> GenerationId { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>When the guest was made; absent where the platform keeps no record.</summary>
    public Fact<DateTimeOffset> Created { get => field ?? Fact<DateTimeOffset>.Absent; set => field = Set(value); }

    /// <summary>Whether its labels say that the guest runs guests of its own: sandboxed pods of Kubernetes among them.</summary>
    public bool IsLabelledHypervisor => BuildsHypervisor || Purpose.Is(NamesHypervisor) || Tags.Is(NamesHypervisor);

    /// <summary>Whether the hypervisor encrypts the guest's memory against its own host.</summary>
    public bool IsConfidential => Parts<MemoryEncryption>().Any();

    private static bool NamesHypervisor(string label) =>
        s_hypervisors.Any(word => label.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);
}

/// <summary>A version of virtual hardware.</summary>
/// <param name="Name">The version as written: <c>pc-q35-9.2</c>.</param>
/// <param name="Released">When the hypervisor brought it; null when that is not known.</param>
public sealed record HardwareVersion(string Name, DateTimeOffset? Released)
{
    /// <summary>Whether it came before processors could tell guests how to protect themselves against speculative execution.</summary>
    public bool LacksMitigations { get; init; }

    public override string ToString() => Name;
}
