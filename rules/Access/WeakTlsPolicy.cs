using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags a policy that admits a retired protocol, a broken cipher or a weak login mechanism.</summary>
public sealed class WeakTlsPolicy() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1011",
        title: "Obsolete TLS, weak cipher or weak login mechanism is allowed",
        message: "{0} admits '{1}', which {2}",
        category: Category.Access,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.KubeVirt, Platform.Vmware, Platform.OpenStack],
        securitySeverity: 5.9,
        standards: ["CWE-327"]);

    public override void Check(ManagementEndpoint endpoint, RuleContext context)
    {
        if (context.Is(endpoint.WeakMethod, static _ => true) && !context.Is(endpoint.IsEnabled, false) && !endpoint.IsEnabled.IsUnresolved)
            Report(endpoint, endpoint.WeakMethod, $"Management endpoint '{endpoint.Name}'", context);
    }

    public override void Check(IdentityRealm realm, RuleContext context)
    {
        if (context.Is(realm.WeakMethod, static _ => true))
            Report(realm, realm.WeakMethod, $"Realm '{realm.Name}'", context);
    }

    private static void Report(Entity entity, Fact<WeakMethod> method, string who, RuleContext context)
    {
        var finding = context.Report(entity, method, who, method.AsWritten, method.Value.Harm);
        if (!method.Value.IsBroken)
            finding.At(DiagnosticSeverity.Info);
    }
}
