namespace VirtLint.Model;

/// <summary>How guests move, replicate and how their hosts form a cluster.</summary>
public sealed class MigrationPolicy(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.MigrationPolicy;

    /// <summary>Whether a guest may run on the target before its memory is there, so that a failing network destroys it.</summary>
    public Fact<bool> PostCopy { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether a migration that takes too long is brought to its end at the cost of the running guest, rather than called off.</summary>
    public Fact<bool> DisruptsGuest { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether guests are moved although a check says that they would not survive it.</summary>
    public Fact<bool> UnsafeOverride { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether it holds for a cluster whose size the configuration does not say.</summary>
    public bool IsOfCluster { get; init; }

    /// <summary>Whether encryption needs certificates that somebody has to make first.</summary>
    public bool NeedsKeys { get; init; }

    /// <summary>How guest memory is protected on the network during live migration.</summary>
    public Fact<LinkProtection> Protection { get => field ?? Fact<LinkProtection>.Absent; set => field = Set(value); }

    /// <summary>The network that migration uses, as CIDR. Absent: that of the hosts' names, mostly the management network.</summary>
    public Fact<string> Network { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Where a host listens for guests that come in.</summary>
    public Fact<ListenAddress> Address { get => field ?? Fact<ListenAddress>.Absent; set => field = Set(value); }

    /// <summary>The host that guests are sent to, or by which a host is known to those that send them.</summary>
    public Fact<string> Peer { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Whether the certificate of the other host is verified during migration.</summary>
    public Fact<bool> VerifyPeer { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the key of a host that disks are copied to is one that is known.</summary>
    public Fact<bool> VerifiesHostKeys { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether the client that copies disks off a running guest has to show a certificate that is verified.</summary>
    public Fact<bool> VerifyCopyPeer { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether whoever moves a guest hands the host his own credentials, to act as him on the other one.</summary>
    public Fact<bool> DelegatesCredentials { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether guests move over the network by which hosts are managed.</summary>
    public Fact<bool> SharesManagementNetwork { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether guests move over the network by which their own traffic leaves the host.</summary>
    public Fact<bool> SharesGuestNetwork { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>What else the adapter carries that guests migrate over, in the platform's own word.</summary>
    public Fact<string> SharesAdapterWith { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>What is on the same untagged network of a switch as the adapter that guests migrate over, by its name. Absent where nothing is, or nothing is known of the switch.</summary>
    public Fact<string> SharesUntaggedNetworkWith { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Whether guests come in over any network of the host.</summary>
    public Fact<bool> UsesAnyNetwork { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether any server that can sign in may replicate its guests to this host.</summary>
    public Fact<bool> AcceptsAnyReplicaSource { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>How disk contents are protected while they are replicated to another host.</summary>
    public Fact<LinkProtection> ReplicationProtection { get => field ?? Fact<LinkProtection>.Absent; set => field = Set(value); }

    /// <summary>Whether the control channel that starts a migration is encrypted, whatever the guest's memory is.</summary>
    public Fact<LinkProtection> ControlProtection { get => field ?? Fact<LinkProtection>.Absent; set => field = Set(value); }

    /// <summary>Whether this is a job that replicates disks to another host.</summary>
    public Fact<bool> Replicates { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>How the membership traffic of the cluster is protected. None: neither authenticated nor encrypted.</summary>
    public Fact<LinkProtection> ClusterLinkProtection { get => field ?? Fact<LinkProtection>.Absent; set => field = Set(value); }

    /// <summary>How many hosts form the cluster.</summary>
    public Fact<int> Hosts { get => field ?? Fact<int>.Absent; set => field = Set(value); }

    /// <summary>Whether the certificate of a hypervisor that guests are imported from is verified.</summary>
    public Fact<bool> VerifyImportSource { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>How disk data is protected on the network while a backup is fetched. Absent when nothing serves one.</summary>
    public Fact<LinkProtection> BackupProtection { get => field ?? Fact<LinkProtection>.Absent; set => field = Set(value); }

    /// <summary>Where the backup is served.</summary>
    public Fact<ListenAddress> BackupAddress { get => field ?? Fact<ListenAddress>.Absent; set => field = Set(value); }
}
