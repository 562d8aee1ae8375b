using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Images;

/// <summary>Flags templates that keep the installer's media, or the identity of the guest that was installed.</summary>
public sealed class BuildLeftover() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL3050",
        title: "Template keeps traces of its build",
        message: "{0}",
        category: Category.Images,
        severity: DiagnosticSeverity.Info,
        precision: Precision.Medium,
        platforms: [Platform.Packer, Platform.Vmware],
        securitySeverity: 4.3,
        standards: ["CWE-1188", "NIST SP 800-125 image management"]);

    public override void Check(Image image, RuleContext context)
    {
        if (!context.Is(image.IsTemplate, true))
            return;

        if (context.Is(image.StaysAttached, true))
        {
            context.Report(image, image.StaysAttached, $"'{image.Name}' stays attached to the template, and to every guest that is cloned from it")
                .Fix(image.StaysAttached, false, isSafe: true);
        }

        if (context.Is(image.DropsIdentity, false))
        {
            context.Report(image, image.DropsIdentity, $"No step of the build of '{image.Name}' removes machine identity and host keys, so that all clones share them")
                .Advise("end with 'cloud-init clean --machine-id', 'sysprep /generalize' or the removal of /etc/machine-id and the SSH host keys");
        }
    }
}
