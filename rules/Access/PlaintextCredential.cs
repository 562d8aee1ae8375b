using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags a password or key that the configuration spells out.</summary>
public sealed class PlaintextCredential() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1050",
        title: "Credential is written in clear text",
        message: "{0} has its secret written in clear text{1}",
        category: Category.Access,
        severity: DiagnosticSeverity.Error,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.OpenStack, Platform.Vmware, Platform.Packer, Platform.Incus, Platform.Harvester, Platform.Xen, Platform.OpenVSwitch, Platform.Vagrant, Platform.HyperV, Platform.Qemu, Platform.OVirt, Platform.KubeVirt],
        securitySeverity: 8.4,
        standards: ["CWE-312", "CWE-798"]);

    public override void Check(Credential credential, RuleContext context)
    {
        if (credential.SecretFile.State is FactState.Absent && context.Is(credential.Value, SecretText.IsLiteral))
            Report(credential, credential.Value, $"Credential '{credential.Name}'", context);
    }

    public override void Check(RemoteConsole console, RuleContext context)
    {
        if (console.Password.Origin?.File == console.Origin.File && context.Is(console.Password, SecretText.IsLiteral))
            Report(console, console.Password, $"The {console.Description}", context);
    }

    private static void Report(Entity entity, Fact secret, string what, RuleContext context) =>
        context.Report(entity, secret, what, Where(secret)).Advise("change it, and keep it where only its user can read it: a vault, a prompt, a file outside of the repository");

    /// <summary>Where it is written, when a variable brings it here from another file.</summary>
    private static string Where(Fact secret) => secret is { Related: [{ HoldsValue: true } place], Origin: { } use } && place.Origin.File != use.File
        ? $" in '{place.Origin.File.Path.Substring(place.Origin.File.Path.LastIndexOf('/') + 1)}', for everybody who can read that file"
        : ", for everybody who can read the file";
}
