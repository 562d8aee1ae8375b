using VirtLint.Formats.Schemas;

namespace VirtLint.Formats.Proxmox.Schemas;

/// <summary>Property strings that several files of Proxmox VE share.</summary>
internal static class PveKeys
{
    /// <summary>// pve-common, JSONSchema.pm: bwlimit</summary>
    public static KeySet Bandwidth { get; } = new KeySet("'bwlimit'", KeyCoverage.Complete)
        .Keys(ValueShape.Any, "default", "restore", "migration", "clone", "move");

    /// <summary>// pve-common, JSONSchema.pm: pve-startup-order</summary>
    public static KeySet Startup { get; } = new KeySet("'startup'", KeyCoverage.Complete) { DefaultKey = "order" }
        .Keys(ValueShape.Number(0), "order", "up", "down");

    /// <summary>// qemu-server, Network.pm: $ipconfig_fmt; pve-container, LXC/Config.pm: $netconf_desc</summary>
    public static KeySet AddressConfig { get; } = new KeySet("the addresses of a network device", KeyCoverage.Complete)
        .Keys(ValueShape.Any, "ip", "ip6")
        .Needing("ip", ValueShape.Any, "gw")
        .Needing("ip6", ValueShape.Any, "gw6");

    /// <summary>// pve-common, JSONSchema.pm: prune-backups</summary>
    public static KeySet Retention { get; } = new KeySet("'prune-backups'", KeyCoverage.Complete)
        .Keys(PveShape.Boolean, "keep-all")
        .Keys(ValueShape.Number(0), "keep-last", "keep-hourly", "keep-daily", "keep-weekly", "keep-monthly", "keep-yearly");
}
