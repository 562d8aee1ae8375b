using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Monitoring;

/// <summary>Flags logs, metrics and notifications that travel in clear with a credential, or to a collector that is not verified.</summary>
public sealed class UnprotectedLogLink() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL6002",
        title: "Logs or metrics travel in clear or unverified",
        message: "'{0}' {1}: {2}",
        category: Category.Monitoring,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.ProxmoxVe, Platform.Incus, Platform.Vmware],
        securitySeverity: 5.3,
        standards: ["CWE-319", "CWE-295"]);

    public override void Check(LogSink sink, RuleContext context)
    {
        if (sink.IsEnabled.Is(false) || sink.IsLocal || Tunnels.Carry(context.Options, sink.Target.Or("")))
            return;

        var hasCredential = sink.HasCredential.Is(true);
        if ((hasCredential || sink.IsPublic) && context.Is(sink.Transport, LinkProtection.None))
        {
            var fact = sink.Transport.IsStated ? sink.Transport : (Fact)sink.Target;
            var what = hasCredential ? "sends a credential in clear" : "sends over the public network in clear";
            context.Report(sink, fact, sink.Name, what, fact.Phrase).Fix(sink.Transport, LinkProtection.Encrypted);
        }
        else if (context.Is(sink.Transport, LinkProtection.Encrypted) && context.States(sink.VerifyPeer, false))
        {
            context.Report(sink, sink.VerifyPeer, sink.Name, "accepts any certificate of the collector", sink.VerifyPeer.Phrase)
                .FixByRemoving(sink.VerifyPeer);
        }
    }
}
