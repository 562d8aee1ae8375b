using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Images;

/// <summary>Flags stores, and guests without a declared store, whose data are known to lie in clear.</summary>
public sealed class UnencryptedDisk() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL3002",
        title: "Disk or image store is not encrypted at rest",
        message: "{0} {1}",
        category: Category.Images,
        severity: DiagnosticSeverity.Info,
        precision: Precision.Medium,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.KubeVirt, Platform.Nutanix, Platform.OpenStack, Platform.VirtualBox, Platform.Harvester, Platform.Vmware],
        securitySeverity: 4.6,
        standards: ["Check-Block-09", "CWE-311", "NIST SP 800-125 image management"]);

    public override void Check(Site site, RuleContext context)
    {
        var hasStores = site.All<ImageStore>().Any(static store => store.StoreKind.IsKnown);
        foreach (var file in site.Files)
        {
            var atRest = new AtRest(file.Options);
            foreach (var entity in file.Entities)
            {
                if (entity is ImageStore { IsInUse: true, MayHoldDisks: true } store && atRest.IsDeclaredClear(store))
                    context.Report(store, $"Store '{store.Name}'", "keeps disks of guests in clear, as the project says itself");
                else if (entity is ImageStore { IsInUse: true } clear && !atRest.IsDeclaredEncrypted(clear) && (HoldsGuests(clear) || HasDisks(clear, site)) && context.Is(clear.EncryptsVolumes, false))
                    context.Report(clear, clear.EncryptsVolumes, $"Store '{clear.Name}'", "keeps disks of guests in clear").Fix(clear.EncryptsVolumes, true);
                else if (entity is VirtualMachine machine)
                    Judge(machine, atRest, hasStores, context);
            }
        }
    }

    private static bool HoldsGuests(ImageStore store) => store.Content.Is(static content => (content & StoreContent.Guests) != 0);

    private static bool HasDisks(ImageStore store, Site site) => site.All<Disk>().Any(disk => disk.Store.Is(store.Name));

    /// <summary>One finding a guest: what was forgotten on one disk was forgotten on all. A declared store answers for its own.</summary>
    private static void Judge(VirtualMachine machine, AtRest atRest, bool hasStores, RuleContext context)
    {
        Finding? finding = null;
        foreach (var disk in machine.Parts<Disk>())
        {
            if (!disk.IsWritable || disk.Store.IsKnown || (hasStores && !disk.Protocol.IsKnown)
                || !context.Is(disk.Encryption, DiskEncryption.None) || atRest.InClear(disk) is not { } place)
            {
                continue;
            }

            finding ??= context.Report(machine, $"Guest '{machine.Name}'", $"keeps disk '{disk.Name}' {place} without encryption");
            finding.Relate(disk.Origin, $"'{disk.Name}' is not encrypted by the hypervisor");
        }

        finding?.Advise("encrypt the disk with LUKS, or name the storage in 'virtlint.encrypted_stores' when it encrypts by itself");
    }
}
