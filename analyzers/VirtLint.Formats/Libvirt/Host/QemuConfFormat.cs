using VirtLint.Formats.Binding;
using VirtLint.Formats.Libvirt.Schemas;
using VirtLint.Formats.Schemas;
using VirtLint.Model;
using VirtLint.Syntax.LibvirtConf;

namespace VirtLint.Formats.Libvirt.Host;

/// <summary>The QEMU driver's settings of a libvirt host: <c>qemu.conf</c>.</summary>
/// <remarks>libvirt, src/qemu/qemu.conf.in; defaults in qemu_conf.c.</remarks>
internal sealed class QemuConfFormat : Format
{
    public const string FormatId = "libvirt-qemu-conf";

    public const string Source = "qemu.conf";

    /// <summary>The name that the entities of this file bear.</summary>
    public const string Name = "qemu.conf";
    /// <summary>Where state and memory of guests are kept, when the host says so itself.</summary>
    private static readonly string[] s_stateFolders = ["auto_dump_path", "memory_backing_dir"];

    public static readonly BindingTable<Hypervisor> Hypervisor = new BindingTable<Hypervisor>(Platform.Libvirt, "qemu.conf", Source)
        .Row("dump_guest_core", (h, f) => h.CoreDump = f, Vocabulary.OneZero, whenAbsent: false, source: "dump_guest_core")
        .Row(
            "nbd_tls",
            (h, f) => h.NetworkDiskProtection = f,
            Vocabulary.Of(("1", LinkProtection.Encrypted), ("0", LinkProtection.None)),
            whenAbsent: LinkProtection.None,
            source: "nbd_tls");

    public static readonly BindingTable<MigrationPolicy> Migration = new BindingTable<MigrationPolicy>(Platform.Libvirt, "qemu.conf", Source)
        .Row(
            "migrate_tls_force",
            (p, f) => p.Protection = f,
            Vocabulary.Of(("1", LinkProtection.Encrypted), ("0", LinkProtection.Opportunistic)),
            whenAbsent: LinkProtection.Opportunistic,
            source: "migrate_tls_force, \"By default TLS is requested using the VIR_MIGRATE_TLS flag, thus not requested automatically\"")
        .Row("migration_address", (p, f) => p.Address = f, Vocabulary.Listen, ListenAddress.Of("0.0.0.0"), "migration_address")
        .Row("migration_host", (p, f) => p.Peer = f, Vocabulary.Text, source: "migration_host")
        .Computed("migrate_tls_x509_verify, default_tls_x509_verify", p => p.VerifyPeer, "'1' or '0'", whenAbsent: "1", source: "migrate_tls_x509_verify")
        .Computed("backup_tls_x509_verify, default_tls_x509_verify", p => p.VerifyCopyPeer, "'1' or '0'", whenAbsent: "1", source: "backup_tls_x509_verify");

    /// <summary>Who writes down what guests print: virtlogd rotates it, a plain file grows for ever.</summary>
    public static readonly BindingTable<LogSink> GuestOutput = new BindingTable<LogSink>(Platform.Libvirt, "qemu.conf", Source)
        .Row(
            "stdio_handler",
            (s, f) => s.BoundsGuestOutput = f,
            Vocabulary.Of(("logd", true), ("file", false)),
            whenAbsent: true,
            source: "stdio_handler");

    /// <summary>Where state and memory of guests are kept.</summary>
    public static readonly BindingTable<ImageStore> State = new BindingTable<ImageStore>(Platform.Libvirt, "qemu.conf", Source)
        .Computed("auto_dump_path", s => s.Path, "a path", source: "auto_dump_path")
        .Computed("memory_backing_dir", s => s.Path, "a path", source: "memory_backing_dir");

    public override string Id => FormatId;

    public override Platform Platform => Platform.Libvirt;

    public override string Title => "libvirt QEMU driver settings (qemu.conf)";

    /// <summary>SASL, modprobe and their kin keep a file of this name in folders of their own.</summary>
    public override PathClaim Claim(FilePath path) =>
        path.Name is not ("qemu.conf" or "qemu.conf.j2" or "qemu.conf.erb" or "qemu.conf.epp" or "qemu.conf.tmpl") ? PathClaim.None
        : path.FolderName is "sasl2" or "sasl" || path.FolderName.EndsWith(".d", System.StringComparison.Ordinal) ? PathClaim.None
        : PathClaim.Certain;

    public override FormatSchema? Schema { get; } = new FlatSchema(LibvirtConfKeys.Qemu, LibvirtConfKeys.Family, ConfCombinations.CheckQemu);

    public override string SiteRoot(FilePath path) => LibvirtPaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = LibvirtConfTree.Parse(context.File.Text);
        context.AddErrors(tree);
        context.IsPartial = tree.IsTemplate;
        var origin = context.Origin(tree.Root.Anchor);
        var hypervisor = context.Add(new Hypervisor(Name, origin));
        Hypervisor.Bind(hypervisor, tree.Root, context);
        DriverConfinement.BindQemu(path, hypervisor, tree.Root, context);
        BindMigration(context.Add(new MigrationPolicy(Name, origin) { NeedsKeys = true }), tree.Root, context);
        GuestOutput.Bind(context.Add(new LogSink("guest output", origin)), tree.Root, context);
        QemuConfConsoles.Bind(tree.Root, context);
        foreach (var key in s_stateFolders)
        {
            if (tree.Root.Find(key) is { } folder)
                context.Add(new ImageStore(key, origin)).Path = Facts.Read(tree.Root, folder, key, Vocabulary.Text, context);
        }
    }

    private static void BindMigration(MigrationPolicy policy, LibvirtConfScope settings, BindingContext context)
    {
        Migration.Bind(policy, settings, context);
        policy.VerifyPeer = VerifyPeer(settings, "migrate_tls_x509_verify", whenAbsent: true, context);
        policy.VerifyCopyPeer = VerifyPeer(settings, "backup_tls_x509_verify", whenAbsent: true, context);
    }

    /// <summary>
    /// Whether a service verifies the certificate of its peer: by its own key, else by the one for all services, else by its
    /// built-in default. // qemu.conf: default_tls_x509_verify
    /// </summary>
    public static Fact<bool> VerifyPeer(LibvirtConfScope settings, string key, bool whenAbsent, BindingContext context) =>
        settings.Find(key) is null && settings.Find("default_tls_x509_verify") is not null
            ? Facts.Read(settings, "default_tls_x509_verify", Vocabulary.OneZero, null, Source, context)
            : Facts.Read(settings, key, Vocabulary.OneZero, whenAbsent, $"{Source}: {key}", context);
}
