using System;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Libvirt.Host;
using VirtLint.Formats.Libvirt.Schemas;
using VirtLint.Formats.Schemas;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.LibvirtConf;

namespace VirtLint.Formats.Libvirt.Access;

/// <summary>Who may reach a libvirt daemon: <c>libvirtd.conf</c>, <c>virtproxyd.conf</c>, <c>virtqemud.conf</c> and their siblings.</summary>
/// <remarks>
/// libvirt, src/remote/libvirtd.conf.in; defaults in remote_daemon_config.c. The keys about TCP and TLS are read by libvirtd
/// and virtproxyd alone.
/// </remarks>
internal sealed class DaemonConfFormat(string id, string title, KeySet keys, params string[] daemons) : Format
{
    private const string Source = "libvirtd.conf";

    /// <summary>libvirtd.conf.in, "auth_unix_rw", "auth_tcp": none, sasl, polkit.</summary>
    private static readonly Vocabulary<ClientAuthentication> s_logins = Vocabulary.Of(
        ("none", ClientAuthentication.None), ("sasl", ClientAuthentication.Login), ("polkit", ClientAuthentication.Login));

    public static readonly BindingTable<ManagementEndpoint> Tcp = new BindingTable<ManagementEndpoint>(Platform.Libvirt, "libvirtd.conf: TCP", Source)
        .Row("listen_tcp", (e, f) => e.IsEnabled = f, Vocabulary.OneZero, whenAbsent: false, source: "listen_tcp")
        .Row("listen_addr", (e, f) => e.Address = f, Vocabulary.Listen, whenAbsent: ListenAddress.Of(""), source: "listen_addr")
        .Row("auth_tcp", (e, f) => e.Authentication = f, s_logins, whenAbsent: ClientAuthentication.Login, source: "auth_tcp")
        .Computed("(file)", e => e.Protection, "never encrypted by itself", source: "remote.rst: Transports")
        .Computed("tcp_min_ssf", e => e.WeakMethod, "a number of bits below 112", source: "tcp_min_ssf");

    /// <remarks>libvirtd listens for TLS only when started with <c>--listen</c>, so that its silence fixes nothing.</remarks>
    public static readonly BindingTable<ManagementEndpoint> Tls = new BindingTable<ManagementEndpoint>(Platform.Libvirt, "libvirtd.conf: TLS", Source)
        .Row("listen_tls", (e, f) => e.IsEnabled = f, Vocabulary.OneZero, source: "listen_tls")
        .Row("listen_addr", (e, f) => e.Address = f, Vocabulary.Listen, whenAbsent: ListenAddress.Of(""), source: "listen_addr")
        .Row(
            "auth_tls",
            (e, f) => e.Authentication = f,
            Vocabulary.Of(("none", ClientAuthentication.Certificate), ("sasl", ClientAuthentication.Login)),
            whenAbsent: ClientAuthentication.Certificate,
            source: "auth_tls")
        .Row(
            "tls_no_verify_certificate",
            (e, f) => e.VerifiesClients = f,
            Vocabulary.Of(("0", true), ("1", false)),
            whenAbsent: true,
            source: "tls_no_verify_certificate")
        .Computed("(file)", e => e.Protection, "TLS", source: "remote.rst: Transports")
        .Computed("tls_priority", e => e.WeakMethod, "a priority string of GnuTLS", source: "tls_priority")
        .Computed("tls_allowed_dn_list, access_drivers", e => e.RestrictsClients, "a list", whenAbsent: "no", source: "tls_allowed_dn_list, access_drivers")
        .Computed(
            "(site)", e => e.IsEnabled,
            "a socket unit in its place",
            source: "daemons.rst: Systemd socket activation",
            decidedBy: "libvirtd-tcp.socket, libvirtd-tls.socket");

    /// <remarks>The default permissions are those of a build with polkit, as every distribution makes it.</remarks>
    public static readonly BindingTable<ManagementEndpoint> Socket = new BindingTable<ManagementEndpoint>(Platform.Libvirt, "libvirtd.conf: read-write socket", Source)
        .Row("auth_unix_rw", (e, f) => e.Authentication = f, s_logins, whenAbsent: ClientAuthentication.Login, source: "auth_unix_rw")
        .Row("unix_sock_rw_perms", (e, f) => e.SocketMode = f, Vocabulary.OctalMode, whenAbsent: Convert.ToInt32("0777", 8), source: "unix_sock_rw_perms");

    public static readonly BindingTable<ManagementEndpoint> Administration = new BindingTable<ManagementEndpoint>(Platform.Libvirt, "libvirtd.conf: administration socket", Source)
        .Row("unix_sock_admin_perms", (e, f) => e.SocketMode = f, Vocabulary.OctalMode, whenAbsent: Convert.ToInt32("0700", 8), source: "unix_sock_admin_perms");

    /// <summary>The daemons that listen on the network as well as on UNIX sockets.</summary>
    public static DaemonConfFormat Network { get; } = new(
        "libvirt-daemon-conf", "libvirt daemon settings (libvirtd.conf, virtproxyd.conf)", LibvirtConfKeys.Network, "libvirtd", "virtproxyd");

    /// <summary>The daemons that listen on UNIX sockets alone.</summary>
    public static DaemonConfFormat Modular { get; } = new(
        "libvirt-modular-daemon-conf",
        "libvirt modular daemon settings (virtqemud.conf, virtnetworkd.conf …)",
        LibvirtConfKeys.Modular,
        "virtqemud", "virtnetworkd", "virtstoraged", "virtsecretd", "virtnwfilterd", "virtnodedevd", "virtinterfaced",
        "virtxend", "virtlxcd", "virtvboxd", "virtbhyved", "virtchd");

