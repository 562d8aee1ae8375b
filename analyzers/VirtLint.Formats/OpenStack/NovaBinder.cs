using System;
using System.Globalization;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.OpenStack;

/// <summary>The compute service: <c>nova.conf</c>.</summary>
internal static class NovaBinder
{
    private const string Source = "nova.conf";

    /// <summary>A ratio as a percentage; zero for one that leaves the choice to others.</summary>
    public static Vocabulary<int> Percent { get; } = Oslo.Judged("a ratio", PercentOf);

    private static readonly string[] s_safeExtents = ["streamOptimized", "monolithicSparse"];

    // nova/conf/libvirt.py: live_migration_with_native_tls, live_migration_permit_post_copy
    public static readonly BindingTable<MigrationPolicy> Migration = new BindingTable<MigrationPolicy>(Platform.OpenStack, "nova.conf: libvirt", Source)
        .Row("live_migration_with_native_tls", (p, f) => p.Protection = f, Oslo.Words(LinkProtection.Encrypted, LinkProtection.None), LinkProtection.None)
        .Row("live_migration_permit_post_copy", (p, f) => p.PostCopy = f, Oslo.Boolean, false);

    // nova/conf/vnc.py: server_listen, auth_schemes
    public static readonly BindingTable<RemoteConsole> Vnc = new BindingTable<RemoteConsole>(Platform.OpenStack, "nova.conf: vnc", Source)
        .Row("server_listen", (c, f) => c.Address = f, Vocabulary.Listen, ListenAddress.Of("127.0.0.1"))
        .Row("auth_schemes", (c, f) => c.Authentication = f, Oslo.Judged("a list of schemes", AuthenticationOf, (ConsoleAuthentication.ClientCertificate, "vencrypt")), ConsoleAuthentication.None)
        .Row("auth_schemes", (c, f) => c.Transport = f, Oslo.Judged("a list of schemes", TransportOf, (LinkProtection.Encrypted, "vencrypt")), LinkProtection.None);

    // nova/conf/spice.py: server_listen, require_secure
    public static readonly BindingTable<RemoteConsole> Spice = new BindingTable<RemoteConsole>(Platform.OpenStack, "nova.conf: spice", Source)
        .Row("server_listen", (c, f) => c.Address = f, Vocabulary.Listen, ListenAddress.Of("127.0.0.1"))
        .Computed("enabled", c => c.Protocol, "a boolean")
        .Computed("html5proxy_base_url; vnc/novncproxy_base_url, serial_console/base_url, mks/mksproxy_base_url", c => c.ProxyUrl, "a URL")
        .Row("require_secure", (c, f) => c.Transport = f, Oslo.Words(LinkProtection.Encrypted, LinkProtection.Opportunistic), LinkProtection.Opportunistic);

    // nova/conf/workarounds.py: disable_rootwrap
    public static readonly BindingTable<Hypervisor> Workarounds = new BindingTable<Hypervisor>(Platform.OpenStack, "nova.conf: workarounds", Source)
        .Row("disable_rootwrap", (h, f) => h.LimitsRootCommands = f, Oslo.Words(false, true));

    // nova/conf/libvirt.py: virt_type
    public static readonly BindingTable<Hypervisor> Libvirt = new BindingTable<Hypervisor>(Platform.OpenStack, "nova.conf: libvirt", Source)
        .Row("virt_type", (h, f) => h.Acceleration = f, Oslo.Judged("a type", static text => text == "qemu" ? Model.Acceleration.Software : Model.Acceleration.Hardware, (Model.Acceleration.Hardware, "kvm")))
        .Computed("virt_type, uid_maps", h => h.ContainersHaveHostRoot, "'lxc' without a map of users")
        .Computed("inject_password, inject_key, inject_partition", h => h.WritesIntoGuestDisks, "booleans, and a partition other than -2");

    // nova/conf/compute.py: cpu_allocation_ratio, ram_allocation_ratio, reserved_host_memory_mb, running_deleted_instance_action
    public static readonly BindingTable<Hypervisor> Capacity = new BindingTable<Hypervisor>(Platform.OpenStack, "nova.conf: DEFAULT", Source)
        .Row("cpu_allocation_ratio", (h, f) => h.CpuOvercommit = f, Percent)
        .Row("ram_allocation_ratio", (h, f) => h.MemoryOvercommit = f, Percent)
        .Row("reserved_host_memory_mb", (h, f) => h.ReservedMemory = f, Vocabulary.Integer)
        .Row("running_deleted_instance_action", (h, f) => h.KeepsDeletedGuests = f, Vocabulary.Of(("reap", false), ("shutdown", false), ("noop", true), ("log", true)));

