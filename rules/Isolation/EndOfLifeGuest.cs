using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Isolation;

/// <summary>Flags guests whose declared operating system gets no security updates any more.</summary>
public sealed class EndOfLifeGuest() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL5082",
        title: "Guest operating system is out of support",
        message: "Guest '{0}' is declared to run {1}, which has had no security updates since {2}",
        category: Category.Isolation,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.Medium,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.Vmware, Platform.KubeVirt],
        securitySeverity: 6.5,
        standards: ["CWE-1104", "NIST SP 800-125 guest OS security"]);

    /// <summary>The systems for which the project has bought updates beyond their end, by name or as the configuration spells them.</summary>
    private const string ExtendedSupport = "virtlint.extended_support";

    public override void Check(VirtualMachine machine, RuleContext context)
    {
        if (context.Options.AsOf is not { } today || !context.Is(machine.OperatingSystem, system => system.EndOfSupport < today))
            return;

        var system = machine.OperatingSystem.Value;
        if (IsRepeated(machine, system, context))
            return;

        foreach (var extended in context.Options.List(ExtendedSupport))
        {
            if (extended.Equals(system.Name, StringComparison.OrdinalIgnoreCase) || extended == machine.OperatingSystem.AsWritten)
                return;
        }

        context.Report(machine, machine.OperatingSystem, machine.Name, system.Name, $"{system.EndOfSupport:yyyy-MM-dd}")
            .Advise("move what it does to a supported release, or state who sells you updates");
    }

    /// <summary>A catalogue of templates has one for each size of a guest: what is old is said once for all of them.</summary>
    private static bool IsRepeated(VirtualMachine machine, GuestSystem system, RuleContext context) =>
        machine.IsTemplate.Is(true)
        && context.Site.Files.FirstOrDefault(file => file.File == machine.Origin.File) is { } catalogue
        && catalogue.Entities.OfType<VirtualMachine>().First(other => other == machine || (other.IsTemplate.Is(true) && other.OperatingSystem.Is(known => known.Name == system.Name))) != machine;
}
