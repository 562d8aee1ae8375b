using VirtLint.Formats.Binding;
using VirtLint.Formats.Libvirt.Schemas;
using VirtLint.Formats.Schemas;
using VirtLint.Model;
using VirtLint.Syntax.LibvirtConf;

namespace VirtLint.Formats.Libvirt.Host;

/// <summary>The daemon that writes down what guests print: <c>virtlogd.conf</c>.</summary>
/// <remarks>libvirt, src/logging/virtlogd.conf; defaults in log_daemon_config.c.</remarks>
internal sealed class LogDaemonFormat : Format
{
    private const string Daemon = "virtlogd";

    public static readonly BindingTable<LogSink> Table = new BindingTable<LogSink>(Platform.Libvirt, "virtlogd.conf", "virtlogd.conf")
        .Row(
            "max_size",
            (s, f) => s.BoundsGuestOutput = f,
            new SizeLimit(),
            whenAbsent: true,
            source: "max_size, \"Setting max_size to zero will disable rollover entirely\"");

    public override string Id => "libvirt-virtlogd-conf";

    public override Platform Platform => Platform.Libvirt;

    public override string Title => "libvirt log daemon settings (virtlogd.conf)";

    public override PathClaim Claim(FilePath path) =>
        path.Name is "virtlogd.conf" or "virtlogd.conf.j2" or "virtlogd.conf.erb" ? PathClaim.Certain : PathClaim.None;

    public override FormatSchema? Schema { get; } = new FlatSchema(LibvirtConfKeys.LogDaemon, LibvirtConfKeys.Family);

    public override string SiteRoot(FilePath path) => LibvirtPaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = LibvirtConfTree.Parse(context.File.Text);
        context.AddErrors(tree);
        context.IsPartial = tree.IsTemplate;
        Table.Bind(context.Add(new LogSink("guest output", context.Origin(tree.Root.Anchor))), tree.Root, context);
        DaemonLogging.Bind(Daemon, tree.Root, hasAudit: false, context);
    }

    /// <summary>A size in bytes, of which zero means none.</summary>
    private sealed class SizeLimit : Vocabulary<bool>
    {
        // virtlogd.conf: max_size, "Defaults to 2 MB"
        private const string Shipped = "2097152";

        public override string Expected => "a number of bytes";

        public override bool TryRead(string text, out bool value)
        {
            var isNumber = ulong.TryParse(text, out var size);
            value = size != 0;
            return isNumber;
        }

        public override string? Spell(bool value) => value ? Shipped : null;
    }
}