    // nova/conf/novnc.py: record
    public static readonly BindingTable<LogSink> Recordings = new BindingTable<LogSink>(Platform.OpenStack, "nova.conf: DEFAULT", Source)
        .Row("record", (s, f) => s.RecordsConsolesTo = f, Vocabulary.Text);

    // nova/conf/glance.py: verify_glance_signatures; workarounds.py: disable_deep_image_inspection; compute.py: vmdk_allowed_types
    public static readonly BindingTable<ImageStore> Signatures = new BindingTable<ImageStore>(Platform.OpenStack, "nova.conf: glance", Source)
        .Row("verify_glance_signatures", (s, f) => s.VerifiesSignatures = f, Oslo.Boolean, false);

    public static readonly BindingTable<ImageStore> Inspection = new BindingTable<ImageStore>(Platform.OpenStack, "nova.conf: workarounds", Source)
        .Row("disable_deep_image_inspection", (s, f) => s.InspectsImages = f, Oslo.Words(false, true))
        .Computed("compute/vmdk_allowed_types", s => s.ForeignExtents, "a list of subformats; those count that name other files");

    public static readonly BindingTable<ImageStore> Encryption = new BindingTable<ImageStore>(Platform.OpenStack, "nova.conf: ephemeral_storage_encryption", Source)
        .Row("enabled", (s, f) => s.EncryptsNewDisks = f, Oslo.Boolean);

    // nova/conf/ephemeral_storage.py: cipher, key_size
    public static readonly BindingTable<ImageStore> Ciphers = new BindingTable<ImageStore>(Platform.OpenStack, "nova.conf: ephemeral_storage_encryption cipher", Source)
        .Row("cipher", (s, f) => s.Cipher = f, Vocabulary.Text)
        .Row("key_size", (s, f) => s.CipherBits = f, Vocabulary.Integer);

    public static readonly BindingTable<ImageStore> Disks = new BindingTable<ImageStore>(Platform.OpenStack, "nova.conf: libvirt", Source)
        .Row("images_type", (s, f) => s.CanEncrypt = f, Oslo.Judged("a back end", static text => text == "lvm", (true, "lvm")), false)
        .Row("volume_clear", (s, f) => s.WipesOnDelete = f, Oslo.Judged("a method", static text => text != "none", (true, "zero")));

    public static void Bind(OsloConf conf, BindingContext context)
    {
        BindProxies(conf, context);
        BindMetadata(conf, context);
        BindSignatures(conf, context);
        NovaCompanions.Check(conf, context);
        PciDevices.Bind(conf, context);
        if (conf.Find("DEFAULT", "record") is { Value.Length: > 0 } record)
            Recordings.Bind(context.Add(new LogSink("console proxy", context.Origin(record.KeySpan))), conf.Section("DEFAULT"), context);

        var all = conf.Section("DEFAULT");
        if (Capacity.Rows.Any(row => all.Find(row.Key) is not null))
            Capacity.Bind(context.Add(new Hypervisor("nova", context.Origin(all.Anchor))), all, context);

        if (!conf.Has("libvirt") && conf.Find("DEFAULT", "compute_driver") is null)
            return;

        var libvirt = conf.Section("libvirt");
        var type = libvirt.Find("virt_type");
        var isVirtual = type is null or { Unresolved: null, IsConditional: false, Value: "kvm" or "qemu" };
        var isLibvirt = conf.Find("DEFAULT", "compute_driver") is null or { Unresolved: null, Value: "libvirt.LibvirtDriver" };
        var host = BindHost(conf, type, context);
        if (isVirtual && isLibvirt)
            BindMigration(conf, libvirt, host, context);

        if (isLibvirt)
        {
            NovaDevices.Bind(conf, host, context);
            BindConsoles(conf, context);
            BindDisks(conf, libvirt, context);
        }
    }

