using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Proxmox.Schemas;
using VirtLint.Formats.Schemas;
using VirtLint.Model;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Guest;

/// <summary>The configuration of a Proxmox VE container: <c>lxc/NUMBER.conf</c>.</summary>
internal sealed class LxcFormat : Format
{
    public static readonly BindingTable<VirtualMachine> Table = new BindingTable<VirtualMachine>(Platform.ProxmoxVe, "lxc/VMID.conf", "pct.conf(5)")
        .Row("template", (m, f) => m.IsTemplate = f, Vocabulary.PveBoolean, whenAbsent: false, source: "template");

    public override string Id => "pve-lxc";

    public override Platform Platform => Platform.ProxmoxVe;

    public override string Title => "Proxmox VE container (lxc/VMID.conf)";

    public override FormatSchema? Schema { get; } = new GuestSchema(LxcKeys.All, QemuKeys.All);

    public override PathClaim Claim(FilePath path) => GuestHead.Claim(path, "lxc", "qemu-server");

    public override bool Sniff(FilePath path, SourceText text) => GuestHead.IsContainer(text);

    public override string SiteRoot(FilePath path) => GuestHead.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = PveGuestTree.Parse(context.File.Text, PveGuestKind.Container);
        context.AddErrors(tree);
        context.IsPartial = tree.IsTemplate;
        var settings = tree.Effective;
        var machine = context.Add(new VirtualMachine(GuestHead.NameOf(path), context.Origin(settings.Anchor)));
        machine.IsContainer = Fact.Default(true, machine.Origin, "pct.conf(5)");
        Table.Bind(machine, settings, context);
        LxcStorage.Bind(machine, settings, context);
        LxcInterfaces.Bind(machine, settings, context);
        LxcSecurity.Bind(machine, settings, context);
        GuestConsoles.BindContainer(machine, settings, context);
        GuestLifecycle.Bind(machine, tree, context);
    }
}
