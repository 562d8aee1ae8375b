using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Ansible;
using VirtLint.Formats.Bhyve;
using VirtLint.Formats.Binding;
using VirtLint.Formats.HostNetwork;
using VirtLint.Formats.HyperV;
using VirtLint.Formats.ImageScripts;
using VirtLint.Formats.Incus;
using VirtLint.Formats.KubeVirt;
using VirtLint.Formats.Libvirt;
using VirtLint.Formats.OpenStack;
using VirtLint.Formats.OpenVSwitch;
using VirtLint.Formats.Packer;
using VirtLint.Formats.Proxmox;
using VirtLint.Formats.Qemu;
using VirtLint.Formats.Terraform;
using VirtLint.Formats.Vagrant;
using VirtLint.Formats.VirtualBox;
using VirtLint.Formats.Vmware;
using VirtLint.Formats.Xen;
using VirtLint.Model;

namespace VirtLint.Formats;

/// <summary>Every format that VirtLint reads, in the order in which they are asked.</summary>
public sealed class FormatRegistry
{
    /// <summary>A format is one line here.</summary>
    public static FormatRegistry Default { get; } = new(
        [
            .. LibvirtFormats.All,
            .. ProxmoxFormats.All,
            .. OpenStackFormats.All,
            .. VmwareFormats.All,
            .. KubeVirtFormats.All,
            .. HyperVFormats.All,
            new TerraformFormat(),
            new PlanFormat(),
            new TemplateFileFormat(),
            .. PackerFormats.All,
            new AnsibleFormat(),
            .. IncusFormats.All,
            .. XenFormats.All,
            .. VboxFormats.All,
            .. VagrantFormats.All,
            .. OvsFormats.All,
            .. BhyveFormats.All,
            .. QemuFormats.All,
            new LibraryScriptFormat(),
            .. HostNetworkFormats.All,
            new TmpfilesFormat(),
            new UpdatesFormat(),
            new AnsibleVariablesFormat(),
        ],
        [
            .. LibvirtFormats.Linkers,
            .. ProxmoxFormats.Linkers,
            .. OpenStackFormats.Linkers,
            .. VmwareFormats.Linkers,
            .. IncusFormats.Linkers,
            .. KubeVirtFormats.Linkers,
            .. XenFormats.Linkers,
        ]);

    public FormatRegistry(IReadOnlyList<Format> formats, IReadOnlyList<ISiteLinker> linkers)
    {
        Formats = formats;
        Linkers = linkers;
    }

    public IReadOnlyList<Format> Formats { get; }

    public IReadOnlyList<ISiteLinker> Linkers { get; }

    /// <summary>What joins the files of several platforms on one host; runs when the platforms' own linkers have.</summary>
    public IReadOnlyList<IFleetLinker> FleetLinkers { get; } = [new HostBridgeLinker(), new AnswerLinker(), new UpdatesLinker()];

    /// <summary>Every binding table, for documentation and tests.</summary>
    public static IEnumerable<IBindingTable> Tables =>
    [
        .. LibvirtFormats.Tables,
        .. ProxmoxFormats.Tables,
        .. OpenStackFormats.Tables,
        .. VmwareFormats.Tables,
        .. KubeVirtFormats.Tables,
        .. HyperVFormats.Tables,
        .. TerraformResources.Tables,
        .. PackerFormats.Tables,
        .. AnsibleModules.Tables,
        .. IncusFormats.Tables,
        .. XenFormats.Tables,
        .. VboxFormats.Tables,
        .. VagrantFormats.Tables,
        .. OvsFormats.Tables,
        .. BhyveFormats.Tables,
        .. QemuFormats.Tables,
        .. LibraryCommands.Tables,
        .. HostNetworkFormats.Tables,
        TmpfilesFormat.Files,
        UpdatesFormat.Table,
    ];

    public Format? ById(string id) => Formats.FirstOrDefault(format => format.Id == id);

    /// <summary>Whether any format could want this file: false spares the host reading it.</summary>
    public bool MayClaim(FilePath path)
    {
        foreach (var format in Formats)
        {
            if (format.Claim(path) != PathClaim.None)
                return true;
        }

        return false;
    }

    /// <summary>The format of a file, by path first and by content second, or null when it is nothing to us.</summary>
    public Format? Recognise(FilePath path, SourceText text)
    {
        foreach (var format in Formats)
        {
            if (format.Claim(path) == PathClaim.Certain)
                return format;
        }

        foreach (var format in Formats)
        {
            if (format.Claim(path) == PathClaim.Possible && format.Sniff(path, text))
                return format;
        }

        return null;
    }
}

/// <summary>Joins what the files of one host or cluster say about each other.</summary>
public interface ISiteLinker
{
    Platform Platform { get; }

    /// <summary>Sets the facts that several files decide together. Runs once per site, after every file is bound and before any rule.</summary>
    void Link(Site site);
}

/// <summary>Joins what the files of several platforms say about each other.</summary>
public interface IFleetLinker
{
    /// <summary>Sets the facts that files of several sites decide together. Runs once, behind every <see cref="ISiteLinker"/>.</summary>
    void Link(Fleet fleet);
}
