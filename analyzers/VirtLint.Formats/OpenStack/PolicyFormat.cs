using System;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.OpenStack;

/// <summary>What a service lets whom do: <c>policy.yaml</c>.</summary>
internal sealed class PolicyFormat : Format
{
    private static readonly string[] s_migration =
        ["os_compute_api:os-migrate-server:", "os_compute_api:os-evacuate", "os_compute_api:servers:create:forced_host", "compute_extension:admin_actions:migrate"];

    private static readonly string[] s_publishing =
        ["publicize_image", "communitize_image", "set_image_location", "delete_image_location", "copy_image", "add_member"];

    private static readonly string[] s_marks =
        ["\"os_compute_api:", "\"identity:", "\"context_is_admin\"", "\"admin_required\"", "\"publicize_image\"", "\"volume:", "\"create_port", "\"create_network", "\"admin_api\"", "\"communitize_image\""];

    /// <summary>Rules that others are made of, which say who administers. // nova, keystone, neutron, cinder: policies/base.py; neutron, policy.json of old</summary>
    private static readonly string[] s_administration = ["context_is_admin", "admin_required", "admin_api", "admin_only", "cloud_admin", "context_is_cloud_admin"];

    /// <summary>What makes its holder whoever it likes. // keystone/common/policies: grant.py, user.py, role.py, group.py, system_assignment</summary>
    private static readonly string[] s_escalation =
    [
        "identity:create_grant", "identity:create_system_grant_for_user", "identity:create_system_grant_for_group", "identity:create_implied_role",
        "identity:update_user", "identity:add_user_to_group", "identity:create_credential", "identity:update_mapping", "identity:create_mapping",
    ];

    public static readonly BindingTable<AccessGrant> Rules = new BindingTable<AccessGrant>(Platform.OpenStack, "policy.yaml", "oslo.policy")
        .Computed("(target)", g => g.PolicyWeakness, "a rule that everybody passes")
        .Computed("context_is_admin, admin_required, admin_api, admin_only, cloud_admin", g => g.Principal, "a rule that everybody passes")
        .Computed("context_is_admin, admin_required, admin_api, admin_only, cloud_admin", g => g.Level, "an administrator")
        .Computed("context_is_admin, admin_required, admin_api, admin_only, cloud_admin", g => g.Role, "the rule's name");

    public static readonly BindingTable<AccessRole> Roles = new BindingTable<AccessRole>(Platform.OpenStack, "policy.yaml", "oslo.policy")
        .Computed("identity:create_grant, update_user and others", r => r.Escalation, "a rule that names a role alone")
        .Computed("identity:create_grant, update_user and others", r => r.Holder, "whoever has the role");

    public override string Id => "openstack-policy";

    public override Platform Platform => Platform.OpenStack;

    public override string Title => "OpenStack authorization policy (policy.yaml)";

