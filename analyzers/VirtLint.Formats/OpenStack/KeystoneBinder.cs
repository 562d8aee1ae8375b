using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.OpenStack;

/// <summary>The identity service: <c>keystone.conf</c>.</summary>
internal static class KeystoneBinder
{
    // keystone/conf/ldap.py: tls_req_cert
    public static readonly BindingTable<IdentityRealm> Ldap = new BindingTable<IdentityRealm>(Platform.OpenStack, "keystone.conf: ldap", "keystone.conf")
        .Row("tls_req_cert", (r, f) => r.VerifiesPeer = f, Vocabulary.Of(("demand", true), ("never", false), ("allow", false)))
        .Computed("url", r => r.Source, "a URL")
        .Computed("url", r => r.Server, "a URL")
        .Computed("url, use_tls", r => r.Protection, "a URL, by its scheme, or StartTLS");

    // keystone/conf/security_compliance.py: lockout_failure_attempts, lockout_duration
    public static readonly BindingTable<IdentityRealm> Lockout = new BindingTable<IdentityRealm>(Platform.OpenStack, "keystone.conf: security_compliance", "keystone.conf")
        .Row("lockout_failure_attempts", (r, f) => r.FailuresBeforeLockout = f, Vocabulary.Integer)
        .Row("lockout_duration", (r, f) => r.LockoutSeconds = f, Vocabulary.Integer);

    // keystone/conf/default.py: insecure_debug
    public static readonly BindingTable<ManagementEndpoint> Answers = new BindingTable<ManagementEndpoint>(Platform.OpenStack, "keystone.conf: DEFAULT", "keystone.conf")
        .Row("insecure_debug", (e, f) => e.ExplainsFailures = f, Oslo.Boolean);

    // keystone/conf/token.py: expiration
    public static readonly BindingTable<ManagementEndpoint> Tokens = new BindingTable<ManagementEndpoint>(Platform.OpenStack, "keystone.conf: token", "keystone.conf")
        .Row("expiration", (e, f) => e.TokenSeconds = f, Vocabulary.Integer);

    public static void Bind(OsloConf conf, BindingContext context)
    {
        AuditTrail.BindIdentity(conf, context);
        BindAnswers(conf, context);
        var compliance = conf.Section("security_compliance");
        if (Lockout.Rows.Any(row => compliance.Find(row.Key) is not null))
            Lockout.Bind(context.Add(new IdentityRealm("keystone", context.Origin(compliance.Anchor))), compliance, context);

        BindToken(conf, context);
        var section = conf.Section("ldap");
        if (section.Find("url") is not { } setting)
            return;

        var realm = context.Add(new IdentityRealm("ldap", context.Origin(section.Anchor)));
        realm.Source = Fact.Default(RealmSource.Directory, realm.Origin, "keystone.conf: ldap");
        Ldap.Bind(realm, section, context);
        var text = Facts.Read(section, setting, setting.Key, Vocabulary.Text, context);
        var tls = section.Find("use_tls") is { } use ? Facts.Read(section, use, use.Key, Oslo.Words(LinkProtection.Encrypted, LinkProtection.None), context) : Fact<LinkProtection>.Absent;
        if (text.IsUnresolved)
        {
            realm.Protection = Fact<LinkProtection>.Unresolved(context.Origin(setting.ValueSpan), setting.Value, text.Source, setting.Key);
            return;
        }

        if (ServiceUrl.Parse(setting) is not { Host: { } host, Scheme: "ldap" or "ldaps" } url)
            return;

        realm.Server = Fact.Stated(host, context.Origin(setting.ValueSpan), host.Text, setting.Key);
        realm.Protection = url.Scheme == "ldap" && !tls.IsUnresolved && !tls.Is(LinkProtection.Encrypted)
            ? Fact.Stated(LinkProtection.None, context.Origin(url.SchemeSpan), url.Scheme, setting.Key)
            : tls.IsUnresolved ? tls
            : Fact.Stated(LinkProtection.Encrypted, context.Origin(url.SchemeSpan), url.Scheme, setting.Key);
    }

    /// <summary>What the identity service tells those that fail to sign in, and for how long it lets the others in.</summary>
    private static void BindAnswers(OsloConf conf, BindingContext context)
    {
        var debug = conf.Find("DEFAULT", "insecure_debug");
        var expiration = conf.Find("token", "expiration");
        if ((debug ?? expiration) is not { } setting)
            return;

        var api = context.Add(new ManagementEndpoint("keystone", context.Origin(setting.KeySpan)) { Role = EndpointRole.Session });
        Answers.Bind(api, conf.Section("DEFAULT"), context);
        Tokens.Bind(api, conf.Section("token"), context);
    }

    /// <summary>The token by which a cloud is set up, which passes every check. // keystone/conf/default.py: admin_token</summary>
    private static void BindToken(OsloConf conf, BindingContext context)
    {
        var section = conf.Section("DEFAULT");
        if (section.Find("admin_token") is { Value.Length: > 0 } token && token.Value != "<None>")
            context.Add(new Credential("admin_token", context.Origin(token.KeySpan))).PublishedBy = Facts.Of(section, token, static _ => "is the token that a cloud is set up with, and that passes every check", context).Masked();
    }
}
