using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Formats.VirtualBox;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Packer;

/// <summary>Binds what VirtualBox' builders set of the guest that they export: by arguments, and by commands before and after the build.</summary>
/// <remarks>packer-plugin-virtualbox, builder/virtualbox/common: VBoxManageConfig; builder/virtualbox/iso: Config.</remarks>
internal static class VirtualBoxGuest
{
    private const string Place = "virtualbox-iso, virtualbox-ovf, virtualbox-vm";

    private const string Source = "packer-plugin-virtualbox, Config";

    private const string Manual = "VirtualBox manual: VBoxManage modifyvm";

    private static readonly BindingTable<CpuFeature> s_nesting = new BindingTable<CpuFeature>(Platform.Packer, Place, Source)
        .Row("nested_virt", (c, f) => c.Policy = f, PackerWords.Feature)
        .Computed("vboxmanage, vboxmanage_post: modifyvm --nested-hw-virt", c => c.Policy, "'on'", source: Manual);

    private static readonly BindingTable<SideChannel> s_channels = new BindingTable<SideChannel>(Platform.Packer, Place, Source)
        .Computed("vboxmanage: modifyvm --clipboard-mode, --clipboard, --drag-and-drop, --draganddrop", s => s.IsOpen, "any mode but 'disabled'", source: Manual);

    private static readonly BindingTable<NetworkInterface> s_cards = new BindingTable<NetworkInterface>(Platform.Packer, Place, Source)
        .Computed("vboxmanage: modifyvm --nic-promisc1", n => n.IsPromiscuous, "'allow-vms', 'allow-all'", source: Manual);

    public static IEnumerable<IBindingTable> Tables => [s_nesting, s_channels, s_cards];

    public static void Bind(PackerBuild build, VirtualMachine machine)
    {
        var (node, context) = (build.Node, build.Context);

        // Without an export, nothing remains of the guest but what its registration keeps.
        if (node.Find("skip_export") is { Value: "true" } && node.Find("keep_registered") is not { Value: "true" })
            return;

        var isBox = BuildImage.MakesBox(build);
        if (!isBox && node.Find("nested_virt") is { } nesting)
            s_nesting.Bind(context.Add(new CpuFeature("nested-virt", context.Origin(nesting.KeySpan), machine)), node, context);

        var options = OptionsOf(node).Where(option => !(isBox && option.Name.Text == "--nested-hw-virt")).ToList();
        var modification = new VboxModification(machine, context);
        foreach (var (name, value) in options.GroupBy(static option => option.Name.Text, StringComparer.Ordinal).Select(static stated => stated.Last()))
            modification.Bind([name, value], isConditional: false);
    }

    /// <summary>The options of <c>modifyvm</c> in the order in which they are set; behind the last one another command starts.</summary>
    private static IEnumerable<(Literal Name, Literal Value)> OptionsOf(ConfigNode node)
    {
        var words = node.Texts("vboxmanage").Concat(node.Texts("vboxmanage_post")).ToList();
        for (var at = 0; at + 1 < words.Count; at++)
        {
            if (words[at].Text != "modifyvm")
                continue;

            for (at += 2; at + 1 < words.Count && words[at].Text.StartsWith("--", StringComparison.Ordinal); at += 2)
                yield return (words[at], words[at + 1]);

            at--;
        }
    }
}
