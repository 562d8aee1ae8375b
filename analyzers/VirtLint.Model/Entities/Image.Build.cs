using System.Collections.Generic;

namespace VirtLint.Model;

/// <summary>What a build hands to the installer of its guest, by paths as those of the files that are read.</summary>
/// <param name="Served">Files and folders that it serves over the network.</param>
/// <param name="OnMedium">Files and folders that it puts on a medium.</param>
/// <param name="Commands">What it types at the guest's boot prompt; empty where it types nothing.</param>
public sealed record InstallerFiles(IReadOnlyList<string> Served, IReadOnlyList<string> OnMedium, string Commands);

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

    /// <summary>What the build hands to its installer; null where it hands it no file.</summary>
    public InstallerFiles? InstallerFiles { get; set; }

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
