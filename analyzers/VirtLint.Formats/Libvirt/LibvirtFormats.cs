using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Ifupdown;
using VirtLint.Formats.Libvirt.Access;
using VirtLint.Formats.Libvirt.Domain;
using VirtLint.Formats.Libvirt.Host;
using VirtLint.Formats.Libvirt.Network;
using VirtLint.Formats.Libvirt.Schemas;
using VirtLint.Formats.Libvirt.Scripts;
using VirtLint.Formats.Libvirt.Snapshots;
using VirtLint.Formats.Libvirt.Storage;

namespace VirtLint.Formats.Libvirt;

/// <summary>The formats of libvirt and QEMU.</summary>
internal static class LibvirtFormats
{
    private static readonly string[] s_domainTypes =
        ["kvm", "qemu", "xen", "lxc", "bhyve", "hvf", "ch", "test", "vz", "parallels", "vmware", "hyperv", "virtuozzo", "nvmm", "xvf"];

    public static IReadOnlyList<Format> All { get; } =
    [
        new SaslFormat(),
        DaemonConfFormat.Network,
        DaemonConfFormat.Modular,
        new SocketUnitFormat(),
        new ClientConfFormat(),
        new GuestsServiceFormat(),
        new AuthConfFormat(),
        new PolkitRulesFormat(),
        new PolkitAuthorityFormat(),
        new LibvirtSecretFormat(),
        new QemuConfFormat(),
        new LxcConfFormat(),
        new LogDaemonFormat(),
        new VirshScriptFormat(),
        new ModprobeFormat(),
        new LibvirtXmlFormat("libvirt-domain", "libvirt domain XML", "domain", IsDomain, DomainBinder.Bind),
        new LibvirtXmlFormat("libvirt-snapshot", "libvirt domain snapshot XML", "domainsnapshot", static _ => true, SnapshotBinder.Bind),
        // A checkpoint marks what to back up and keeps no state: its grammar and keys are judged, and nothing else.
        new LibvirtXmlFormat("libvirt-checkpoint", "libvirt domain checkpoint XML", "domaincheckpoint", static _ => true, static (_, _) => { }),
        new LibvirtXmlFormat("libvirt-pool", "libvirt storage pool XML", "pool", PoolBinder.IsOurs, PoolBinder.Bind),
        new LibvirtXmlFormat("libvirt-volume", "libvirt storage volume XML", "volume", VolumeBinder.IsOurs, VolumeBinder.Bind),
        new LibvirtXmlFormat("libvirt-secret", "libvirt secret XML", "secret", SecretBinder.IsOurs, SecretBinder.Bind),
        new LibvirtXmlFormat("libvirt-backup", "libvirt backup XML", "domainbackup", static _ => true, BackupBinder.Bind),
        new ImageInfoFormat(),
        new LibvirtXmlFormat("libvirt-network", "libvirt network XML", "network", NetworkBinder.IsOurs, NetworkBinder.Bind),
        new LibvirtXmlFormat("libvirt-nwfilter", "libvirt network filter XML", "filter", FilterBinder.IsOurs, FilterBinder.Bind),
        new BridgeConfFormat(),
        .. LibvirtKeyFiles.All,
        IfupdownFormat.Libvirt,
    ];

    public static IReadOnlyList<ISiteLinker> Linkers { get; } =
    [
        new ConsoleLinker(),
        new SnapshotLinker(),
        new NetworkDiskLinker(),
        new SocketActivation(),
        new LibvirtNetworkLinker(),
        new GuestHosts(),
    ];

    public static IReadOnlyList<IBindingTable> Tables =>
    [
        DomainBinder.Table,
        DomainHealth.Table,
        DomainHealth.WatchdogDevice,
        DomainGraphics.Vnc,
        DomainGraphics.Spice,
        DomainCharacterDevices.Tcp,
        DomainLifecycle.Table,
        DomainLifecycle.Sharing,
        GuestsServiceFormat.Table,
        SnapshotBinder.Table,
        DomainDisks.Table,
        PoolBinder.Table,
        VolumeBinder.Table,
        SecretBinder.Table,
        BackupBinder.Table,
        ImageInfoFormat.Table,
        DomainCpu.Table,
        DomainCpu.Features,
        DomainCpu.PowerFeatures,
        DomainFirmware.Table,
        DomainFirmware.Tpm,
        DomainMemoryEncryption.DirectKernel,
        DomainVirtualDevices.NetworkCards,
        DomainVirtualDevices.Video,
        DomainVirtualDevices.Controllers,
        DaemonConfFormat.Tcp,
        DaemonConfFormat.Tls,
        DaemonConfFormat.Socket,
        DaemonConfFormat.Administration,
        SocketUnitFormat.Table,
        AuthConfFormat.Table,
        DomainHostDevices.Assigned,
        DomainHostDevices.ScsiUnits,
        DomainDevices.Folders,
        DomainDevices.Memory,
        DomainConfinement.Labels,
        DomainConfinement.Containers,
        QemuConfFormat.Hypervisor,
        DriverConfinement.Qemu,
        DriverConfinement.Lxc,
        QemuConfFormat.Migration,
        QemuConfFormat.GuestOutput,
        LogDaemonFormat.Table,
        DaemonLogging.Audit,
        DaemonLogging.Level,
        QemuConfConsoles.Vnc,
        QemuConfConsoles.Spice,
        QemuConfConsoles.Serial,
        DomainInterfaces.Table,
        NetworkBinder.Table,
        NetworkBinder.PortGroups,
        FilterBinder.Rules,
        IfupdownFormat.Libvirt.Table,
        NetworkDisks.Table,
        DomainDisks.Layers,
        DomainConfinement.Raw,
        DomainArguments.Consoles,
        DomainCpu.Entropy,
        DomainMemoryEncryption.Policy,
        DomainHostDevices.Ports,
        DomainInterfaces.Scripts,
        DomainGraphics.Common,
        DomainDevices.Channels,
        DomainLifecycle.Labels,
        DomainVirtualDevices.Present,
        DomainConsoles.Incoming,
        VirshScriptFormat.Table,
        DriverConfinement.Devices,
        QemuConfFormat.State,
        ModprobeFormat.Table,
        BridgeConfFormat.Table,
        DaemonConfFormat.Clients,
        ConnectionUri.Table,
        ConnectionUri.Login,
        LibvirtSecretFormat.Table,
        SaslFormat.Table,
        PolkitRulesFormat.Table,
        PolkitAuthorityFormat.Table,
        DaemonLogging.Outputs,
    ];

    /// <summary>Other products have a root element of this name too (GlassFish, for one).</summary>
    private static bool IsDomain(XmlHead head) =>
        head.Has("libvirt.org/schemas/domain")
        || s_domainTypes.Any(type => head.RootTag.Contains($"type='{type}'") || head.RootTag.Contains($"type=\"{type}\""))
        || (head.RootTag.Contains("type=") && head.Has("<devices"));
}
