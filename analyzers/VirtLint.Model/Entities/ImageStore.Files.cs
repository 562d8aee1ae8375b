namespace VirtLint.Model;

/// <content>Whose the files of a store are, and what users may say of the images in it.</content>
public sealed partial class ImageStore
{
    /// <summary>Permissions of the files that it makes. Zero where the process decides.</summary>
    public Fact<int> NewFileMode { get => field ?? Fact<int>.Absent; set => field = Set(value); }

    /// <summary>Whether every user of a host that mounts it may read and write the files of its volumes.</summary>
    public Fact<bool> OpensFiles { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether its files are handled as root, so that whoever gets into that process has the host.</summary>
    public Fact<bool> HandlesFilesAsRoot { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>Whether rules say who may set which properties of images.</summary>
    public Fact<bool> ProtectsProperties { get => field ?? Fact<bool>.Absent; set => field = Set(value); }

    /// <summary>A role of ordinary users that may set the properties by which guests are protected or paid for. Absent when none may.</summary>
    public Fact<string> PropertyWriters { get => field ?? Fact<string>.Absent; set => field = Set(value); }
}
