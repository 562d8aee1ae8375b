using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Formats.PowerShell;
using VirtLint.Formats.Terraform.Vsphere;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Vmware.PowerCli;

/// <summary>Binds roles of vCenter and who holds them.</summary>
internal static class PowerCliAccess
{
    private const string Source = "VMware PowerCLI Cmdlets Reference";

    public static readonly BindingTable<AccessGrant> Grants = new BindingTable<AccessGrant>(Platform.Vmware, "PowerCLI: New-VIPermission", Source)
        .Row("Principal", (g, f) => g.Principal = f, PermissionResources.Principals, source: "New-VIPermission")
        .Computed("Role", g => g.Role, "the name of a role", source: "New-VIPermission")
        .Computed("Role", g => g.Level, "'Admin' is the administrator", source: "New-VIPermission")
        .Computed("Propagate", g => g.IsInherited, "'$false' to keep it to the object", whenAbsent: "$true", source: "New-VIPermission")
        .Computed("Entity, Propagate", g => g.CoversEverything, "Get-Datacenter, or Get-Folder of 'Datacenters' or with -NoRecursion", source: "New-VIPermission");

    public static void Bind(IReadOnlyList<ScriptCall> calls, BindingContext context)
    {
        foreach (var call in calls)
        {
            if (call.Name == "New-VIPermission" && (call.Find("Principal") ?? call.Find("GroupName")) is { } principal && call.Find("Role") is { } role)
                BindGrant(call, principal, role, context);
            else if (call.Name == "New-VIRole" && call.Find("Name") is { Unresolved: null } name)
                BindRole(call, name, calls, context);
        }
    }

    public static readonly BindingTable<AccessRole> Roles = new BindingTable<AccessRole>(Platform.Vmware, "PowerCLI: New-VIRole", Source)
        .Computed("Privilege", r => r.Escalation, "Get-VIPrivilege -Id with privileges over permissions, roles and local users", source: "New-VIRole")
        .Computed("New-VIPermission -Role, -Principal", r => r.Holder, "a user or group that is given the role", source: "New-VIPermission");

    /// <summary>A role of the site's own. It is in use where another command grants it.</summary>
    private static void BindRole(ScriptCall call, Setting name, IReadOnlyList<ScriptCall> calls, BindingContext context)
    {
        if (call.Value("Privilege")?.Call is not { Name: "Get-VIPrivilege" } finder || finder.Find("Id") is not { } privileges)
            return;

        var role = context.Add(new AccessRole(name.Value, context.Origin(name.ValueSpan)));
        role.Escalation = PermissionResources.EscalationIn(privileges, context);
        foreach (var grant in calls)
        {
            if (grant.Name == "New-VIPermission" && grant.Find("Role") is { } granted && RoleOf(grant, granted) is { Unresolved: null } known && known.Value == name.Value
                && (grant.Find("Principal") ?? grant.Find("GroupName")) is { Unresolved: null } holder)
                role.Holder = Facts.Read(grant, holder, holder.Key, Vocabulary.Text, context);
        }
    }

    private static void BindGrant(ScriptCall call, Setting principal, Setting role, BindingContext context)
    {
        var grant = context.Add(new AccessGrant(principal.Value, context.Origin(principal.ValueSpan)));
        Grants.Bind(grant, call, context);
        if (principal.Key == "GroupName")
            grant.Principal = Facts.Read(call, principal, "GroupName", PermissionResources.Principals, context).Select(static group => group.Kind is PrincipalKind.Everyone ? group : group with { Kind = PrincipalKind.Group });

        var name = RoleOf(call, role);
        grant.Role = Facts.Read(call, name, "Role", Vocabulary.Text, context);
        if (name.Unresolved is not null)
            grant.Level = grant.Role.Select(static _ => AccessLevel.None);
        else if (VcenterRoles.LevelOf(name.Value) is { } level)
            grant.Level = grant.Role.Select(_ => level);

        grant.IsInherited = call.Find("Propagate") is { } propagate
            ? Facts.Read(call, propagate, "Propagate", Vocabulary.OfAnyCase(("$true", true), ("$false", false), ("1", true), ("0", false)), context)
            : Fact.Default(true, context.Origin(call.Anchor), Source, "Propagate");
        if (grant.IsInherited.Is(true) && call.Value("Entity") is { } entity && CoversEverything(entity))
            grant.CoversEverything = Fact.Stated(true, context.Origin(entity.Span), entity.Text, "Entity");
    }

    /// <summary>A role by its name, or as the command in brackets that finds it: <c>-Role (Get-VIRole -Name Admin)</c>.</summary>
    private static Setting RoleOf(ScriptCall call, Setting role) =>
        call.Value("Role")?.Call is { Name: "Get-VIRole" or "New-VIRole" } finder && (finder.Find("Name") ?? finder.Find("#0")) is { Unresolved: null } name
            ? new Setting(role.Key, role.KeySpan, name.Value, name.ValueSpan, role.FullSpan) { IsEvaluated = true, Unresolved = call.IsConditional ? "condition" : null }
            : role;

    /// <summary>Whether an entity is the root of the inventory, or a whole datacenter.</summary>
    private static bool CoversEverything(ScriptValue entity)
    {
        if (entity.Call is not { } call)
            return entity is { Kind: ScriptValueKind.Text, Text: "Datacenters" };

        return call.Name switch
        {
            "Get-Datacenter" => true,
            "Get-Folder" => call.Find("NoRecursion") is not null || call.Find("Name") is { Value: "Datacenters" },
            _ => false,
        };
    }
}
