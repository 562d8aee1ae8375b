namespace VirtLint.Model;

/// <summary>A guest's VNC, SPICE, RDP or serial console, or the host's default for them.</summary>
public sealed class RemoteConsole(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.RemoteConsole;

    /// <summary>The address of the proxy that users are sent to.</summary>
    public Fact<string> ProxyUrl { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    public Fact<ConsoleProtocol> Protocol { get => field ?? Fact<ConsoleProtocol>.Absent; set => field = Set(value); }

    /// <summary>Where it listens or, when <see cref="IsOutgoing"/>, the peer that it connects to.</summary>
    public Fact<ListenAddress> Address { get => field ?? Fact<ListenAddress>.Absent; set => field = Set(value); }

    /// <summary>Whether the guest's side opens the connection, rather than wait for one.</summary>
    public Fact<bool> IsOutgoing { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The password that is written down; masked. Absent proves nothing of a dump that leaves secrets out.</summary>
    public Fact<string> Password { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Whether users sign in by SASL.</summary>
    public Fact<bool> Sasl { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether a client has to show a certificate that is verified.</summary>
    public Fact<bool> VerifyPeer { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Who is let in, from all of the above and what the host fixes.</summary>
    public Fact<ConsoleAuthentication> Authentication { get => field ?? Fact<ConsoleAuthentication>.Absent; set => field = Set(value); }

    /// <summary>How screen and keystrokes are protected on the network.</summary>
    public Fact<LinkProtection> Transport { get => field ?? Fact<LinkProtection>.Absent; set => field = Set(value); }

    /// <summary>Whether a viewer who asks to be alone is let down: everybody may join at any time.</summary>
    public Fact<bool> IgnoresExclusiveViewers { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether a viewer may reset the guest or power it off.</summary>
    public Fact<bool> PowerControl { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>How many viewers may be there at once. Zero and less: as many as the platform allows.</summary>
    public Fact<int> MaxViewers { get => field ?? Fact<int>.Absent; set => field = Set(value); }

    /// <summary>Whether the guest's desktop is locked when the last viewer leaves.</summary>
    public Fact<bool> LocksGuest { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the guest asks for a login on it.</summary>
    public Fact<bool> Login { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>
    /// Whether the configuration that fixes the host's defaults was read. Where it was not, the defaults are the documented
    /// ones, and its own file may say otherwise.
    /// </summary>
    public bool IsHostKnown { get; set; }

    /// <summary>Whether this is what the host fixes for every guest that says nothing else.</summary>
    public bool IsHostDefault => Owner is not VirtualMachine;

    /// <summary>Whether its own file says where it listens: where the host's does, the finding belongs there.</summary>
    public bool OwnsAddress => Address.Origin?.File == Origin.File;

    /// <summary>What a message says of where it listens: an address, or every one where none is written.</summary>
    public string ListensOn => Address is { IsStated: false } && Address.Is(static address => address.Text.Length == 0) ? "every address by default" : Address.Phrase;

    public override string Description => Owner is VirtualMachine machine ? $"{Noun} of '{machine.Name}'" : $"{Name} console";

    private string Noun => Name switch
    {
        "serial" or "parallel" => $"{Name} port",
        "console" or "channel" => Name,
        "vnc" or "spice" or "rdp" => $"{Name.ToUpperInvariant()} console",
        _ => $"{Name} console",
    };
}