    /// <summary>Whom the allow lists let in.</summary>
    public static readonly BindingTable<AccessGrant> Clients = new BindingTable<AccessGrant>(Platform.Libvirt, "libvirtd.conf", Source)
        .Computed(
            "tls_allowed_dn_list, sasl_allowed_username_list", g => g.Principal,
            "a list of names, each a pattern",
            source: "tls_allowed_dn_list, sasl_allowed_username_list")
        .Computed("tls_allowed_dn_list, sasl_allowed_username_list", g => g.Level, "a client that passes administers everything", source: "acl.rst: Client access control");

    public override string Id => id;

    public override Platform Platform => Platform.Libvirt;

    public override string Title => title;

    public override FormatSchema? Schema { get; } = new FlatSchema(keys, LibvirtConfKeys.Family, ConfCombinations.CheckDaemon);

    public override PathClaim Claim(FilePath path) => DaemonOf(path) is null ? PathClaim.None : PathClaim.Certain;

    public override string SiteRoot(FilePath path) => LibvirtPaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = LibvirtConfTree.Parse(context.File.Text);
        context.AddErrors(tree);
        context.IsPartial = tree.IsTemplate;
        if (DaemonOf(path) is not { } daemon || LibvirtPaths.IsSession(path))
            return;

        var scope = tree.Root;
        var origin = context.Origin(scope.Anchor);
        DaemonLogging.Bind(daemon, scope, hasAudit: true, context);
        if (this == Network)
        {
            var tcp = context.Add(new ManagementEndpoint($"{daemon} TCP listener", origin) { Role = EndpointRole.Listener });
            Tcp.Bind(tcp, scope, context);
            tcp.Protection = Fact.Default(LinkProtection.None, origin, "libvirt, remote.rst: Transports");
            tcp.WeakMethod = TlsPriority.WeakStrength(scope, context);

            var tls = context.Add(new ManagementEndpoint($"{daemon} TLS listener", origin) { Role = EndpointRole.Listener });
            Tls.Bind(tls, scope, context);
            tls.Protection = Fact.Default(LinkProtection.Encrypted, origin, "libvirt, remote.rst: Transports");
            tls.WeakMethod = TlsPriority.Read(scope, "tls_priority", context);
            tls.RestrictsClients = Restriction(scope, context);
            AddAllowedClients(scope, "tls_allowed_dn_list", tls, context);
            AddAllowedClients(scope, "sasl_allowed_username_list", tls, context);
        }

        Socket.Bind(context.Add(new ManagementEndpoint($"{daemon} read-write socket", origin) { Role = EndpointRole.LocalSocket }), scope, context);
        Administration.Bind(
            context.Add(new ManagementEndpoint($"{daemon} administration socket", origin) { Role = EndpointRole.AdministrationSocket }), scope, context);
    }

    /// <summary>The daemon that reads the file, or null when the file is no daemon's.</summary>
    private string? DaemonOf(FilePath path)
    {
        var name = LibvirtPaths.NameWithoutTemplate(path);
        return name.EndsWith(".conf", StringComparison.Ordinal)
            ? daemons.FirstOrDefault(daemon => name.Length == daemon.Length + 5 && name.StartsWith(daemon, StringComparison.Ordinal))
            : null;
    }

    /// <summary>Whether anything tells one client of the trusted authority from another.</summary>
    private static Fact<bool> Restriction(LibvirtConfScope scope, BindingContext context)
    {
        foreach (var key in (string[])["tls_allowed_dn_list", "access_drivers"])
        {
            if (scope.Find(key) is not { } setting)
                continue;

            return setting.IsConditional || TemplateMarks.Contains(setting.Value)
                ? Fact<bool>.Unresolved(context.Origin(setting.ValueSpan), setting.Value, "template", key)
                : Fact.Stated(true, context.Origin(setting.ValueSpan), "", key);
        }

        return context.IsPartial
            ? Fact<bool>.Absent
            : Fact.Default(false, context.Origin(scope.Anchor), $"{Source}: tls_allowed_dn_list", "tls_allowed_dn_list");
    }

    /// <summary>Each name or pattern of an allow list is a grant: a client that passes is an administrator. // acl.rst</summary>
    private static void AddAllowedClients(LibvirtConfScope scope, string key, ManagementEndpoint endpoint, BindingContext context)
    {
        if (scope.Find(key) is not { IsList: true, IsConditional: false } list)
            return;

        foreach (var item in list.Items)
        {
            var origin = context.Origin(item.Span);
            var grant = context.Add(new AccessGrant(item.Text, origin, endpoint));
            grant.Principal = TemplateMarks.Contains(item.Text)
                ? Fact<Principal>.Unresolved(origin, item.Text, "template", key)
                : Fact.Stated(new Principal(item.Text, IsEveryone(item.Text) ? PrincipalKind.Everyone : PrincipalKind.Account), origin, item.Text, key);
            grant.Level = Fact.Default(AccessLevel.Administer, origin, "libvirt, acl.rst: without an access driver every client has full access");
        }
    }

    /// <summary>Whether a pattern matches every name. // g_pattern_match: '*' and '?'</summary>
    private static bool IsEveryone(string pattern) => pattern is "*" or "**" or "*@*";
}
