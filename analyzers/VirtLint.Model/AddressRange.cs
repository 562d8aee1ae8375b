using System.Net;

namespace VirtLint.Model;

/// <summary>Whether addresses lie in networks.</summary>
public static class AddressRange
{
    /// <param name="network">An address, or a network such as <c>10.9.0.0/24</c>.</param>
    /// <param name="address">An address without prefix length.</param>
    public static bool Contains(string network, string address)
    {
        var slash = network.IndexOf('/');
        if (!IPAddress.TryParse(slash < 0 ? network : network.Substring(0, slash), out var start) || !IPAddress.TryParse(address, out var inside))
            return false;

        var (a, b) = (start.GetAddressBytes(), inside.GetAddressBytes());
        if (a.Length != b.Length || !int.TryParse(slash < 0 ? $"{a.Length * 8}" : network.Substring(slash + 1), out var prefix))
            return false;

        for (var bit = 0; bit < prefix && bit < a.Length * 8; bit++)
        {
            var mask = 0x80 >> (bit % 8);
            if ((a[bit / 8] & mask) != (b[bit / 8] & mask))
                return false;
        }

        return true;
    }
}
