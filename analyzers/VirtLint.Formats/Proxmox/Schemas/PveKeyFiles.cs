using System;
using System.Collections.Generic;
using VirtLint.Formats.Schemas;
using VirtLint.Model;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Schemas;

/// <summary>The files of Proxmox VE that are read for their keys and names alone.</summary>
internal static class PveKeyFiles
{
    public static IEnumerable<Format> All =>
    [
        Create("pve-pci-mapping", "Proxmox VE PCI mappings (mapping/pci.cfg)", static path => path.EndsWithSegments("mapping/pci.cfg"), SectionHeader.IdOnly, SectionKeys.PciMapping),
        Create("pve-usb-mapping", "Proxmox VE USB mappings (mapping/usb.cfg)", static path => path.EndsWithSegments("mapping/usb.cfg"), SectionHeader.IdOnly, SectionKeys.UsbMapping),
        Create("pve-subnets", "Proxmox VE subnets (sdn/subnets.cfg)", static path => path.EndsWithSegments("sdn/subnets.cfg"), SectionHeader.TypeAndId, SectionKeys.Subnets),
    ];

    private static KeyFileFormat Create(string id, string title, Func<FilePath, bool> isOurs, SectionHeader header, FormatSchema schema) =>
        new(id, title, Platform.ProxmoxVe, isOurs, PvePaths.SiteRoot, text => SectionConfigTree.Parse(text, header), schema);
}
