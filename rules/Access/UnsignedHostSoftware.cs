using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags hosts that run code nobody vouches for.</summary>
public sealed class UnsignedHostSoftware() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1070",
        title: "Host accepts unsigned code or no longer enforces Secure Boot",
        message: "Host '{0}' {1}: {2}",
        category: Category.Access,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.VeryHigh,
        platforms: [Platform.Vmware],
        securitySeverity: 7.8,
        standards: ["ESXI-80-000133", "ESXI-80-000244", "ESXI-80-000085", "SCG esxi-8.vib-acceptance-level-supported", "SCG esxi-8.vib-trusted-binaries", "SCG esxi-8.secureboot-enforcement", "CWE-347"]);

    public override void Check(Hypervisor hypervisor, RuleContext context)
    {
        if (context.States(hypervisor.AcceptsUnsignedPackages, true))
            Report(hypervisor, hypervisor.AcceptsUnsignedPackages, "accepts packages that neither its vendor nor a partner has signed", context).Fix(hypervisor.AcceptsUnsignedPackages, false);

        if (context.States(hypervisor.SkipsSignatureCheck, true))
            Report(hypervisor, hypervisor.SkipsSignatureCheck, "installs a package whatever its signature or its conflicts", context).Advise("install it without the option, at the acceptance level that it is signed for");

        if (context.States(hypervisor.RunsPackagedCodeOnly, false))
            Report(hypervisor, hypervisor.RunsPackagedCodeOnly, "runs programs that came with no package, as ransomware does", context).Fix(hypervisor.RunsPackagedCodeOnly, true);

        if (context.States(hypervisor.EnforcesSecureBoot, false))
            Report(hypervisor, hypervisor.EnforcesSecureBoot, "starts as well when Secure Boot is off", context).Fix(hypervisor.EnforcesSecureBoot, true);
    }

    private static Finding Report(Hypervisor hypervisor, Fact fact, string harm, RuleContext context) =>
        context.Report(hypervisor, fact, hypervisor.Name, harm, fact.Statement);
}
