namespace VirtLint.Model;

/// <summary>Where a platform sends its logs, audit records and metrics, and what it writes into them.</summary>
public sealed class LogSink(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.LogSink;

    /// <summary>Whether the sink is in use.</summary>
    public Fact<bool> IsEnabled { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The collector: a host name, an address or a URL.</summary>
    public Fact<string> Target { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>How what is sent is protected on the network.</summary>
    public Fact<LinkProtection> Transport { get => field ?? Fact<LinkProtection>.Absent; set => field = Set(value); }

    /// <summary>Whether the collector's certificate is verified.</summary>
    public Fact<bool> VerifyPeer { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether a token or password is sent to the collector.</summary>
    public Fact<bool> HasCredential { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether audit records are written.</summary>
    public Fact<bool> Audit { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether debug messages are written, which hold what clients and guests send.</summary>
    public Fact<bool> Debug { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the files that hold what guests write are rotated, so that none can fill the host.</summary>
    public Fact<bool> BoundsGuestOutput { get => field ?? Fact<bool>.Absent; set => field = Set(value); }
}
