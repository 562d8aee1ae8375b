using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Proxmox.Lifecycle;
using VirtLint.Formats.Proxmox.Schemas;
using VirtLint.Formats.Schemas;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Access;

/// <summary>The cluster's users, groups, tokens, roles and permissions: <c>user.cfg</c>.</summary>
/// <remarks>pve-access-control, AccessControl.pm: parse_user_config; pve-docs, pveum.adoc.</remarks>
internal sealed class UserConfigFormat : Format
{
    public const string FormatId = "pve-user";

    private const string Source = "Proxmox VE, pveum: Permission Management";

    /// <summary>A permission multiplies subjects by roles: what goes beyond any real cluster is not read.</summary>
    private const int MaximumGrants = 50_000;

    private const string SuperUser = "root@pam";

    /// <summary>pveum.adoc, "Roles"; AccessControl.pm, create_roles: roles that are built in and never written.</summary>
    internal static IReadOnlyDictionary<string, AccessLevel> BuiltInRoles { get; } = new Dictionary<string, AccessLevel>(StringComparer.Ordinal)
    {
        ["Administrator"] = AccessLevel.Administer,
        ["NoAccess"] = AccessLevel.None,
        ["PVEAuditor"] = AccessLevel.Read,
        ["PVEAdmin"] = AccessLevel.Manage,
        ["PVESysAdmin"] = AccessLevel.Manage,
        ["PVEVMAdmin"] = AccessLevel.Manage,
        ["PVEVMUser"] = AccessLevel.Manage,
        ["PVETemplateUser"] = AccessLevel.Manage,
        ["PVEDatastoreAdmin"] = AccessLevel.Manage,
        ["PVEDatastoreUser"] = AccessLevel.Manage,
        ["PVEPoolAdmin"] = AccessLevel.Manage,
        ["PVEPoolUser"] = AccessLevel.Read,
        ["PVESDNAdmin"] = AccessLevel.Manage,
        ["PVESDNUser"] = AccessLevel.Manage,
        ["PVEUserAdmin"] = AccessLevel.Manage,
        ["PVEMappingAdmin"] = AccessLevel.Manage,
        ["PVEMappingUser"] = AccessLevel.Manage,
        ["PVEMappingAuditor"] = AccessLevel.Read,
    };

    /// <summary>pveum.adoc, "Privileges": those that grant rights, change the node, open its shell or run commands in guests.</summary>
    internal static IReadOnlyList<string> Escalations { get; } =
        ["Permissions.Modify", "Sys.Modify", "Sys.Console", "Realm.Allocate", "User.Modify", "VM.GuestAgent.Unrestricted"];

    /// <summary>Who may do what.</summary>
    public static readonly BindingTable<AccessGrant> Grants = new BindingTable<AccessGrant>(Platform.ProxmoxVe, "user.cfg: acl", Source)
        .Computed("ugid", g => g.Principal, "a user, @GROUP or USER!TOKEN")
        .Computed("roleid", g => g.Role, "the name of a role")
        .Computed("roleid", g => g.Level, "the built-in roles")
        .Computed("path, propagate", g => g.CoversEverything, "'/' with propagate 1");

    /// <summary>The accounts that administer everything.</summary>
    public static readonly BindingTable<AccessGrant> Accounts = new BindingTable<AccessGrant>(Platform.ProxmoxVe, "user.cfg: user", Source)
        .Computed("userid", g => g.Principal, "a user who administers everything")
        .Computed("userid", g => g.IsAccount, "an enabled account, which people log in to")
        .Computed("userid", g => g.Level, "root@pam, and who has Administrator or PVEAdmin on /")
        .Computed("keys", g => g.SecondFactor, "any", decidedBy: "domains.cfg: tfa; priv/tfa.cfg is not read");

    public static readonly BindingTable<AccessRole> Roles = new BindingTable<AccessRole>(Platform.ProxmoxVe, "user.cfg: role", Source)
        .Computed("privs", r => r.Escalation, "'Permissions.Modify', 'Sys.Modify', 'Sys.Console', 'Realm.Allocate', 'User.Modify' or 'VM.GuestAgent.Unrestricted'")
        .Computed("acl: ugid", r => r.Holder, "who holds the role on / or /vms");

