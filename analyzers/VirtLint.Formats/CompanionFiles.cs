namespace VirtLint.Formats;

/// <summary>How a digest is computed.</summary>
public enum DigestAlgorithm
{
    Sha1,
    Sha256,
    Sha512,
}

/// <summary>
/// What the host can tell of the files beside the one that is read, for formats that vouch for others. Formats read no files:
/// they ask, and a host that cannot look answers that it does not know.
/// </summary>
public abstract class CompanionFiles
{
    /// <summary>Knows nothing: a compiler hands over the texts that a project lists, and no others.</summary>
    public static CompanionFiles Unknown { get; } = new UnknownFiles();

    /// <summary>Whether nothing else can belong to them, as in an archive: elsewhere, big files are often kept in another place.</summary>
    public virtual bool AreAll => false;

    /// <summary>Whether there is a file of this name; null when that is not known.</summary>
    public abstract bool? Has(string name);

    /// <summary>The digest of a file in lower-case hexadecimal digits; null when it is not known.</summary>
    public abstract string? Digest(string name, DigestAlgorithm algorithm);

    private sealed class UnknownFiles : CompanionFiles
    {
        public override bool? Has(string name) => null;

        public override string? Digest(string name, DigestAlgorithm algorithm) => null;
    }
}
