using System;

namespace VirtLint.Model;

/// <summary>Where a platform sends its logs, audit records and metrics, and what it writes into them.</summary>
public sealed class LogSink(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.LogSink;

    /// <summary>Whether the sink is in use.</summary>
    public Fact<bool> IsEnabled { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether anything leaves the cluster: logs, metrics or notifications. Absent while not all of its files are known.</summary>
    public Fact<bool> ReportsElsewhere { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The collector: a host name, an address or a URL.</summary>
    public Fact<string> Target { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>How what is sent is protected on the network.</summary>
    public Fact<LinkProtection> Transport { get => field ?? Fact<LinkProtection>.Absent; set => field = Set(value); }

    /// <summary>Whether the collector's certificate is verified.</summary>
    public Fact<bool> VerifyPeer { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether a token or password is sent to the collector.</summary>
    public Fact<bool> HasCredential { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether what is written is gone when the host starts anew.</summary>
    public Fact<bool> IsVolatile { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether audit records are written.</summary>
    public Fact<bool> Audit { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether a record says who did what it tells of.</summary>
    public Fact<bool> NamesActor { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether logins that fail are recorded.</summary>
    public Fact<bool> RecordsFailedLogins { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>The file that all of what guests' consoles show, and what is typed there, is kept in. Absent when none is.</summary>
    public Fact<string> RecordsConsolesTo { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Whether debug messages are written, which hold what clients and guests send.</summary>
    public Fact<bool> Debug { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the files that hold what guests write are rotated, so that none can fill the host.</summary>
    public Fact<bool> BoundsGuestOutput { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the collector is on a public network for certain.</summary>
    public bool IsPublic => Target.Is(static target => PublicAddress.Is(HostOf(target)));

    /// <summary>Whether the collector is this very host.</summary>
    public bool IsLocal => Target.Is(static target => ListenAddress.Of(HostOf(target)).Exposure is Exposure.Loopback or Exposure.UnixSocket);

    /// <summary>The host of a URL, or of <c>host:port</c>.</summary>
    private static string HostOf(string target)
    {
        var scheme = target.IndexOf("://", StringComparison.Ordinal);
        var rest = scheme < 0 ? target : target.Substring(scheme + 3);
        var slash = rest.IndexOf('/');
        rest = slash == 0 || (slash > 0 && scheme < 0) ? rest : slash < 0 ? rest : rest.Substring(0, slash);
        rest = rest.Substring(rest.LastIndexOf('@') + 1);
        if (rest.StartsWith("[", StringComparison.Ordinal))
            return rest.IndexOf(']') is > 0 and var end ? rest.Substring(1, end - 1) : rest;

        var colon = rest.IndexOf(':');
        return colon >= 0 && rest.IndexOf(':', colon + 1) < 0 ? rest.Substring(0, colon) : rest;
    }
}