    public static readonly BindingTable<Credential> Tokens = new BindingTable<Credential>(Platform.ProxmoxVe, "user.cfg: token", Source)
        .Computed("tokenid", c => c.Principal, "USER!TOKEN")
        .Computed("tokenid", c => c.OwnerLevel, "an owner who administers everything")
        .Computed("privsep", c => c.HasAllRightsOfOwner, "'1' or '0'", whenAbsent: "0: all rights")
        .Computed("expire", c => c.Expires, "seconds since 1970; 0 is never", whenAbsent: "never");

    public override string Id => FormatId;

    public override Platform Platform => Platform.ProxmoxVe;

    public override string Title => "Proxmox VE users and permissions (user.cfg)";

    public override FormatSchema? Schema { get; } = new UserConfigSchema();

    public override PathClaim Claim(FilePath path) => path.Name is "user.cfg" or "user.cfg.j2" ? PathClaim.Possible : PathClaim.None;

    /// <summary>Other programs have a user.cfg too: every line of ours starts with the kind of record.</summary>
    public override bool Sniff(FilePath path, SourceText text)
    {
        if (PvePaths.IsInClusterFolder(path))
            return true;

        foreach (var line in text.Lines)
        {
            var record = text.ToString(line.Span);
            if (record.Trim().Length == 0 || record[0] is '#' or '{')
                continue;

            return record.StartsWith("user:", StringComparison.Ordinal) || record.StartsWith("group:", StringComparison.Ordinal)
                || record.StartsWith("acl:", StringComparison.Ordinal) || record.StartsWith("role:", StringComparison.Ordinal)
                || record.StartsWith("token:", StringComparison.Ordinal) || record.StartsWith("pool:", StringComparison.Ordinal);
        }

        return false;
    }

    public override string SiteRoot(FilePath path) => PvePaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = UserConfigTree.Parse(context.File.Text);
        context.AddErrors(tree);
        var directory = new UserDirectory(tree);
        var grants = directory.Of("acl").SelectMany(record => GrantsOf(record, context)).Take(MaximumGrants).ToList();
        var wide = new Dictionary<string, PathGrant>(StringComparer.Ordinal);
        foreach (var grant in grants.Where(grant => grant.Propagates && grant.Path is "/" or "/vms" && !wide.ContainsKey(grant.Role.Text)))
            wide.Add(grant.Role.Text, grant);

        var administrators = directory.Expand(
            grants.Where(static grant => grant.Path == "/" && grant.Propagates && grant.Role.Text is "Administrator" or "PVEAdmin")
                .Select(static grant => (grant.Subject.Text, grant.Role)));
        foreach (var role in directory.Of("role"))
            BindRole(role, wide, context);

        foreach (var user in directory.Of("user"))
            BindAdministrator(user, directory, administrators, context);

        foreach (var token in directory.Of("token"))
            BindToken(token, administrators, context);

