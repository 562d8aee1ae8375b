using System;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Proxmox.Schemas;
using VirtLint.Formats.Schemas;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Access;

/// <summary>The cluster's authentication realms: <c>domains.cfg</c>.</summary>
/// <remarks>pve-access-control, Auth/Plugin.pm, LDAP.pm, AD.pm, OpenId.pm; pve-docs, pveum.adoc.</remarks>
internal sealed class RealmsFormat : Format
{
    public const string FormatId = "pve-domains";

    private const string Source = "Proxmox VE, pveum: Authentication Realms";

    /// <summary>Auth/LDAP.pm: "mode", default ldap; "ldap+starttls" since 7.0.</summary>
    private static readonly Vocabulary<LinkProtection> s_modes = Vocabulary.Of(
        ("ldaps", LinkProtection.Encrypted), ("ldap+starttls", LinkProtection.Encrypted), ("ldap", LinkProtection.None));

    public static readonly BindingTable<IdentityRealm> Directory = new BindingTable<IdentityRealm>(Platform.ProxmoxVe, "domains.cfg: ldap, ad", Source)
        .Row("server1", (r, f) => r.Server = f, Vocabulary.Listen, source: "LDAP")
        .Row("mode", (r, f) => r.Protection = f, s_modes, whenAbsent: LinkProtection.None, source: "LDAP: mode")
        .Row("verify", (r, f) => r.VerifiesPeer = f, Vocabulary.PveBoolean, whenAbsent: false, source: "LDAP: verify")
        .Computed("type", r => r.Source, "'pam', 'pve', 'ldap', 'ad' or 'openid'")
        .Computed("secure", r => r.Protection, "'1' or '0', where no mode is stated", whenAbsent: "0")
        .Computed("sslversion", r => r.WeakMethod, "'tlsv1' or 'tlsv1_1'")
        .Computed("tfa", r => r.RequiresSecondFactor, "the key", whenAbsent: "no", source: "Two-Factor Authentication");

    public static readonly BindingTable<IdentityRealm> Provider = new BindingTable<IdentityRealm>(Platform.ProxmoxVe, "domains.cfg: openid", Source)
        .Row("autocreate", (r, f) => r.EnrolsUnknownUsers = f, Vocabulary.PveBoolean, whenAbsent: false, source: "OpenID Connect: autocreate")
        .Computed("issuer-url", r => r.Protection, "http:// or https://")
        .Computed("issuer-url", r => r.Server, "a URL");

    /// <summary>The secret by which the cluster proves itself to the identity provider. // Auth/OpenId.pm: "client-key"</summary>
    public static readonly BindingTable<Credential> Client = new BindingTable<Credential>(Platform.ProxmoxVe, "domains.cfg: openid", Source)
        .Row("client-key", (c, f) => c.Value = f, Vocabulary.Secret, source: "OpenID Connect: client-key");

    /// <summary>The secret by which the cluster asks a service about one-time passwords.</summary>
    public static readonly BindingTable<Credential> SecondFactor = new BindingTable<Credential>(Platform.ProxmoxVe, "domains.cfg: tfa", Source)
        .Row("key", (c, f) => c.Value = f, Vocabulary.Secret, source: "Two-Factor Authentication");

    public override string Id => FormatId;

    public override Platform Platform => Platform.ProxmoxVe;

    public override string Title => "Proxmox VE authentication realms (domains.cfg)";

    public override FormatSchema? Schema { get; } = SectionKeys.Domains;

