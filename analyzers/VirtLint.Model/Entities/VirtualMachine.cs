using System.Collections.Generic;

namespace VirtLint.Model;

/// <summary>A guest: a virtual machine or a system container.</summary>
public sealed partial class VirtualMachine(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.VirtualMachine;

    /// <summary>What the platform tells it from other guests by, where that is not its name: a number. Empty where it is.</summary>
    public string Handle { get; set; } = "";

    /// <summary>The identity that must be unique in the fleet, in lower case with hyphens.</summary>
    public Fact<string> Uuid { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Whether the guest is a system container that shares the host's kernel.</summary>
    public Fact<bool> IsContainer { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>A password that the guest's first boot data carries, masked.</summary>
    public Fact<string> UserDataSecret { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>What a login to the guest takes along: the agent with the user's keys, or the display. Absent when nothing.</summary>
    public Fact<string> ForwardsLogin { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>What the guest's first boot installs. Absent where the guest is given no data, or data that does not tell of all.</summary>
    public Fact<GuestPackages> FirstBootPackages { get => field ?? Fact<GuestPackages>.Absent; set => field = Set(value); }

    /// <summary>The account of the management layer whose token is put into the guest. Absent when none is.</summary>
    public Fact<string> PlatformAccount { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Whether one user runs the guest on a desktop product or in a session of his own, and it stops with him.</summary>
    public Fact<bool> BelongsToDesktopUser { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The file that keeps the variables of the guest's firmware. Absent when the platform chooses it.</summary>
    public Fact<string> VariablesFile { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Whether the guest is a template that is not meant to run.</summary>
    public Fact<bool> IsTemplate { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Where the host listens on behalf of the guest, one for each forward that belongs to none of its adapters.</summary>
    public IReadOnlyList<Fact<ListenAddress>> ForwardedPorts { get; set; } = [];

    /// <summary>Whether the platform keeps text that people write about a guest. Where it does not, none is missing.</summary>
    public bool HasPlaceForLabels { get; init; } = true;

    /// <summary>Whether the platform gives the guest an address that the public can reach, without being asked for one.</summary>
    public Fact<bool> GetsPublicAddress { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether it is no guest, but settings that guests take over where they have none of their own.</summary>
    public bool IsProfile { get; init; }

    /// <summary>The profiles that the guest takes settings over from where it has none of its own, by what names them.</summary>
    public IReadOnlyList<Fact<string>> Profiles { get; set; } = [];

    /// <summary>Whether both declare one and the same guest, at another time or in another variant.</summary>
    public bool IsTwinOf(VirtualMachine other) => Name == other.Name || (Uuid.IsKnown && other.Uuid.IsKnown && Uuid.Is(other.Uuid.Value));
}
