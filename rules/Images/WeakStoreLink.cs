using System;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Images;

/// <summary>Flags network storage of guests that knows its clients by address, or sends their data in clear.</summary>
public sealed class WeakStoreLink() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL3042",
        title: "Image store relies on network trust alone",
        message: "{0} '{1}' {2}",
        category: Category.Images,
        severity: DiagnosticSeverity.Info,
        precision: Precision.Medium,
        platforms: [Platform.Libvirt, Platform.OpenStack, Platform.ProxmoxVe, Platform.Vmware, Platform.HyperV],
        profile: Profile.Strict,
        securitySeverity: 4.8,
        standards: ["CWE-319", "VCSA-80-000304", "SCG vsan-8.data-in-transit", "ESXI-80-000145", "SCG esxi-8.iscsi-mutual-chap", "CIS ESXi 6.3.1", "CWE-306"]);

    public override void Check(ImageStore store, RuleContext context)
    {
        if (!store.IsInUse || !store.MayHoldGuests || store.Server.Is(server => IsDedicated(server, context)))
            return;

        switch (store.StoreKind.Or(StoreKind.Other))
        {
            case StoreKind.Nfs when context.Is(store.Authentication, StoreAuthentication.HostTrust):
                Report(store, store.Authentication, "knows its NFS clients only by address, and trusts the user numbers that they send", "use Kerberos, with encryption ('sec=krb5p') where the platform has it, or declare the storage network in 'virtlint.storage_networks'", context);
                break;
            case StoreKind.Nfs when context.Is(store.TransitProtection, LinkProtection.None):
                Report(store, store.TransitProtection, "authenticates by Kerberos, but sends disks of guests in clear", "mount with 'sec=krb5p'", context);
                break;
            case StoreKind.Smb when !store.Authentication.Is(StoreAuthentication.None) && context.Is(store.ProtocolVersion, IsOld):
                Report(store, store.ProtocolVersion, $"speaks SMB {store.ProtocolVersion.AsWritten}, which cannot encrypt", "use SMB 3 and the mount option 'seal'", context);
                break;
            case StoreKind.Smb when !store.Authentication.Is(StoreAuthentication.None) && context.Is(store.TransitProtection, LinkProtection.None):
                Report(store, store.TransitProtection, "sends disks of guests over SMB in clear", "have it encrypted, by the mount option 'seal' or by the share itself", context);
                break;
            case StoreKind.Vsan when context.Is(store.TransitProtection, LinkProtection.None):
                Report(store, store.TransitProtection, "sends disks of guests between its hosts in clear", "encrypt data in transit, or keep the network of the storage to its hosts", context);
                break;
            case StoreKind.Iscsi or StoreKind.Rbd when !UnauthenticatedImageStore.TakesAnybody(store) && context.Is(store.Authentication, StoreAuthentication.None):
                Report(store, store.Authentication, "gives its disks to whoever reaches it: no secret is asked for", "add credentials, or declare the storage network in 'virtlint.storage_networks'", context);
                break;
            case StoreKind.Iscsi when context.Is(store.ProvesItself, false):
                Report(store, store.ProvesItself, "does not have to prove itself: whoever answers at its address gives the host its disks", "ask for mutual CHAP, or declare the storage network in 'virtlint.storage_networks'", context);
                break;
        }
    }

    public override void Check(Disk disk, RuleContext context)
    {
        if (disk.IsReadOnly.Is(true) || !context.Is(disk.HasCredentials, false) || !disk.Host.IsKnown
            || disk.Host.Is(host => IsDedicated(host, context)))
        {
            return;
        }

        context.Report(disk, disk.HasCredentials, "Disk", disk.Name, $"of '{disk.GuestName}' is reached by '{disk.Protocol.AsWritten}' without credentials")
            .Advise("add credentials, or declare the storage network in 'virtlint.storage_networks'");
    }

    private static void Report(ImageStore store, Fact fact, string harm, string help, RuleContext context) =>
        context.Report(store, fact, "Store", store.Name, harm).Advise(help);

    private static bool IsDedicated(string host, RuleContext context) =>
        HostList.ScopeOf(host) is HostScope.Loopback || new HostList(context.Options.List("virtlint.storage_networks")).Contains(host);

    private static bool IsOld(string version) => version.StartsWith("1", StringComparison.Ordinal) || version.StartsWith("2", StringComparison.Ordinal);
}
