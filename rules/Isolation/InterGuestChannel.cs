using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Isolation;

/// <summary>Flags memory that guests share with each other or with the host.</summary>
public sealed class InterGuestChannel() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL5022",
        title: "Guests share memory or a socket channel",
        message: "'{0}' shares the memory '{1}' with {2}",
        category: Category.Isolation,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe],
        securitySeverity: 6.3,
        standards: ["CWE-653", "NIST SP 800-125 guest OS isolation"]);

    public override void Check(SideChannel channel, RuleContext context)
    {
        if (channel.Owner is not VirtualMachine machine || channel.Channel is not SideChannelKind.SharedMemory || !context.Is(channel.Segment, static _ => true))
            return;

        var peers = context.Site.All<SideChannel>()
            .Where(other => other.Channel is SideChannelKind.SharedMemory && other.Owner?.Name != machine.Name && other.Segment.Is(channel.Segment.Value))
            .ToList();
        if (peers.Count > 0 && machine.Purpose is { IsKnown: true } purpose && peers.All(peer => peer.Owner is VirtualMachine guest && guest.Purpose.Is(purpose.Value)))
            return;

        var hasServer = context.Is(channel.Server, static _ => true);
        var finding = context.Report(channel, channel.Segment, machine.Name, channel.Segment.Value, Partners(channel, peers, hasServer));
        foreach (var peer in peers.Take(5))
            finding.Relate(peer.Origin, $"{peer.Owner?.Description} attaches to it here");

        if (peers.Count == 0 && !hasServer)
            finding.At(DiagnosticSeverity.Info);
    }

    private static string Partners(SideChannel channel, List<SideChannel> peers, bool hasServer) =>
        peers.Count == 1 ? $"'{peers[0].Owner?.Name}'"
        : peers.Count > 1 ? $"{peers.Count} other guests"
        : hasServer ? $"every client of '{channel.Server.Value}'"
        : "programs on the host";
}
