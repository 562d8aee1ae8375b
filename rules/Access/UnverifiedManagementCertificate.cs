using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags a client or directory link that takes any certificate or host key.</summary>
public sealed class UnverifiedManagementCertificate() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1010",
        title: "Certificate of the management endpoint is not verified",
        message: "{0} does not verify who answers: {1}",
        category: Category.Access,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.OpenStack, Platform.Vmware, Platform.Packer, Platform.Incus, Platform.Harvester, Platform.HyperV, Platform.Nutanix, Platform.OVirt, Platform.KubeVirt],
        securitySeverity: 7.4,
        standards: ["CWE-295", "NIST SP 800-125A management access"]);

    public override void Check(ManagementEndpoint endpoint, RuleContext context)
    {
        if (endpoint.Role is not EndpointRole.Link
            || !context.Is(endpoint.VerifiesPeer, false)
            || endpoint.Address.Is(static address => address.IsLocal))
        {
            return;
        }

        // A parameter within a longer text says by itself what it is; a key of its own needs its name.
        var verification = endpoint.VerifiesPeer;
        var finding = context.Report(
            endpoint, verification, $"Management endpoint '{endpoint.Name}'", verification.Spelling is null && verification.Related.IsEmpty ? verification.Phrase : verification.Statement);
        finding.Fix(verification, true).Advise("trust the authority or the host key that the server shows, and let it be verified");

        // SSH keeps the key that it met first: only the first connection can be taken over.
        if (endpoint.IsFirstUseTrusted.Is(true))
            finding.At(DiagnosticSeverity.Info);
    }

    public override void Check(IdentityRealm realm, RuleContext context)
    {
        if (realm.Source.Is(RealmSource.Directory)
            && context.Is(realm.Protection, LinkProtection.Encrypted)
            && context.Is(realm.VerifiesPeer, false)
            && context.Is(realm.Server, static server => !server.IsLocal))
        {
            context.Report(realm, realm.VerifiesPeer, $"Realm '{realm.Name}'", realm.VerifiesPeer.IsStated ? realm.VerifiesPeer.Statement : "off by default")
                .Fix(realm.VerifiesPeer, true);
        }
    }
}
