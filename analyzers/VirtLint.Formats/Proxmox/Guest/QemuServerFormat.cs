using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Proxmox.Schemas;
using VirtLint.Formats.Schemas;
using VirtLint.Model;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Guest;

/// <summary>The configuration of a Proxmox VE virtual machine: <c>qemu-server/NUMBER.conf</c>.</summary>
/// <remarks>The effective settings, with pending changes applied, are judged; snapshots only as snapshots.</remarks>
internal sealed class QemuServerFormat : Format
{
    public static readonly BindingTable<VirtualMachine> Table = new BindingTable<VirtualMachine>(Platform.ProxmoxVe, "qemu-server/VMID.conf", "qm.conf(5)")
        .Row("template", (m, f) => m.IsTemplate = f, Vocabulary.PveBoolean, whenAbsent: false, source: "template")
        .Row("cipassword", (m, f) => m.UserDataSecret = f, Vocabulary.Secret, source: "cipassword");

    public override string Id => "pve-qemu";

    public override Platform Platform => Platform.ProxmoxVe;

    public override string Title => "Proxmox VE virtual machine (qemu-server/VMID.conf)";

    public override FormatSchema? Schema { get; } = new GuestSchema(QemuKeys.All, LxcKeys.All, QemuCombinations.Check);

    public override PathClaim Claim(FilePath path) => GuestHead.Claim(path, "qemu-server", "lxc");

    public override bool Sniff(FilePath path, SourceText text) => GuestHead.IsVirtualMachine(text);

    public override string SiteRoot(FilePath path) => GuestHead.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = PveGuestTree.Parse(context.File.Text, PveGuestKind.VirtualMachine);
        context.AddErrors(tree);
        context.IsPartial = tree.IsTemplate;
        var settings = tree.Effective;
        var machine = context.Add(new VirtualMachine(GuestHead.NameOf(path), context.Origin(settings.Anchor)));
        machine.IsContainer = Fact.Default(false, machine.Origin, "qm.conf(5)");
        Table.Bind(machine, settings, context);
        QemuDisks.Bind(machine, settings, context);
        QemuInterfaces.Bind(machine, settings, context);
        QemuDevices.Bind(machine, settings, context);
        GuestConsoles.BindMachine(machine, settings, context);
        QemuOverrides.Bind(machine, settings, context);
        GuestHealth.Bind(machine, settings, context);
        QemuFirmware.Bind(machine, settings, context);
        QemuCpu.Bind(machine, settings, context);
        QemuVirtualDevices.Bind(machine, settings, context);
        GuestLifecycle.Bind(machine, tree, context);
    }
}