    public override PathClaim Claim(FilePath path) => path.Name is "domains.cfg" or "domains.cfg.j2" ? PathClaim.Possible : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text) =>
        PvePaths.IsInClusterFolder(path) || TextHead.HasLine(text, "", "pam:", "pve:", "ldap:", "ad:", "openid:");

    public override string SiteRoot(FilePath path) => PvePaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = SectionConfigTree.Parse(context.File.Text);
        context.AddErrors(tree);
        foreach (var section in tree.Sections)
        {
            var realm = context.Add(new IdentityRealm(section.Id, context.Origin(section.Anchor)));
            realm.Source = Fact.Stated(SourceOf(section.Type), context.Origin(section.TypeSpan), section.Type, "type");
            if (section.Find("tfa") is { } factor)
                BindSecondFactor(realm, factor, context);
            else if (!tree.IsTemplate)
                realm.RequiresSecondFactor = Fact.Default(false, realm.Origin, $"{Source}: Two-Factor Authentication", "tfa");

            if (section.Type is "ldap" or "ad")
                BindDirectory(realm, section, context);
            else if (section.Type == "openid")
                BindProvider(realm, section, context);
        }
    }

    /// <summary>// Auth/Plugin.pm, parse_tfa_config: <c>type=oath,…</c> or <c>type=yubico,id=…,key=…</c></summary>
    private static void BindSecondFactor(IdentityRealm realm, Setting factor, BindingContext context)
    {
        var parts = PropertyString.Parse(factor);
        var type = parts.Find("type");
        realm.RequiresSecondFactor = Fact.Stated(true, context.Origin(type?.ValueSpan ?? factor.KeySpan), type?.Value ?? "", "tfa");
        SecondFactor.Bind(context.Add(new Credential($"{realm.Name} second factor", realm.Origin)), parts, context);
    }

    private static RealmSource SourceOf(string type) => type switch
    {
        "ldap" or "ad" => RealmSource.Directory,
        "openid" => RealmSource.SingleSignOn,
        _ => RealmSource.Local,
    };

    private static void BindDirectory(IdentityRealm realm, ConfigSection section, BindingContext context)
    {
        Directory.Bind(realm, section, context);

        // Auth/LDAP.pm, get_scheme_and_port: the older flag counts where no mode is stated.
        if (section.Find("mode") is null && section.Find("secure") is { } secure)
        {
            realm.Protection = TemplateMarks.Contains(secure.Value)
                ? Fact<LinkProtection>.Unresolved(context.Origin(secure.ValueSpan), secure.Value, "template", "secure")
                : Fact.Stated(section.IsOn("secure") ? LinkProtection.Encrypted : LinkProtection.None, context.Origin(secure.ValueSpan), secure.Value, "secure");
        }

        if (section.Find("sslversion") is not { } version)
            return;

        var origin = context.Origin(version.ValueSpan);
        if (TemplateMarks.Contains(version.Value))
            realm.WeakMethod = Fact<WeakMethod>.Unresolved(origin, version.Value, "template", version.Key);
        else if (version.Value is "tlsv1" or "tlsv1_1")
            realm.WeakMethod = Fact.Stated(new WeakMethod(version.Value, "was retired in 2021"), origin, version.Value, version.Key);
    }

    private static void BindProvider(IdentityRealm realm, ConfigSection section, BindingContext context)
    {
        Provider.Bind(realm, section, context);
        Client.Bind(context.Add(new Credential($"{realm.Name} client key", realm.Origin)), section, context);
        if (section.Find("issuer-url") is not { } issuer)
            return;

        var origin = context.Origin(issuer.ValueSpan);
        var colon = issuer.Value.IndexOf("://", StringComparison.Ordinal);
        var scheme = colon < 0 ? "" : issuer.Value.Substring(0, colon);
        if (TemplateMarks.Contains(scheme.Length > 0 ? scheme : issuer.Value))
        {
            realm.Protection = Fact<LinkProtection>.Unresolved(origin, issuer.Value, "template", issuer.Key);
            return;
        }

        realm.Protection = Fact.Stated(scheme == "http" ? LinkProtection.None : LinkProtection.Encrypted, origin, issuer.Value, issuer.Key);
        var host = issuer.Value.Substring(colon < 0 ? 0 : colon + 3).Split('/', ':').FirstOrDefault() ?? "";
        realm.Server = TemplateMarks.Contains(issuer.Value)
            ? Fact<ListenAddress>.Absent
            : Fact.Stated(ListenAddress.Of(host), origin, issuer.Value, issuer.Key);
    }
}
