namespace VirtLint.Model;

/// <summary>How data is protected on its way over a network.</summary>
public enum LinkProtection
{
    /// <summary>Clear text.</summary>
    None,

    /// <summary>Encrypted when both sides can, else clear text.</summary>
    Opportunistic,

    /// <summary>Always encrypted; the link fails rather than fall back.</summary>
    Encrypted,
}
