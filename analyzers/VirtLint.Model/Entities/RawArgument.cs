namespace VirtLint.Model;

/// <summary>What a raw argument does to the guest's border.</summary>
public enum ArgumentEffect
{
    /// <summary>Nothing that crosses it: the CPU model, SMBIOS tables, reboot behaviour.</summary>
    Harmless,

    /// <summary>Something that nobody has judged.</summary>
    Other,

    /// <summary>Opens a monitor, which controls the guest and acts with the device model's rights.</summary>
    Monitor,

    /// <summary>Opens a debugger, which reads and writes the guest's memory.</summary>
    Debugger,

    /// <summary>Opens a graphical console without authentication.</summary>
    Console,

    /// <summary>Waits for a guest's memory to be sent by anybody.</summary>
    Migration,

    /// <summary>Forwards a port of the host to the guest.</summary>
    PortForward,

    /// <summary>Shares a system directory of the host.</summary>
    SystemShare,

    /// <summary>Switches the device model's system-call filter off.</summary>
    NoSandbox,
}

/// <summary>An argument or override that a guest's definition hands to the hypervisor behind the platform's own model.</summary>
public sealed class RawArgument(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.RawArgument;

    /// <summary>What it does; its text is the part of the argument that does it, and holds no secret.</summary>
    public Fact<ArgumentEffect> Effect { get => field ?? Fact<ArgumentEffect>.Absent; set => field = Set(value); }

    /// <summary>Where it listens. Absent when it opens nothing.</summary>
    public Fact<ListenAddress> Listens { get => field ?? Fact<ListenAddress>.Absent; set => field = Set(value); }

    /// <summary>Whether it only tunes what the platform's model already has, rather than adding to it.</summary>
    public Fact<bool> IsOverride { get => field ?? Fact<bool>.Absent; set => field = Set(value); }
}
