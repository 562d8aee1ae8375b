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
        message: "'{0}' shares {1} with {2}",
        category: Category.Isolation,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.KubeVirt, Platform.Vmware],
        securitySeverity: 6.3,
        standards: ["CWE-653", "NIST SP 800-125 guest OS isolation"]);

    private const int Shown = 5;

    public override void Check(SideChannel channel, RuleContext context)
    {
        if (channel is not { Channel: SideChannelKind.HostSocket or SideChannelKind.GuestSocket, Owner: VirtualMachine machine } || !context.States(channel.IsOpen, true))
            return;

        var others = channel.Channel is SideChannelKind.HostSocket ? "its host" : "every guest of its host that allows it too";
        context.Report(channel, channel.IsOpen, machine.Name, $"a socket ({channel.Name})", $"{others}, which no network filter sees").Fix(channel.IsOpen, false);
    }

    public override void Check(Site site, RuleContext context)
    {
        var segments = site.All<SideChannel>()
            .Where(channel => channel is { Channel: SideChannelKind.SharedMemory, Owner: VirtualMachine } && context.Is(channel.Segment, static _ => true))
            .GroupBy(static channel => channel.Segment.Value);
        foreach (var segment in segments)
        {
            // One guest may be in several files: a dump beside its definition.
            var guests = segment.Select(static channel => channel.Owner).OfType<VirtualMachine>()
                .GroupBy(static guest => guest.Name).Select(static files => files.First()).ToList();
            if (guests.Count > 1 && guests.All(guest => guest.Purpose.IsKnown && guest.Purpose.Is(guests[0].Purpose.Or(""))))
                continue;

            foreach (var channel in segment)
                Report(channel, guests, context);
        }
    }

    private static void Report(SideChannel channel, List<VirtualMachine> guests, RuleContext context)
    {
        var name = channel.Owner?.Name ?? "";
        var others = guests.Where(guest => guest.Name != name).Take(Shown).ToList();
        var hasServer = context.Is(channel.Server, static _ => true);
        var finding = context.Report(channel, channel.Segment, name, $"the memory '{channel.Segment.Value}'",
            others.Count == 1 ? $"'{others[0].Name}'"
            : others.Count > 1 ? $"{guests.Count - 1} other guests"
            : hasServer ? $"every client of '{channel.Server.Value}'"
            : "programs on the host")
            .Advise("remove the shared memory, or let guests that must share it be of one purpose");
        foreach (var other in others)
            finding.Relate(other.Origin, $"{other.Description} attaches to it too");

        if (others.Count == 0 && !hasServer)
            finding.At(DiagnosticSeverity.Info);
    }
}
