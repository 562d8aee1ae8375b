using System;

namespace VirtLint.Model;

/// <summary>What became of a file that a list of digests vouches for.</summary>
public enum FileIntegrity
{
    /// <summary>It has the digest that the list records.</summary>
    Intact,

    /// <summary>It has another.</summary>
    Changed,

    /// <summary>The list names it, and the package does not hold it.</summary>
    Missing,

    /// <summary>It belongs to the package, and the list does not name it.</summary>
    Unlisted,

    /// <summary>It is not what its author signed.</summary>
    WronglySigned,
}

/// <summary>What vouches for the files of an image that is shipped as a package.</summary>
public sealed partial class Image
{
    /// <summary>Of a package: what its files are held against. Absent where nobody looked, and for a package without files.</summary>
    public Fact<ImageChecksum> Manifest { get => field ?? Fact<ImageChecksum>.Absent; set => field = Set(value); }

    /// <summary>Of a package with a list of digests: whether its author signed the list.</summary>
    public Fact<bool> IsSigned { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Until when the certificate is valid by which the package's list of digests is signed.</summary>
    public Fact<DateTimeOffset> SignerExpiry { get => field ?? Fact<DateTimeOffset>.Absent; set => field = Set(value); }

    /// <summary>Whether nobody but itself vouches for the certificate by which the package's list of digests is signed.</summary>
    public Fact<bool> IsSelfSigned { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Of a file in a package: whether it is what the package's list of digests says.</summary>
    public Fact<FileIntegrity> Integrity { get => field ?? Fact<FileIntegrity>.Absent; set => field = Set(value); }
}
