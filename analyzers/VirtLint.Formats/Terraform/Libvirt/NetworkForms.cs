using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Libvirt.Network;
using VirtLint.Formats.Libvirt.Storage;

namespace VirtLint.Formats.Terraform.Libvirt;

/// <summary>The attributes of <c>libvirt_network</c>, <c>libvirt_pool</c> and <c>libvirt_volume</c> since 0.9 as the XML that the provider writes of them.</summary>
/// <remarks>dmacvicar/libvirt 0.9, docs/resources/network.md, pool.md, volume.md and docs/schema-mapping.md.</remarks>
internal static class NetworkForms
{
    private static readonly XmlForm s_portGroup = new()
    {
        { "name", "@name" },
        { "default", "@default" },
        { "trust_guest_rx_filters", "@trustGuestRxFilters" },
        { "vlan.trunk", "vlan/@trunk" },
        { "vlan.tags", "vlan/tag", DomainForms.Tags },
    };

    private static readonly XmlForm s_host = new() { { "name", "@name" } };

    private static readonly XmlForm s_device = new() { { "path", "@path" } };

    public static XmlForm Network { get; } = new()
    {
        { "forward.mode", "forward/@mode" },
        { "forward", "forward" },
        { "bridge.name", "bridge/@name" },
        { "bridge.zone", "bridge/@zone" },
        { "mtu.size", "mtu/@size" },
        { "port_options.isolated", "port/@isolated" },
        { "trust_guest_rx_filters", "@trustGuestRxFilters" },
        { "vlan.trunk", "vlan/@trunk" },
        { "vlan.tags", "vlan/tag", DomainForms.Tags },
        DomainForms.VirtualPort,
        { "port_groups", "portgroup", s_portGroup },
    };

    public static XmlForm Pool { get; } = new()
    {
        { "type", "@type" },
        { "source", "source" },
        { "source.host", "source/host", s_host },
        { "source.dir.path", "source/dir/@path" },
        { "source.device", "source/device", s_device },
        { "source.format.type", "source/format/@type" },
        { "source.protocol.version", "source/protocol/@ver" },
        { "source.auth", "source/auth" },
        { "target.path", "target/path/text()" },
        { "target.permissions.mode", "target/permissions/mode/text()" },
    };

    public static XmlForm Volume { get; } = new()
    {
        { "target.format.type", "target/format/@type" },
        { "target.permissions.mode", "target/permissions/mode/text()" },
        { "target.encryption.format", "target/encryption/@format" },
        { "target.encryption.cipher.name", "target/encryption/cipher/@name" },
        { "target.encryption.cipher.mode", "target/encryption/cipher/@mode" },
        { "target.encryption.cipher.size", "target/encryption/cipher/@size" },
        { "backing_store.path", "backingStore/path/text()" },
        { "backing_store.format.type", "backingStore/format/@type" },
    };

    /// <summary>Libvirt's tables in the names of the resources.</summary>
    public static IEnumerable<IBindingTable> Tables =>
    [
        new TranslatedTable(NetworkBinder.Table, "libvirt_network: 0.9", Network),
        new TranslatedTable(NetworkBinder.PortGroups, "libvirt_network: port_groups", s_portGroup),
        new TranslatedTable(PoolBinder.Table, "libvirt_pool", Pool),
        new TranslatedTable(VolumeBinder.Table, "libvirt_volume", Volume),
    ];
}
