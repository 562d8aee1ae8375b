using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Images;

/// <summary>Flags images, remote disks and backups that cross the network in clear.</summary>
public sealed class PlaintextImageTransport() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL3040",
        title: "Image travels over an unencrypted transport",
        message: "{0} '{1}' {2}",
        category: Category.Images,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt, Platform.Packer, Platform.KubeVirt, Platform.Harvester, Platform.ProxmoxVe, Platform.OpenStack, Platform.Vmware],
        securitySeverity: 7.4,
        standards: ["CWE-319", "CWE-494", "NIST SP 800-125 image management"]);

    public override void Check(Disk disk, RuleContext context)
    {
        if (!context.Is(disk.TransitProtection, LinkProtection.None) || !context.Is(disk.Host, host => IsElsewhere(host, context)))
            return;

        if (disk.Protocol.Is(StorageProtocol.Nbd))
        {
            context.Report(disk, disk.TransitProtection, "Disk", disk.Name, $"of '{disk.GuestName}' reads and writes '{disk.Host.Value}' by NBD without TLS, so that the network sees and can change its data")
                .Fix(disk.TransitProtection, LinkProtection.Encrypted);
        }
        else
        {
            context.Report(disk, disk.Protocol, "Disk", disk.Name, $"of '{disk.GuestName}' is read from '{disk.Host.Value}' by '{disk.Protocol.AsWritten}', so that anybody on the way can replace the image")
                .Advise("use 'https', or fetch the image and verify it first");
        }
    }

    public override void Check(Image image, RuleContext context)
    {
        if (image.Checksum.Is(static checksum => checksum is ImageChecksum.Strong or ImageChecksum.List)
            || !context.Is(image.Protocol, static protocol => protocol.IsPlaintext())
            || !context.Is(image.Checksum, static checksum => checksum is not ImageChecksum.Other)
            || !image.Host.Is(host => IsElsewhere(host, context)))
        {
            return;
        }

        context.Report(image, image.Url, "Image", image.Name, $"is fetched from '{image.Host.Value}' in clear and held against nothing that an attacker on the way could not forge")
            .Advise("use 'https', or state the SHA-256 digest of the image");
    }

    public override void Check(MigrationPolicy policy, RuleContext context)
    {
        if (context.Is(policy.BackupProtection, LinkProtection.None) && context.Is(policy.BackupAddress, address => IsElsewhere(address.Text, context)))
        {
            context.Report(policy, policy.BackupProtection, "Backup server", policy.BackupAddress.Value.Text, "hands out disks of the guest over TCP without TLS")
                .Fix(policy.BackupProtection, LinkProtection.Encrypted);
        }
    }

    private static bool IsElsewhere(string host, RuleContext context) =>
        HostList.ScopeOf(host) is not HostScope.Loopback && !new HostList(context.Options.List("virtlint.internal_hosts")).Contains(host);
}
