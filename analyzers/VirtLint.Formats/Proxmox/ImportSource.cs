using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox;

/// <summary>Binds the ESXi hosts that a cluster imports guests from: <c>esxi:</c> sections of storage.cfg.</summary>
internal static class ImportSource
{
    public static readonly BindingTable<MigrationPolicy> Table = new BindingTable<MigrationPolicy>(Platform.ProxmoxVe, "storage.cfg: esxi", "pve-storage, ESXiPlugin.pm")
        .Row("skip-cert-verification", (p, f) => p.VerifyImportSource = f, PveFlags.Off, whenAbsent: true, source: "skip-cert-verification")
        .Row("server", (p, f) => p.Peer = f, Vocabulary.Text, source: "server");

    public static void Bind(ConfigSection section, BindingContext context)
    {
        if (section.Type == "esxi")
            Table.Bind(context.Add(new MigrationPolicy(section.Id, context.Origin(section.Anchor))), section, context);
    }
}
