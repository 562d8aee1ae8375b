using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Images;

/// <summary>Flags backup servers beyond the site that receive guests in clear.</summary>
public sealed class UnencryptedBackup() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL3005",
        title: "Backup leaves the site unencrypted",
        message: "Backups go to '{0}' on '{1}' without client-side encryption, so that whoever runs or breaks into that server reads every guest",
        category: Category.Images,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.ProxmoxVe, Platform.Harvester, Platform.Vmware],
        securitySeverity: 6.5,
        standards: ["VCSA-80-000292", "CWE-311", "NIST SP 800-125 image management"]);

    public override void Check(Site site, RuleContext context)
    {
        var isSensitive = site.All<VirtualMachine>().Any(static guest => guest.Sensitivity.Is(Sensitivity.High));
        foreach (var file in site.Files)
        {
            var ours = new HostList(file.Options.List("virtlint.internal_hosts"));
            foreach (var store in file.Entities.OfType<ImageStore>())
            {
                if (store.IsInUse && store.Content.Is(static content => (content & StoreContent.Backups) != 0)
                    && context.Is(store.BackupEncryption, false)
                    && context.Is(store.Server, server => IsBeyond(server, ours, isSensitive)))
                {
                    context.Report(store, store.BackupEncryption, store.Name, store.Server.Value)
                        .Advise("encrypt them before they leave, by a key that the server does not have, and keep a copy of that key elsewhere");
                }
            }
        }
    }

    /// <summary>A server of the site itself is out of question too, as soon as a guest is labelled as sensitive.</summary>
    private static bool IsBeyond(string server, HostList ours, bool isSensitive) => HostList.ScopeOf(server) switch
    {
        HostScope.Loopback => false,
        _ when ours.Contains(server) => false,
        HostScope.Private => isSensitive,
        _ => true,
    };
}
