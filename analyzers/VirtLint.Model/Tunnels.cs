using System.Linq;

namespace VirtLint.Model;

/// <summary>The networks that a project declares to run inside IPsec, WireGuard or their kin: <c>virtlint.tunnels</c>.</summary>
public static class Tunnels
{
    private const string Key = "virtlint.tunnels";

    /// <param name="options">What the project says.</param>
    /// <param name="address">An address or a network; empty text is in no tunnel.</param>
    public static bool Carry(ProjectOptions options, string address)
    {
        if (address.Length == 0 || options.Text(Key) is null)
            return false;

        var slash = address.IndexOf('/');
        var start = slash < 0 ? address : address.Substring(0, slash);
        return options.List(Key).Any(network => AddressRange.Contains(network, start));
    }
}
