using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags a realm that asks its directory or provider in clear text.</summary>
public sealed class PlaintextIdentitySource() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1020",
        title: "Directory or identity provider is reached in clear text",
        message: "Realm '{0}' checks passwords or identities over an unencrypted link: {1}",
        category: Category.Access,
        severity: DiagnosticSeverity.Error,
        precision: Precision.VeryHigh,
        platforms: [Platform.ProxmoxVe, Platform.OpenStack],
        securitySeverity: 8.1,
        standards: ["CWE-319", "NIST SP 800-125A management access"]);

    public override void Check(IdentityRealm realm, RuleContext context)
    {
        if (!context.Is(realm.Protection, LinkProtection.None) || realm.Server.IsUnresolved || realm.Server.Is(static server => server.IsLocal))
            return;

        context.Report(realm, realm.Protection, realm.Name, realm.Protection.IsStated ? realm.Protection.Statement : "plain LDAP is the default")
            .Fix(realm.Protection, LinkProtection.Encrypted);
    }
}
