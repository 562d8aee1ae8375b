using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.Isolation;

/// <summary>Flags a channel between guest and console that somebody switched on.</summary>
public sealed class ConsoleSideChannel() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL5020",
        title: "Clipboard or files cross between guest and console",
        message: "'{0}' lets {1} cross between guest and console",
        category: Category.Isolation,
        severity: DiagnosticSeverity.Info,
        precision: Precision.VeryHigh,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe, Platform.Vmware, Platform.Xen, Platform.VirtualBox, Platform.Vagrant, Platform.HyperV, Platform.OVirt, Platform.OpenStack, Platform.Packer],
        securitySeverity: 4.4,
        standards: ["CWE-668", "NIST SP 800-125 guest OS isolation"]);

    public override void Check(SideChannel channel, RuleContext context)
    {
        if (channel.Owner is not (VirtualMachine or Hypervisor) || What(channel.Channel) is not { } what || !context.States(channel.IsOpen, true) || channel.Owner is VirtualMachine machine && IsDesktop(machine, context))
            return;

        var finding = context.Report(channel, channel.IsOpen, channel.Owner.Name, what).Fix(channel.IsOpen, false, isSafe: true);
        if (finding.Help is null)
            finding.Advise("close it, or name the label of desktop guests in virtlint.desktop_labels");
    }

    private static bool IsDesktop(VirtualMachine machine, RuleContext context)
    {
        var labels = context.Options.List("virtlint.desktop_labels", "desktop", "vdi");
        return machine.Tags.Or("").Split(';', ',', ' ').Append(machine.Purpose.Or("")).Intersect(labels, StringComparer.OrdinalIgnoreCase).Any();
    }

    private static string? What(SideChannelKind kind) => kind switch
    {
        SideChannelKind.Clipboard => "the clipboard",
        SideChannelKind.FileTransfer => "files",
        SideChannelKind.FolderSharing => "a shared folder",
        SideChannelKind.UsbRedirection => "USB devices",
        _ => null,
    };
}
