namespace VirtLint.Model;

/// <summary>What vouches for a download.</summary>
public enum ImageChecksum
{
    /// <summary>Nothing: verification is switched off.</summary>
    None,

    /// <summary>A digest that an attacker can forge: MD5, SHA-1.</summary>
    Weak,

    /// <summary>A list of digests that is itself fetched in clear.</summary>
    ClearList,

    /// <summary>A list of digests that is kept beside the configuration or fetched by TLS.</summary>
    List,

    /// <summary>A digest of SHA-2 that stands in the configuration.</summary>
    Strong,

    /// <summary>Nothing, since where it is stated there is no word for a checksum.</summary>
    Unstatable,

    /// <summary>Something that nobody has judged.</summary>
    Other,
}

/// <summary>Where an image comes from.</summary>
public sealed partial class Image
{
    /// <summary>The address that it is downloaded from. Absent for a local file.</summary>
    public Fact<string> Url { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>The protocol of the download.</summary>
    public Fact<StorageProtocol> Protocol { get => field ?? Fact<StorageProtocol>.Absent; set => field = Set(value); }

    /// <summary>The host of the download.</summary>
    public Fact<string> Host { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Whether the certificate of the server is verified.</summary>
    public Fact<bool> VerifyTls { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether its name in a registry means another image tomorrow: it has no tag, or one that moves.</summary>
    public Fact<bool> HasMovingTag { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether it is a copy in clear of an image that is encrypted.</summary>
    public Fact<bool> IsDecryptedCopy { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>What the download is held against.</summary>
    public Fact<ImageChecksum> Checksum { get => field ?? Fact<ImageChecksum>.Absent; set => field = Set(value); }
}
