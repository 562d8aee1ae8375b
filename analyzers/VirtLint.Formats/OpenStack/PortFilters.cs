using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.OpenStack;

/// <summary>Whether the security groups of a port have anything that applies them.</summary>
internal static class PortFilters
{
    /// <summary>
    /// The kind of port that is handed to the guest past the switch, where groups are set for it. A profile may say that the
    /// adapter itself applies them. // neutron, "SR-IOV", "OVS hardware offloading": binding:profile, capabilities
    /// </summary>
    public static Fact<string> Read(SettingScope scope, Setting? type, Setting? groups, bool hasProfile, BindingContext context)
    {
        if (type is null || hasProfile || groups is null || (groups.Unresolved is null && groups.Value.Length == 0 && groups.Items.IsDefaultOrEmpty))
            return Fact<string>.Absent;

        var kind = Facts.Of(scope, type, static text => text, context);
        return kind.IsUnresolved || kind.Is(static text => text is "direct" or "direct-physical" or "macvtap") ? kind : Fact<string>.Absent;
    }
}