        PoolBinder.Bind(tree, context);
    }

    private static IEnumerable<PathGrant> GrantsOf(UserRecord record, BindingContext context)
    {
        // acl:<propagate>:<path>:<ugids>:<roles>:
        var propagates = record.Field(0);
        var path = record.Field(1);
        var scope = Normalize(path.Text);
        foreach (var role in UserDirectory.Items(context.File.Text, record.Field(3)))
        {
            foreach (var subject in UserDirectory.Items(context.File.Text, record.Field(2)))
            {
                var grant = context.Add(new AccessGrant($"{subject.Text} on {path.Text}", context.Origin(subject.Span)));
                grant.Principal = UserDirectory.Resolve(subject, context, PrincipalOf(subject.Text), "ugid");
                grant.Role = UserDirectory.Resolve(role, context, role.Text, "role");
                grant.CoversEverything = UserDirectory.Resolve(path, context, scope == "/" && propagates.Text is "1", "path");
                if (BuiltInRoles.TryGetValue(role.Text, out var level))
                    grant.Level = Fact.Stated(level, context.Origin(role.Span), role.Text, "role");
                else if (TemplateMarks.Contains(role.Text))
                    grant.Level = Fact<AccessLevel>.Unresolved(context.Origin(role.Span), role.Text, "template", "role");

                yield return new(subject, role, scope, propagates.Text is "1");
            }
        }
    }

    private static void BindRole(UserRecord record, Dictionary<string, PathGrant> wide, BindingContext context)
    {
        // role:<role>:<privileges>:
        var name = record.Field(0);
        var role = context.Add(new AccessRole(name.Text, context.Origin(name.Span)));
        var escalation = UserDirectory.Items(context.File.Text, record.Field(1)).FirstOrDefault(static privilege => Escalations.Contains(privilege.Text));
        if (escalation.Text is { Length: > 0 } privilege)
            role.Escalation = Fact.Stated(privilege, context.Origin(escalation.Span), privilege, "role");

        if (wide.TryGetValue(name.Text, out var grant))
            role.Holder = Fact.Stated(grant.Subject.Text, context.Origin(grant.Subject.Span), grant.Subject.Text, "ugid");
    }

    /// <summary>An enabled account that administers everything, by a grant of its own, by a group or by being the super-user.</summary>
    private static void BindAdministrator(UserRecord record, UserDirectory directory, Dictionary<string, Literal> administrators, BindingContext context)
    {
        // user:<id@realm>:<enable>:<expire>:<first>:<last>:<email>:<comment>:<keys>:
        var id = record.Field(0);
        if (record.Field(1).Text != "1" || HasEnded(record.Field(2).Text, context) || TemplateMarks.Contains(id.Text) || directory.IsTokenOnly(id.Text))
            return;

        var isGranted = administrators.TryGetValue(id.Text, out var role);
        if (!isGranted && id.Text != SuperUser)
            return;

        var origin = context.Origin(id.Span);
        var account = context.Add(new AccessGrant(id.Text, origin));
        account.Principal = Fact.Stated(PrincipalOf(id.Text), origin, id.Text, "user");
        account.Level = Fact.Default(AccessLevel.Administer, isGranted ? context.Origin(role.Span) : origin, Source);
        account.IsAccount = Fact.Default(true, origin, Source);
        var keys = record.Field(7);
        if (TemplateMarks.Contains(keys.Text))
            account.SecondFactor = Fact<bool>.Unresolved(context.Origin(keys.Span), keys.Text, "template", "keys");
        else if (keys.Text.Length > 0)
            account.SecondFactor = Fact.Stated(true, context.Origin(keys.Span), "***", "keys");
    }

    private static void BindToken(UserRecord record, Dictionary<string, Literal> administrators, BindingContext context)
    {
        // token:<user!token>:<expire>:<privsep>:<comment>:
        var id = record.Field(0);
        var token = context.Add(new Credential(id.Text, context.Origin(id.Span)));
        var owner = id.Text.Substring(0, Math.Max(id.Text.IndexOf('!'), 0));
        token.Principal = UserDirectory.Resolve(id, context, PrincipalOf(owner), "token");
        var expire = record.Field(1);
        token.Expires = Flag(expire, id, context, "expire");
        token.HasAllRightsOfOwner = Flag(record.Field(2), id, context, "privsep") is var separated && separated.IsKnown
            ? separated.Select(static isSeparated => !isSeparated)
            : separated;

        var isGranted = administrators.TryGetValue(owner, out var role);
        if (isGranted || owner == SuperUser)
            token.OwnerLevel = Fact.Default(AccessLevel.Administer, isGranted ? context.Origin(role.Span) : token.Origin, Source);
    }

    /// <summary>A field that counts as set when it is neither empty nor 0. // AccessControl.pm: "expire", "privsep"</summary>
    private static Fact<bool> Flag(Literal field, Literal anchor, BindingContext context, string key)
    {
        if (TemplateMarks.Contains(field.Text))
            return Fact<bool>.Unresolved(context.Origin(field.Span), field.Text, "template", key);

        return field.Text.Length == 0
            ? Fact.Default(false, context.Origin(anchor.Span), Source, key)
            : Fact.Stated(field.Text != "0", context.Origin(field.Span), field.Text, key);
    }

    internal static Principal PrincipalOf(string subject) => new(subject, subject switch
    {
        SuperUser => PrincipalKind.SuperUser,
        _ when subject.StartsWith("@", StringComparison.Ordinal) => PrincipalKind.Group,
        _ when subject.IndexOf('!') > 0 => PrincipalKind.Token,
        _ => PrincipalKind.Account,
    });

    private static bool HasEnded(string expire, BindingContext context) =>
        long.TryParse(expire, NumberStyles.None, CultureInfo.InvariantCulture, out var end)
        && end is > 0 and < 253_402_300_800
        && context.Options.AsOf is { } today
        && DateTimeOffset.FromUnixTimeSeconds(end) < today;

    /// <summary>// AccessControl.pm, normalize_path: doubled and trailing slashes go.</summary>
    private static string Normalize(string path) => "/" + string.Join("/", path.Split(['/'], StringSplitOptions.RemoveEmptyEntries));

    private sealed record PathGrant(Literal Subject, Literal Role, string Path, bool Propagates);
}
