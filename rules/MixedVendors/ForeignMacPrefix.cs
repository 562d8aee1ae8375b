using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.MixedVendors;

/// <summary>Flags hardware addresses from the range of another product.</summary>
public sealed class ForeignMacPrefix() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL8020",
        title: "MAC address belongs to another vendor's range",
        message: "{0} has the MAC address {1} from the range of {2}",
        category: Category.MixedVendors,
        severity: DiagnosticSeverity.Info,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.Vmware, Platform.HyperV],
        profile: Profile.Strict,
        securitySeverity: 3.1);

    /// <summary>The prefixes that products generate addresses from, with the platform whose own they are.</summary>
    private static readonly (string Prefix, string Product, Platform[] Own)[] s_ranges =
    [
        ("52:54:00:", "QEMU and libvirt", [Platform.Libvirt, Platform.KubeVirt, Platform.Harvester]),
        ("bc:24:11:", "Proxmox VE", [Platform.ProxmoxVe]),
        ("00:50:56:", "VMware", [Platform.Vmware]),
        ("00:0c:29:", "VMware", [Platform.Vmware]),
        ("00:05:69:", "VMware", [Platform.Vmware]),
        ("00:15:5d:", "Hyper-V", [Platform.HyperV]),
        ("08:00:27:", "VirtualBox", [Platform.VirtualBox, Platform.Vagrant]),

        // libvirt gives guests of Xen their addresses from here, and OpenStack's guests are libvirt's.
        ("00:16:3e:", "Xen", [Platform.Libvirt, Platform.Xen, Platform.Incus]),
        ("fa:16:3e:", "OpenStack", [Platform.Libvirt]),
    ];

    public override void Check(NetworkInterface nic, RuleContext context)
    {
        if (nic.IsForeign || !context.States(nic.Mac, mac => RangeOf(mac) is { } range && !range.Own.Contains(nic.DeployedTo ?? context.Site.Platform)) || RangeOf(nic.Mac.Value) is not { } foreign)
            return;

        context.Report(nic, nic.Mac, nic.Subject, nic.Mac.Phrase, foreign.Product).Advise("let the platform make up an address, unless licences or reservations hang on this one");
    }

    private static (string Product, Platform[] Own)? RangeOf(string mac)
    {
        foreach (var (prefix, product, own) in s_ranges)
        {
            if (mac.StartsWith(prefix, StringComparison.Ordinal))
                return (product, own);
        }

        return null;
    }
}
