namespace VirtLint.Model;

/// <summary>Where a guest's random numbers come from.</summary>
public enum EntropySource
{
    /// <summary>The host's own generator.</summary>
    Host,

    /// <summary>A process on the same host.</summary>
    LocalService,

    /// <summary>A process that is reached over the network.</summary>
    NetworkService,
}

/// <summary>A random number generator that a guest is given.</summary>
public sealed class EntropyDevice(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.EntropyDevice;

    /// <summary>Where the random numbers come from.</summary>
    public Fact<EntropySource> Source { get => field ?? Fact<EntropySource>.Absent; set => field = Set(value); }

    /// <summary>How many bytes the guest may draw in one period; zero is without limit.</summary>
    public Fact<int> Limit { get => field ?? Fact<int>.Absent; set => field = Set(value); }
}
