using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Formats.Vmware;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Terraform.Vsphere;

/// <summary>Binds <c>vsphere_entity_permissions</c>: who holds which role on an object of the inventory.</summary>
internal static class PermissionResources
{
    /// <summary>A user or group with its domain: <c>vsphere.local\Administrators</c>.</summary>
    public static Vocabulary<Principal> Principals { get; } = new PrincipalVocabulary();

    private const string PermissionSource = "vmware/vsphere: vsphere_entity_permissions";

    public static readonly BindingTable<AccessGrant> Permission = new BindingTable<AccessGrant>(Platform.Vmware, "vsphere_entity_permissions: permissions", PermissionSource)
        .Row("user_or_group", (g, f) => g.Principal = f, Principals, source: "permissions")
        .Computed("role_id", g => g.Role, "the number of a role", source: "permissions")
        .Computed("role_id", g => g.Level, "'-1' is the administrator", source: "permissions")
        .Row("propagate", (g, f) => g.IsInherited = f, TerraformWords.Flag, source: "permissions")
        .Computed("entity_type, entity_id, propagate", g => g.CoversEverything, "the root folder 'group-d1' or a 'Datacenter', and all below it", source: "entity_id");

    /// <summary>The roles that every vCenter has. // vim25: AuthorizationManager, "systemRoles"</summary>
    private static readonly Dictionary<string, (string Name, AccessLevel Level)> s_builtIn = new(StringComparer.Ordinal)
    {
        ["-1"] = ("Administrator", AccessLevel.Administer),
        ["-2"] = ("Read-only", AccessLevel.Read),
        ["-3"] = ("View", AccessLevel.Read),
        ["-4"] = ("Anonymous", AccessLevel.None),
        ["-5"] = ("No access", AccessLevel.None),
    };

    private const string RootFolder = "group-d1";

    public static readonly BindingTable<AccessRole> Roles = new BindingTable<AccessRole>(Platform.Vmware, "vsphere_role", "vmware/vsphere: vsphere_role")
        .Computed("role_privileges", r => r.Escalation, "privileges over permissions, roles and local users", source: "role_privileges")
        .Computed("vsphere_entity_permissions: role_id", r => r.Holder, "a user or group that is given the role", source: "role_privileges");

    public static void BindRole(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var name = node.Find("name");
        var role = context.Add(new AccessRole(name is { Unresolved: null } ? name.Value : resource.Address, context.Origin(name?.ValueSpan ?? node.Anchor)) { DeployedTo = Platform.Vmware });
        if (node.Find("role_privileges") is { } privileges)
            role.Escalation = EscalationIn(privileges, context);
    }

    /// <summary>The first of a list of privileges by which a holder makes itself administrator.</summary>
    public static Fact<string> EscalationIn(Setting privileges, BindingContext context) =>
        privileges.Unresolved is { } reason ? Fact<string>.Unresolved(context.Origin(privileges.ValueSpan), privileges.Value, reason, privileges.Key)
        : ArgumentFacts.Words(privileges).FirstOrDefault(static privilege => VcenterRoles.Escalates(privilege.Text)) is { Text.Length: > 0 } escalation
            ? Fact.Stated(escalation.Text, context.Origin(escalation.Span), escalation.Text, privileges.Key)
        : Fact<string>.Absent;

    public static void BindPermissions(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        foreach (var permission in node.Nodes("permissions"))
        {
            if (permission.Find("user_or_group") is not { } subject || permission.Find("role_id") is not { } role)
                continue;

            var grant = context.Add(new AccessGrant(
                subject.Unresolved is null ? subject.Value : resource.Address, context.Origin(subject.ValueSpan))
            { DeployedTo = Platform.Vmware });
            Permission.Bind(grant, permission, context);
            if (permission.Find("is_group") is { Value: "true" })
                grant.Principal = grant.Principal.Select(static principal => principal.Kind is PrincipalKind.Everyone ? principal : principal with { Kind = PrincipalKind.Group });

            BindRoleOf(grant, permission, role, context);
            grant.CoversEverything = CoversEverything(grant, node, context);
        }
    }

    /// <summary>A role by its number. The number of a role that the site itself makes tells nothing of how far it goes.</summary>
    private static void BindRoleOf(AccessGrant grant, ConfigNode permission, Setting role, BindingContext context)
    {
        grant.Role = ArgumentFacts.Of(permission, role, static id => s_builtIn.TryGetValue(id, out var known) ? known.Name : id, context);
        if (role.Unresolved is not null)
            grant.Level = ArgumentFacts.Of(permission, role, static _ => AccessLevel.None, context);
        else if (s_builtIn.TryGetValue(role.Value, out var known))
            grant.Level = ArgumentFacts.Of(permission, role, _ => known.Level, context);
    }

    private static Fact<bool> CoversEverything(AccessGrant grant, ConfigNode node, BindingContext context)
    {
        if (!grant.IsInherited.Is(true))
            return grant.IsInherited;

        if (node.Find("entity_type") is { Unresolved: null, Value: "Datacenter" } type)
            return ArgumentFacts.Of(node, type, static _ => true, context);

        return node.Find("entity_id") is { } entity
            ? ArgumentFacts.Of(node, entity, static id => id.Equals(RootFolder, StringComparison.OrdinalIgnoreCase), context)
            : Fact<bool>.Absent;
    }

    /// <summary>A user or group with its domain: <c>vsphere.local\Administrators</c>.</summary>
    private sealed class PrincipalVocabulary : Vocabulary<Principal>
    {
        // Built-in groups that hold every account of the domain.
        private static readonly string[] s_everyone = ["Everyone", "Domain Users", "Authenticated Users"];

        public override string Expected => "a user or group";

        public override bool TryRead(string text, out Principal value)
        {
            var name = text.Substring(text.LastIndexOf('\\') + 1);
            var kind = s_everyone.Contains(name, StringComparer.OrdinalIgnoreCase) || text.Equals("vsphere.local\\Users", StringComparison.OrdinalIgnoreCase)
                ? PrincipalKind.Everyone
                : PrincipalKind.Account;
            value = new Principal(text, kind);
            return true;
        }

        public override string? Spell(Principal value) => value.Name;
    }
}
