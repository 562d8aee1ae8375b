using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Images;

/// <summary>Flags secrets that every client of the management API may read.</summary>
public sealed class WeakKeyCustody() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL3012",
        title: "Disk keys are kept or released too easily",
        message: "{0} {1}: {2}",
        category: Category.Images,
        severity: DiagnosticSeverity.Info,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.OpenStack, Platform.Vmware],
        securitySeverity: 5.1,
        standards: ["CWE-522", "VCSA-80-000294", "CWE-521", "ESXI-80-000248", "SCG esxi-8.key-persistence"]);

    public override void Check(Hypervisor hypervisor, RuleContext context)
    {
        if (context.States(hypervisor.PersistsKeys, true))
            context.Report(hypervisor, hypervisor.PersistsKeys, $"Host '{hypervisor.Name}'", "keeps the keys of encrypted guests over a restart", hypervisor.PersistsKeys.Statement).Advise("leave keys with their provider, or put the host where nobody can carry it away and name it so");

        if (context.States(hypervisor.KeysNeedTpm, false))
            context.Report(hypervisor, hypervisor.KeysNeedTpm, $"Key provider '{hypervisor.Name}'", "gives its keys to hosts that cannot seal them", hypervisor.KeysNeedTpm.Statement).Advise("make a provider anew that serves hosts with a TPM only");
    }

    public override void Check(Credential credential, RuleContext context)
    {
        if (context.Is(credential.CanBeReadBack, true))
            context.Report(credential, credential.CanBeReadBack, $"The secret for '{credential.Name}'", "can be read back through the management API", credential.CanBeReadBack.IsStated ? credential.CanBeReadBack.Statement : "private is 'no' by default")
                .Fix(credential.CanBeReadBack, false, isSafe: true);
    }
}