    private static Hypervisor BindHost(OsloConf conf, Setting? type, BindingContext context)
    {
        var libvirt = conf.Section("libvirt");
        var host = context.Add(new Hypervisor("nova-compute", context.Origin(libvirt.Anchor)));
        ComputeNetworks.BindHost(conf, host, context);
        Workarounds.Bind(host, conf.Section("workarounds"), context);
        if (type is { Value: "kvm" or "qemu" } or { Unresolved: not null } or { IsConditional: true } || (type is not null && TemplateMarks.Contains(type.Value)))
            Libvirt.Bind(host, libvirt, context);

        // OSSN-0001: the containers of libvirt have no users of their own unless they are mapped.
        if (type is { Value: "lxc", Unresolved: null, IsConditional: false } && libvirt.Find("uid_maps") is null)
            host.ContainersHaveHostRoot = Fact.Stated(true, context.Origin(type.ValueSpan), type.Value, type.Key);

        // -2 is the default and switches injection off. // nova/conf/libvirt.py: inject_partition
        if (libvirt.Find("inject_partition") is not { } partition)
            return host;

        var what = libvirt.Find("inject_password") is { } password && !IsFalse(password) ? password : libvirt.Find("inject_key");
        var injects = what is null ? Fact<bool>.Absent : Facts.Read(libvirt, what, what.Key, Oslo.Boolean, context);
        var where = Facts.Read(libvirt, partition, partition.Key, Vocabulary.Integer, context);
        host.WritesIntoGuestDisks = where.IsUnresolved && injects.Is(true) ? where.Select(static _ => true)
            : where.Is(static number => number >= -1) ? injects
            : Fact<bool>.Absent;
        return host;
    }

    private static bool IsFalse(Setting setting) => Oslo.Boolean.TryRead(setting.Value, out var value) && !value;

    private static void BindMigration(OsloConf conf, OsloSection libvirt, Hypervisor host, BindingContext context)
    {
        var policy = context.Add(new MigrationPolicy("nova-compute", context.Origin(libvirt.Anchor)) { NeedsKeys = true });
        Migration.Bind(policy, libvirt, context);
        ComputeNetworks.BindMigration(conf, policy, host, context);
        if (libvirt.Find("live_migration_tunnelled") is { } tunnelled && !policy.Protection.Is(LinkProtection.Encrypted))
        {
            var tunnel = Facts.Read(libvirt, tunnelled, tunnelled.Key, Oslo.Boolean, context);
            if (tunnel.Is(true) || tunnel.IsUnresolved)
                policy.Protection = tunnel.Select(static _ => LinkProtection.Encrypted);
        }

        var scheme = libvirt.Find("live_migration_scheme") is { Value: "tls" } named ? named
            : libvirt.Find("live_migration_uri") is { } uri && uri.Value.IndexOf("+tls:", StringComparison.Ordinal) > 0 ? uri
            : null;
        if (scheme is not null && policy.Protection.Is(LinkProtection.None))
            policy.Protection = policy.Protection.With(new RelatedPlace(context.Origin(scheme.ValueSpan), "this encrypts the control channel alone"));

        // nova, secure-live-migration-with-qemu-native-tls; OSSN-0089
        if (scheme is null && !context.IsPartial && policy.Protection is { IsStated: true, Key: "live_migration_with_native_tls" } native
            && native.Is(LinkProtection.Encrypted) && native.Origin is { } place
            && libvirt.Find("live_migration_scheme") is null && libvirt.Find("live_migration_uri") is null)
        {
            context.Report(
                SettingIssueKind.MissingCompanionSetting, native.Key, place.Span,
                "'live_migration_with_native_tls' is on without 'live_migration_scheme = tls', so that the control channel stays in clear");
        }
    }

    private static void BindConsoles(OsloConf conf, BindingContext context)
    {
        // On unless the file says otherwise. // nova/conf/vnc.py: enabled
        if (conf.Has("vnc") && (conf.Find("vnc", "enabled") is null || conf.IsTrue("vnc", "enabled")))
        {
            var vnc = conf.Section("vnc");
            Vnc.Bind(context.Add(new RemoteConsole("VNC", context.Origin(vnc.Anchor)) { IsHostKnown = true }), vnc, context);
        }

        if (conf.IsTrue("spice", "enabled"))
        {
            var spice = conf.Section("spice");
            var console = context.Add(new RemoteConsole("SPICE", context.Origin(spice.Anchor)) { IsHostKnown = true });
            console.Protocol = Fact.Default(ConsoleProtocol.Spice, console.Origin, Source);
            Spice.Bind(console, spice, context);
        }
    }

