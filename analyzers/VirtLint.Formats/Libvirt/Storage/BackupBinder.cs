using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Libvirt.Storage;

/// <summary>Binds <c>&lt;domainbackup&gt;</c> in pull mode, in which the hypervisor serves the disks: formatbackup.rst.</summary>
internal static class BackupBinder
{
    public static readonly BindingTable<MigrationPolicy> Table = new BindingTable<MigrationPolicy>(Platform.Libvirt, "domainbackup: server", "formatbackup.rst")
        .Row("@name", (p, f) => p.BackupAddress = f, Vocabulary.Listen)
        .Row(
            "@tls",
            (p, f) => p.BackupProtection = f,
            Vocabulary.Of(("yes", LinkProtection.Encrypted), ("no", LinkProtection.None)),
            whenAbsent: LinkProtection.None);

    public static void Bind(XmlElement backup, BindingContext context)
    {
        // formatbackup.rst, "server": transport is tcp unless stated; a Unix socket stays on the host.
        if (backup.Element("server") is { } server && server.Attribute("transport") is null or { Value: "tcp" })
            Table.Bind(context.Add(new MigrationPolicy("backup", context.Origin(server.NameSpan))), server, context);
    }
}
