using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Images;

/// <summary>Flags images whose format has to be guessed, or that lead out of their store.</summary>
public sealed class UntrustedBackingFile() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL3061",
        title: "Disk format or backing file is taken from guest-controlled bytes",
        message: "{0} '{1}' {2}",
        category: Category.Images,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.OpenStack, Platform.Qemu, Platform.CloudHypervisor],
        securitySeverity: 7.8,
        standards: ["CWE-20", "CWE-610"]);

    /// <summary>A site of more stores than people have is not worth comparing every image with each of them.</summary>
    private const int MostStores = 1000;

    private static readonly string[] s_networkSchemes = ["nbd:", "http:", "https:", "ftp:", "ftps:", "ssh:", "json:"];

    public override void Check(Disk disk, RuleContext context)
    {
        if (!disk.IsMedium && context.States(disk.OpensBackingFiles, true))
        {
            context.Report(disk, disk.OpensBackingFiles, "Disk", disk.Name, $"of '{disk.GuestName}' names further files in its own header, and the hypervisor opens them ({disk.OpensBackingFiles.Phrase})")
                .Fix(disk.OpensBackingFiles, false)
                .Advise("flatten the image, unless nobody but its maker can have written to it")
                .At(DiagnosticSeverity.Info);
        }

        if (disk.IsMedium || !disk.SourceKind.Is(static kind => kind is DiskSourceKind.File or DiskSourceKind.Network) || !context.Is(disk.Source, static _ => true) || DiskFormats.ByName(disk.Source.Value) is not { } named)
            return;

        if (named is DiskFormat.Qcow2 or DiskFormat.Qcow or DiskFormat.Qed && context.Is(disk.Format, DiskFormat.Raw))
        {
            context.Report(disk, disk.Format, "Disk", disk.Name, $"of '{disk.GuestName}' is taken for raw although it is called '{disk.Source.AsWritten}': the guest sees and can rewrite the header that names its backing file")
                .Advise($"state the format in which the image was made, as a rule '{named.ToString().ToLowerInvariant()}'");
        }
        else if (named is DiskFormat.Raw && context.Is(disk.Format, static format => format is DiskFormat.Qcow2 or DiskFormat.Qcow or DiskFormat.Qed))
        {
            context.Report(disk, disk.Format, "Disk", disk.Name, $"of '{disk.GuestName}' is read as '{disk.Format.AsWritten}' although it is called '{disk.Source.AsWritten}': a guest that wrote a header of its own could name any file of the host as its backing file")
                .Advise("state the format in which the image was made, and name it after that");
        }
    }

    public override void Check(Image image, RuleContext context)
    {
        CheckRecord(image, image.AdmittedFrom, context);
        CheckRecord(image, image.Url, context);
        if (context.Is(image.BackingFile, static _ => true) && image.Format.Is(static format => format is DiskFormat.Qcow2 or DiskFormat.Qcow or DiskFormat.Qed)
            && context.IsAbsent(image.BackingFormat))
        {
            context.Report(image, image.BackingFile, "Image", image.Name, $"does not record the format of its backing file '{image.BackingFile.AsWritten}', so that it is guessed from bytes which a guest may have written")
                .Advise("record it with 'qemu-img rebase -u -b FILE -F FORMAT', with the format in which the backing file was made");
        }
    }

    /// <summary>The format that a library has on record for an image, and the name of the file that it is made of.</summary>
    private static void CheckRecord(Image image, Fact<string> file, RuleContext context)
    {
        if (!file.IsKnown || DiskFormats.ByName(file.Value) is not { } named)
            return;

        if (named is DiskFormat.Qcow2 or DiskFormat.Qcow or DiskFormat.Qed or DiskFormat.Vmdk && context.Is(image.Format, DiskFormat.Raw))
        {
            context.Report(image, image.Format, "Image", image.Name, $"is recorded as raw although it is made of '{file.AsWritten}': its guests see and can rewrite the header that names other files")
                .Advise($"record the format that it has, as a rule '{named.ToString().ToLowerInvariant()}'");
        }
        else if (named is DiskFormat.Raw && context.Is(image.Format, static format => format is DiskFormat.Qcow2 or DiskFormat.Vmdk))
        {
            context.Report(image, image.Format, "Image", image.Name, $"is recorded as '{image.Format.AsWritten}' although it is made of '{file.AsWritten}': whatever its first bytes say is followed as a header")
                .Advise("record the format that it has, as a rule 'raw'");
        }
    }

    public override void Check(Site site, RuleContext context)
    {
        // Without a declared directory, nothing is outside of any.
        var stores = site.All<ImageStore>().Where(static store => store.StoreKind.IsKnown && store.Path.Is(static path => !path.StartsWith("/dev", StringComparison.Ordinal)))
            .Select(static store => store.Path.Value.TrimEnd('/') + "/").Distinct().Take(MostStores).ToList();
        foreach (var image in site.All<Image>())
        {
            if (context.Is(image.BackingFile, path => LeadsOut(path, stores)))
                ReportEscape(image, image.BackingFile, "backing file", context);

            if (context.Is(image.DataFile, path => LeadsOut(path, stores)))
                ReportEscape(image, image.DataFile, "data file", context);
        }
    }

    private static void ReportEscape(Image image, Fact<string> path, string noun, RuleContext context) =>
        context.Report(image, path, "Image", image.Name, $"names '{path.AsWritten}' as its {noun}, which lies outside every declared store")
            .Advise("move the file into a store and rebase the image onto it");

    private static bool LeadsOut(string path, List<string> stores)
    {
        if (Array.Exists(s_networkSchemes, scheme => path.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) || path.Split('/').Contains(".."))
            return true;

        // A block device is somebody's deliberate choice, and lies in no directory.
        return path.StartsWith("/", StringComparison.Ordinal) && !path.StartsWith("/dev/", StringComparison.Ordinal)
            && stores.Count is > 0 and < MostStores
            && !stores.Exists(store => path.StartsWith(store, StringComparison.Ordinal));
    }
}
