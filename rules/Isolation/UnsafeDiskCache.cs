using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Isolation;

/// <summary>Flags disks that acknowledge flushes without making them, or keep errors from their guest.</summary>
public sealed class UnsafeDiskCache() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL5090",
        title: "Disk ignores flushes or hides errors",
        message: "Disk '{0}' of '{1}' {2}",
        category: Category.Isolation,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.Qemu, Platform.Firecracker, Platform.Packer],
        standards: ["NIST SP 800-125 guest OS security"]);

    public override void Check(Disk disk, RuleContext context)
    {
        // What a guest cannot write, or throws away, has no write to lose; nor has one that is labelled as disposable.
        if (disk.IsMedium || disk.IsTransient.Is(true) || disk.Guest?.Stage.Is(GuestStage.Disposable) == true)
            return;

        if (context.Is(disk.Cache, DiskCache.Unsafe))
            Report(disk, disk.Cache, $"uses cache mode '{disk.Cache.AsWritten}', which ignores guest flushes", context);

        if (context.Is(disk.WriteErrors, DiskErrorPolicy.Ignore))
            Report(disk, disk.WriteErrors, "ignores write errors, so that the guest takes lost data for written", context);

        if (context.Is(disk.ReadErrors, DiskErrorPolicy.Ignore))
            Report(disk, disk.ReadErrors, "ignores read errors, so that the guest takes garbage for data", context);
    }

    private static void Report<T>(Disk disk, Fact<T> fact, string harm, RuleContext context)
    {
        var finding = context.Report(disk, fact, disk.Name, disk.GuestName, harm);
        // Where no label can say so, the guest may well be one that is thrown away; what it would have by default is no better.
        if (disk.Guest is { HasPlaceForLabels: false } && fact is Fact<DiskCache> cache)
            finding.At(DiagnosticSeverity.Info).Fix(cache, DiskCache.WriteBack, isSafe: true);
        else
            finding.FixByRemoving(fact, isSafe: true);
    }
}
