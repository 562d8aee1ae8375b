using System;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Images;

/// <summary>Flags permissions, mount options and places that open image files to other users of the host.</summary>
public sealed class OpenImageDirectory() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL3035",
        title: "Image files are accessible to other users",
        message: "{0} '{1}' {2}",
        category: Category.Images,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.OpenStack, Platform.ProxmoxVe],
        securitySeverity: 6.8,
        standards: ["Check-Block-07", "CWE-732", "NIST SP 800-125 image management", "CWE-379"]);

    private const int OthersWrite = 2;

    private const int OthersReadOrWrite = 6;

    private static readonly string[] s_sharedFolders = ["/tmp", "/var/tmp", "/dev/shm"];

    public override void Check(ImageStore store, RuleContext context)
    {
        if (!store.IsInUse)
            return;

        // A directory that others may only list or pass through gives nobody its files.
        if (context.Is(store.FileMode, static mode => (mode & OthersWrite) != 0))
        {
            context.Report(store, store.FileMode, "Store", store.Name, $"has mode '{store.FileMode.AsWritten}', so that every user of the host can replace images in it")
                .Fix(store.FileMode, Convert.ToInt32("711", 8), isSafe: true);
        }

        if (context.Is(store.NewFileMode, static mode => (mode & OthersReadOrWrite) != 0))
        {
            context.Report(store, store.NewFileMode, "Store", store.Name, $"makes its files with mode '{store.NewFileMode.AsWritten}', so that every user of the host can read the images in it")
                .Fix(store.NewFileMode, Convert.ToInt32("640", 8), isSafe: true);
        }

        if (context.Is(store.OpensFiles, true))
        {
            context.Report(store, store.OpensFiles, "Store", store.Name, $"opens the files of its volumes to every user of every host that mounts it ({store.OpensFiles.Statement})")
                .Fix(store.OpensFiles, false)
                .Advise("let the files belong to the service alone");
        }

        if (context.Is(store.HandlesFilesAsRoot, true))
        {
            context.Report(store, store.HandlesFilesAsRoot, "Store", store.Name, $"handles the files of its volumes as root ({store.HandlesFilesAsRoot.Statement}), which the share then has to allow everybody who mounts it")
                .Fix(store.HandlesFilesAsRoot, false);
        }

        if (context.Is(store.LooseMountOption, static _ => true))
        {
            context.Report(store, store.LooseMountOption, "Store", store.Name, $"is mounted with '{store.LooseMountOption.AsWritten}', which lifts a protection that image stores have by default")
                .Advise("remove the option");
        }

        if (store.MayHoldGuests)
            CheckPlace(store, store.Path, "Store", "lies in", context);
    }

    public override void Check(VirtualMachine machine, RuleContext context) =>
        CheckPlace(machine, machine.VariablesFile, "Guest", "keeps its firmware's variables in", context);

    public override void Check(Snapshot snapshot, RuleContext context) =>
        CheckPlace(snapshot, snapshot.MemoryFile, "Snapshot", "keeps the memory of its guest in", context);

    public override void Check(Image image, RuleContext context)
    {
        if (!image.IsMedium && context.Is(image.FileMode, static mode => (mode & OthersReadOrWrite) != 0))
        {
            context.Report(image, image.FileMode, "Volume", image.Name, $"has mode '{image.FileMode.AsWritten}', so that other users of the host can read the guest's data")
                .Fix(image.FileMode, Convert.ToInt32("600", 8), isSafe: true);
        }
    }

    private static void CheckPlace(Entity entity, Fact<string> path, string noun, string verb, RuleContext context)
    {
        if (context.Is(path, static text => Array.Exists(s_sharedFolders, folder => IsIn(text, folder))))
        {
            context.Report(entity, path, noun, entity.Name, $"{verb} '{path.AsWritten}', where every user of the host can create files")
                .Advise("use a directory that only the hypervisor's service can write to");
        }
    }

    private static bool IsIn(string path, string folder) =>
        path.StartsWith(folder, StringComparison.Ordinal) && (path.Length == folder.Length || path[folder.Length] == '/');
}
