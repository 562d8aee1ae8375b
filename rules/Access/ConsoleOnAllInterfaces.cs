using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Access;

/// <summary>Flags a console that listens on every address of the host.</summary>
public sealed class ConsoleOnAllInterfaces() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL1031",
        title: "Remote console listens on every interface",
        message: "{0} listens on {1}",
        category: Category.Access,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.OpenStack, Platform.Vmware, Platform.Packer, Platform.Xen, Platform.VirtualBox, Platform.Qemu, Platform.Bhyve],
        securitySeverity: 5.9,
        standards: ["CWE-1327", "CWE-306"]);

    private static readonly ListenAddress s_loopback = ListenAddress.Of("127.0.0.1");

    public override void Check(RemoteConsole console, RuleContext context)
    {
        if (console.Protocol.Is(ConsoleProtocol.Serial) || !console.OwnsAddress)
            return;

        if (context.Is(console.Address, static address => address.Exposure is Exposure.Everywhere))
        {
            var finding = context.Report(console, console.Address, console.Description, Where(console.Address)).Fix(console.Address, s_loopback);
            if (finding.Help is null)
                finding.Advise("bind it to loopback and tunnel to it");
        }
    }

    private static string Where(Fact<ListenAddress> address) =>
        address.IsStated || address.Is(static place => place.Text.Length > 0) ? $"every address of the host: {address.Phrase}" : "every address of the host by default";
}
