namespace VirtLint.Model;

/// <summary>How an image is built, where a guest is installed to become it.</summary>
public sealed partial class Image
{
    /// <summary>How the build's commands to its guest are protected, where they leave the build host.</summary>
    public Fact<LinkProtection> BuildLink { get => field ?? Fact<LinkProtection>.Absent; set => field = Set(value); }

    /// <summary>Where the build serves its installer's files.</summary>
    public Fact<ListenAddress> BuildServer { get => field ?? Fact<ListenAddress>.Absent; set => field = Set(value); }

    /// <summary>The password that the build signs in to its guest with; masked.</summary>
    public Fact<string> BuildPassword { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>A password or key in clear in what the installer is given on a medium; masked.</summary>
    public Fact<string> MediumSecret { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>A password or key in clear in what the build serves to the installer; masked.</summary>
    public Fact<string> ServedSecret { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Whether a later step locks, removes or randomises the account of the build. Absent where a script that is not read may do so.</summary>
    public Fact<bool> DropsBuildAccount { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether a later step removes machine identity and host keys. Absent where a script that is not read may do so.</summary>
    public Fact<bool> DropsIdentity { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether it is a public base box, whose account is documented as insecure and replaced at the first start.</summary>
    public Fact<bool> IsBaseBox { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether it ends as a template that guests are cloned from.</summary>
    public Fact<bool> IsTemplate { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Of an install medium: whether it stays attached to the image that is built.</summary>
    public Fact<bool> StaysAttached { get => field ?? Fact<bool>.Absent; set => field = Set(value); }
}
