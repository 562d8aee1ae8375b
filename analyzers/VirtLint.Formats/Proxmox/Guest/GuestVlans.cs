using System.Collections.Immutable;
using System.Globalization;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Guest;

/// <summary>Reads <c>tag</c> and <c>trunks</c> of a guest's adapter.</summary>
/// <remarks>qm.conf(5), net[n]; pve-common, Network.pm: tag is the port's PVID, trunks what it may tag besides.</remarks>
internal static class GuestVlans
{
    public static Fact<VlanMembership> Read(PropertyString scope, BindingContext context) => Read(scope.Find("tag"), scope.Find("trunks"), context);

    public static Fact<VlanMembership> Read(Setting? tag, Setting? trunks, BindingContext context)
    {
        if ((trunks ?? tag) is not { } setting)
            return Fact<VlanMembership>.Absent;

        var origin = context.Origin(setting.ValueSpan);
        var tagged = ImmutableArray<PortRange>.Empty;
        if ((tag is null || Number(tag.Value) is not null) && (trunks is null || TryRanges(trunks.Value, out tagged)))
            return Fact.Stated(new VlanMembership(tag is null ? null : Number(tag.Value), tagged), origin, setting.Value, setting.Key);

        var unknown = tag is not null && Number(tag.Value) is null ? tag : setting;
        return Fact<VlanMembership>.Unresolved(
            context.Origin(unknown.ValueSpan), unknown.Value, unknown.Unresolved ?? (TemplateMarks.Contains(unknown.Value) ? "template" : "value that the platform refuses"), unknown.Key);
    }

    /// <summary>A list such as <c>20;30-40</c>.</summary>
    private static bool TryRanges(string text, out ImmutableArray<PortRange> ranges)
    {
        ranges = [];
        var list = ImmutableArray.CreateBuilder<PortRange>();
        foreach (var part in text.Split(';'))
        {
            var dash = part.IndexOf('-');
            var first = Number(dash < 0 ? part : part.Substring(0, dash));
            var last = dash < 0 ? first : Number(part.Substring(dash + 1));
            if (first is null || last is null || last < first)
                return false;

            list.Add(new(first.Value, last.Value));
        }

        ranges = list.ToImmutable();
        return true;
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 4094 ? number : null;
}
