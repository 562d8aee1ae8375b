using VirtLint.Model;

namespace VirtLint.Rules.Network;

/// <summary>Whose firewall it is.</summary>
internal static class FirewallGuests
{
    /// <summary>Whether the policy is that of a guest to which foreign traffic is business.</summary>
    public static bool IsForNetworkFunction(this FirewallPolicy firewall, RuleContext context) => firewall.Machine?.IsNetworkFunction(context.Options) == true;
}
