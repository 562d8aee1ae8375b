using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Images;

/// <summary>Flags disks of confidential guests that are known to lie in clear.</summary>
public sealed class UnencryptedConfidentialDisk() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL3001",
        title: "Disk of a confidential guest is not encrypted",
        message: "Disk '{0}' of '{1}', which is labelled {2}, is kept {3} without encryption",
        category: Category.Images,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.OpenStack, Platform.KubeVirt, Platform.VirtualBox, Platform.Harvester, Platform.Vmware, Platform.Nutanix],
        securitySeverity: 6.5,
        standards: ["Check-Block-09", "CWE-311", "NIST SP 800-125 image management"]);

    public override void Check(Disk disk, RuleContext context)
    {
        if (disk.Guest is not { } guest || !context.Is(guest.Sensitivity, Sensitivity.High) || !disk.IsWritable)
            return;

        // Where the store decides, the disk itself says nothing.
        var isOfStore = disk.Encryption.State is FactState.Absent && disk.Store.IsKnown;
        if (!isOfStore && !context.Is(disk.Encryption, DiskEncryption.None))
            return;

        if (new AtRest(context.Options).InClear(disk, context.Site) is { } place)
        {
            context.Report(disk, isOfStore ? disk.Store : disk.Encryption, disk.Name, disk.GuestName, guest.Sensitivity.Phrase, place)
                .Advise(disk.Store.IsKnown ? "keep the disk in a store that encrypts" : "encrypt the image with LUKS and keep the passphrase in a private secret");
        }
    }
}