    private static void BindProxies(OsloConf conf, BindingContext context)
    {
        foreach (var (section, key) in new[] { ("vnc", "novncproxy_base_url"), ("spice", "html5proxy_base_url"), ("serial_console", "base_url"), ("mks", "mksproxy_base_url") })
        {
            if (conf.Find(section, key) is { } url)
                context.Add(new RemoteConsole($"{section} proxy", context.Origin(url.KeySpan))).ProxyUrl = Facts.Read(conf.Section(section), url, key, Vocabulary.Text, context);
        }
    }

    private static void BindMetadata(OsloConf conf, BindingContext context)
    {
        var neutron = conf.Section("neutron");
        if (!conf.IsTrue("neutron", "service_metadata_proxy"))
            return;

        var link = context.Add(new ManagementEndpoint("metadata service", context.Origin(neutron.Anchor)) { Role = EndpointRole.Metadata });
        link.SignsRequests = MetadataSecret.Read(neutron, context);
    }

    private static void BindSignatures(OsloConf conf, BindingContext context)
    {
        if (!conf.Has("libvirt") && conf.Find("glance", "verify_glance_signatures") is null && conf.Find("DEFAULT", "vmdk_allowed_types") is null && !conf.Has("workarounds"))
            return;

        var store = context.Add(new ImageStore("nova-compute images", context.Origin(conf.Section("glance").Anchor)));
        if (conf.Has("libvirt") || conf.Find("glance", "verify_glance_signatures") is not null)
            Signatures.Bind(store, conf.Section("glance"), context);

        Inspection.Bind(store, conf.Section("workarounds"), context);
        foreach (var section in new[] { "compute", "DEFAULT" })
        {
            if (conf.Find(section, "vmdk_allowed_types") is { } types)
                store.ForeignExtents = ForeignExtents(conf.Section(section), types, context);
        }
    }

    /// <summary>The first subformat of a list whose data lies in other files. // nova/conf/compute.py: vmdk_allowed_types</summary>
    public static Fact<string> ForeignExtents(OsloSection section, Setting types, BindingContext context)
    {
        var fact = Facts.Read(section, types, types.Key, Vocabulary.Text, context);
        return fact.IsUnresolved ? fact
            : Oslo.List(types.Value).FirstOrDefault(static type => !s_safeExtents.Contains(type)) is { } foreign
                ? Fact.Stated(foreign, context.Origin(types.ValueSpan), types.Value, types.Key)
                : Fact<string>.Absent;
    }

    private static void BindDisks(OsloConf conf, OsloSection libvirt, BindingContext context)
    {
        var store = context.Add(new ImageStore("nova-compute disks", context.Origin(libvirt.Anchor)));
        Encryption.Bind(store, conf.Section("ephemeral_storage_encryption"), context);
        if (conf.IsTrue("ephemeral_storage_encryption", "enabled"))
            Ciphers.Bind(store, conf.Section("ephemeral_storage_encryption"), context);

        Disks.Bind(store, libvirt, context);
        if (!store.CanEncrypt.IsStated && !store.CanEncrypt.IsUnresolved && context.IsPartial)
            store.CanEncrypt = Fact<bool>.Absent;
    }

    private static int PercentOf(string ratio) =>
        double.TryParse(ratio, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is > 0 and < 10_000 ? (int)Math.Round(value * 100) : 0;

    private static ConsoleAuthentication AuthenticationOf(string schemes) =>
        Oslo.List(schemes) is [.., _] list && list.All(static scheme => scheme == "vencrypt") ? ConsoleAuthentication.ClientCertificate : ConsoleAuthentication.None;

    private static LinkProtection TransportOf(string schemes) => Oslo.List(schemes) switch
    {
        var list when !list.Contains("vencrypt") => LinkProtection.None,
        { Length: 1 } => LinkProtection.Encrypted,
        _ => LinkProtection.Opportunistic,
    };
}
