using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags management rights that nobody is shut out of.</summary>
public sealed class RightsGrantedToEveryone() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1040",
        title: "Management rights are granted to everyone",
        message: "{0} grants {1} to {2}",
        category: Category.Access,
        severity: DiagnosticSeverity.Error,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt, Platform.Vmware, Platform.KubeVirt, Platform.HyperV, Platform.OpenStack],
        securitySeverity: 9.0,
        standards: ["CWE-732", "CWE-863", "NIST SP 800-125A management access"]);

    public override void Check(AccessGrant grant, RuleContext context)
    {
        if (!context.Is(grant.Principal, static principal => principal.Kind is PrincipalKind.Everyone or PrincipalKind.ClaimableGroup)
            || !grant.Level.Is(static level => level is AccessLevel.Manage or AccessLevel.Administer))
        {
            return;
        }

        var role = grant.Role.IsKnown ? $"'{grant.Role.Value}'" : "management of the host";
        var holder = grant.Principal.Value.Kind is PrincipalKind.Everyone ? "everybody" : "whoever makes a group of that name in the directory";
        context.Report(grant, grant.Principal, grant.Principal.IsStated ? grant.Principal.AsWritten : $"'{grant.Principal.Value.Name}'", role, holder).Advise("name the users, groups or clients that need it");
    }
}
