using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Images;

/// <summary>Flags stores of images that take in whoever reaches them.</summary>
public sealed class UnauthenticatedImageStore() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL3030",
        title: "Image store is open without authentication",
        message: "Store '{0}' {1}",
        category: Category.Images,
        severity: DiagnosticSeverity.Error,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.OpenStack, Platform.Vmware],
        securitySeverity: 9.1,
        standards: ["Check-Image-03", "VCSA-80-000295", "CWE-306", "NIST SP 800-125 image management"]);

    public override void Check(ImageStore store, RuleContext context)
    {
        if (!store.IsInUse || store.Server.Is(static server => HostList.ScopeOf(server) is HostScope.Loopback))
            return;

        if (!context.Is(store.Authentication, StoreAuthentication.None))
            return;

        if (store.StoreKind.Is(StoreKind.Smb))
        {
            context.Report(store, store.Authentication, store.Name, "mounts its share as guest, so that anybody who reaches the server can read and replace what it holds")
                .Advise("give the store a user and a password, or use Kerberos");
        }
        else if (context.Is(store.IsPublished, true))
        {
            context.Report(store, store.Authentication, store.Name, "hands its images to whoever asks for them")
                .Advise("ask subscribers for a password");
        }
        else if (TakesAnybody(store))
        {
            context.Report(store, store.Authentication, store.Name, $"takes every client as administrator: '{store.Authentication.Key}' is '{store.Authentication.AsWritten}'")
                .Fix(store.Authentication, StoreAuthentication.Secret);
        }
    }
    /// <summary>Whether the store was told to ask nobody who they are. What a host itself does not show to a target is another rule's.</summary>
    internal static bool TakesAnybody(ImageStore store) =>
        store.Authentication.IsStated && store.Authentication.Is(StoreAuthentication.None) && store.IsPublished.State is FactState.Absent && !store.StoreKind.Is(StoreKind.Iscsi);
}
