using System.Globalization;
using System.Linq;
using VirtLint.Model;

namespace VirtLint.Formats.Vmware;

/// <summary>The VLANs of distributed port groups, as commands write them.</summary>
internal static class VlanRanges
{
    private const int LastVlan = 4094;

    public static VlanMembership Single(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var vlan) ? VlanMembership.Access(vlan) : new VlanMembership(null, []);

    /// <summary>Numbers and ranges between commas; what is none of them is left out.</summary>
    public static VlanMembership Of(string text) => new(null,
    [
        .. text.Split(',').Select(static part => part.Split('-')).Select(static ends =>
            int.TryParse(ends[0].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var low) && int.TryParse(ends[ends.Length - 1].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var high) && low <= high && high <= LastVlan
                ? new PortRange(low, high)
                : (PortRange?)null).OfType<PortRange>(),
    ]);
}