    public override PathClaim Claim(FilePath path) =>
        path.Name is "policy.yaml" or "policy.yml" or "policy.yaml.j2" or "policy.json" || path.FolderName is "policy.d" ? PathClaim.Possible : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text)
    {
        var head = text.ToString(new TextSpan(0, Math.Min(text.Length, 64 * 1024)));
        return s_marks.Any(mark => head.IndexOf(mark, StringComparison.Ordinal) >= 0);
    }

    public override string SiteRoot(FilePath path) => OpenStackPaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = YamlTree.Parse(context.File.Text);
        context.AddErrors(tree);
        foreach (var document in tree.Documents.OfType<YamlMapping>())
        {
            foreach (var setting in document.Settings)
            {
                if (s_administration.Contains(setting.Key))
                    BindAdministration(document, setting, context);
                else if (s_escalation.Contains(setting.Key) && RoleOf(setting.Value) is { } role)
                    BindEscalation(role, setting, context);
                else if (WeaknessOf(setting.Key) is { } weakness && !(setting.IsList && !setting.Items.IsEmpty))
                    BindRule(document, setting, weakness, context);
            }
        }
    }

    private static void BindRule(YamlMapping document, Setting setting, PolicyWeakness weakness, BindingContext context)
    {
        var grant = new AccessGrant(setting.Key, context.Origin(setting.KeySpan));
        var fact = Facts.Read(document, setting, setting.Key, Vocabulary.Text, context);
        if (fact.IsUnresolved)
            grant.PolicyWeakness = Fact<PolicyWeakness>.Unresolved(context.Origin(setting.ValueSpan), setting.Value, fact.Source, setting.Key);
        else if (IsOpen(setting.Value, weakness))
            grant.PolicyWeakness = Fact.Stated(weakness, context.Origin(setting.ValueSpan.IsEmpty ? setting.KeySpan : setting.ValueSpan), setting.Value, setting.Key);
        else
            return;

        context.Add(grant);
    }

    /// <summary>A rule by which the services tell an administrator from everybody else.</summary>
    private static void BindAdministration(YamlMapping document, Setting setting, BindingContext context)
    {
        var rule = Facts.Read(document, setting, setting.Key, Vocabulary.Text, context);
        if (!rule.IsUnresolved && !IsOpen(setting.Value, PolicyWeakness.MovesGuests))
            return;

        var origin = context.Origin(setting.ValueSpan.IsEmpty ? setting.KeySpan : setting.ValueSpan);
        var grant = context.Add(new AccessGrant(setting.Key, context.Origin(setting.KeySpan)));
        grant.Principal = rule.IsUnresolved
            ? Fact<Principal>.Unresolved(origin, setting.Value, rule.Source, setting.Key)
            : Fact.Stated(new Principal(setting.Value, PrincipalKind.Everyone), origin, $"{setting.Key}: \"{setting.Value}\"", setting.Key);
        grant.Level = Fact.Default(AccessLevel.Administer, grant.Origin, "oslo.policy");
        grant.Role = Fact.Stated(setting.Key, grant.Origin, setting.Key, setting.Key);
    }

    private static void BindEscalation(string role, Setting setting, BindingContext context)
    {
        var holder = context.Add(new AccessRole(role, context.Origin(setting.KeySpan)));
        holder.Escalation = Fact.Stated(setting.Key, context.Origin(setting.ValueSpan), setting.Value, setting.Key);
        holder.Holder = Fact.Default("whoever has it", holder.Origin, "oslo.policy");
    }

    /// <summary>
    /// The role, other than an administrator's, that passes a rule by itself: one of the alternatives names it alone, and
    /// nothing ties it to a domain or project. // oslo.policy, "Policy Rule Expressions"
    /// </summary>
    private static string? RoleOf(string rule)
    {
        if (TemplateMarks.Contains(rule) || rule.IndexOf(" and ", StringComparison.OrdinalIgnoreCase) >= 0 || rule.IndexOf("not ", StringComparison.OrdinalIgnoreCase) >= 0)
            return null;

        foreach (var part in rule.Split([" or "], StringSplitOptions.RemoveEmptyEntries))
        {
            var check = part.Trim(' ', '(', ')');
            if (check.StartsWith("role:", StringComparison.Ordinal) && check.Substring(5) is var role && role is not ("admin" or "service" or "") && role.IndexOf("admin", StringComparison.OrdinalIgnoreCase) < 0)
                return role;
        }

        return null;
    }

    private static PolicyWeakness? WeaknessOf(string target) =>
        s_migration.Any(prefix => target.StartsWith(prefix, StringComparison.Ordinal)) ? PolicyWeakness.MovesGuests
        : s_publishing.Contains(target) ? PolicyWeakness.PublishesImages
        : IsChange(target) ? PolicyWeakness.Unconditional
        : null;

    /// <summary>Targets that create, change or delete; what only reads, and parts that other rules are made of, may be open.</summary>
    private static bool IsChange(string target) =>
        new[] { "create", "update", "delete", "modify", "set_", "add_", "remove" }.Any(verb => target.IndexOf(verb, StringComparison.Ordinal) >= 0)
        && target.IndexOf(":show", StringComparison.Ordinal) < 0;

    /// <summary>// oslo.policy, _parser.py: "" and "@" are TrueCheck</summary>
    private static bool IsOpen(string rule, PolicyWeakness weakness) =>
        rule.Trim() is "" or "@"
        || (weakness is PolicyWeakness.MovesGuests && rule.Trim() is "rule:admin_or_owner" or "role:member" or "role:reader");
}
