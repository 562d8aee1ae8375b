using System;

namespace VirtLint.Model;

/// <summary>A disk image or install medium, apart from the guest that uses it.</summary>
public sealed partial class Image(string name, Origin origin, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.Image;

    /// <summary>The format in which it is read.</summary>
    public Fact<DiskFormat> Format { get => field ?? Fact<DiskFormat>.Absent; set => field = Set(value); }

    /// <summary>How the image itself is encrypted. Says nothing of what host or storage do below.</summary>
    public Fact<DiskEncryption> Encryption { get => field ?? Fact<DiskEncryption>.Absent; set => field = Set(value); }

    /// <summary>The cipher of its encryption, in lower case: <c>aes</c>, <c>aes-256</c>, <c>3des</c>.</summary>
    public Fact<string> Cipher { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>The mode of its cipher, in lower case: <c>xts</c>, <c>cbc</c>, <c>ecb</c>.</summary>
    public Fact<string> CipherMode { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>The key's length in bits.</summary>
    public Fact<int> CipherBits { get => field ?? Fact<int>.Absent; set => field = Set(value); }

    /// <summary>The image that it holds only the differences to. Absent when it stands alone.</summary>
    public Fact<string> BackingFile { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>The format that is recorded for the backing image. Absent when none is, so that a reader has to guess.</summary>
    public Fact<DiskFormat> BackingFormat { get => field ?? Fact<DiskFormat>.Absent; set => field = Set(value); }

    /// <summary>A second file that holds the image's data. Absent when the image holds its own.</summary>
    public Fact<string> DataFile { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>Whether its metadata is marked as damaged.</summary>
    public Fact<bool> IsCorrupt { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether it is marked as not closed cleanly.</summary>
    public Fact<bool> IsDirty { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Permissions of the file or device.</summary>
    public Fact<int> FileMode { get => field ?? Fact<int>.Absent; set => field = Set(value); }

    /// <summary>The day that the image's own name or version gives it.</summary>
    public Fact<DateTimeOffset> Created { get => field ?? Fact<DateTimeOffset>.Absent; set => field = Set(value); }

    /// <summary>Whether it is an install medium by name or format: meant to be read by many.</summary>
    public bool IsMedium => Format.Is(DiskFormat.Iso) || DiskFormats.ByName(Name) is DiskFormat.Iso;
}
