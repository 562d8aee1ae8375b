using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.KubeVirt.Cluster;

/// <summary>Binds <c>RoleBinding</c> and <c>ClusterRoleBinding</c> of the roles that KubeVirt and CDI bring along.</summary>
/// <remarks>// KubeVirt user guide, "Authorization": Default Cluster Roles; Kubernetes, "Using RBAC Authorization"</remarks>
internal static class GrantBinder
{
    private const string Source = "KubeVirt user guide: Authorization";

    public static readonly BindingTable<AccessGrant> Table = new BindingTable<AccessGrant>(Platform.KubeVirt, "RoleBinding, ClusterRoleBinding", Source)
        .Computed("subjects[].name", g => g.Principal, "a user, a group or a service account", source: "Default Cluster Roles")
        .Computed("roleRef.name", g => g.Role, "'kubevirt.io:admin', 'kubevirt.io:edit', 'kubevirt.io:view' and those of 'cdi.kubevirt.io'", source: "Default Cluster Roles")
        .Computed("metadata.namespace", g => g.Pool, "a namespace, of a 'RoleBinding'", source: "Default Cluster Roles")
        .Computed("roleRef.name", g => g.Level, "the last part of the name", source: "Default Cluster Roles")
        .Computed("kind", g => g.CoversEverything, "'ClusterRoleBinding'", source: "Default Cluster Roles")
        .Computed("kind", g => g.IsInherited, "'ClusterRoleBinding'", source: "Default Cluster Roles");

    // CDI, doc/RBAC.md: "PVC Cloning"
    public static readonly BindingTable<AccessRole> Roles = new BindingTable<AccessRole>(Platform.KubeVirt, "Role, ClusterRole", "CDI: RBAC")
        .Computed("rules[].resources", r => r.CopiesDisks, "'datavolumes/source', with the verb 'create'", source: "PVC Cloning");

    /// <summary>Roles that everything else in a namespace can be done with, to which CDI adds its own. // CDI, pkg/operator/resources/cluster/rbac.go: CreateAggregateClusterRole</summary>
    private static readonly string[] s_cloning =
        ["cdi.kubevirt.io:view", "cdi.kubevirt.io:edit", "cdi.kubevirt.io:admin", "view", "edit", "admin", "cluster-admin"];

    private static readonly string[] s_roles = ["kubevirt.io:", "cdi.kubevirt.io:", "instancetype.kubevirt.io:", "hco.kubevirt.io:", "clone.kubevirt.io:", "export.kubevirt.io:", "pool.kubevirt.io:", "snapshot.kubevirt.io:"];

    private static readonly string[] s_everyone = ["system:authenticated", "system:unauthenticated", "system:serviceaccounts", "system:anonymous", "*"];

    public static void Bind(Manifest manifest)
    {
        if (manifest.Root.Find("roleRef.name") is not { } role)
            return;

        var context = manifest.Context;
        var isOwnRole = Array.Exists(s_roles, prefix => role.Value.StartsWith(prefix, StringComparison.Ordinal));
        foreach (var subject in manifest.Root.Mappings("subjects"))
        {
            // Of other roles it counts alone what everybody may copy with them.
            if (subject.Find("name") is not { } name || !(isOwnRole || IsAll(name.Value)))
                continue;

            var grant = context.Add(new AccessGrant(manifest.Name, context.Origin(name.ValueSpan)));
            grant.Principal = Yaml.Read(name, "subjects[].name", text => new Principal(text, KindOf(subject.TextAt("kind"), text)), context);
            grant.Role = Yaml.Read(role, "roleRef.name", static text => text, context);
            if (manifest.Root.Find("metadata.namespace") is { } place && manifest.Kind == "RoleBinding")
                grant.Pool = Yaml.Read(place, "metadata.namespace", static text => text, context);

            if (!isOwnRole)
                continue;

            grant.Level = Yaml.Read(role, "roleRef.name", LevelOf, context);
            var everywhere = manifest.Root.Find("kind") is { } kind ? Yaml.Read(kind, "kind", static text => text == "ClusterRoleBinding", context) : Fact<bool>.Absent;
            grant.CoversEverything = everywhere;
            grant.IsInherited = everywhere;
        }
    }

    /// <summary>A role of the project's own by which disks can be copied.</summary>
    public static void BindRole(Manifest manifest)
    {
        foreach (var rule in manifest.Root.Mappings("rules"))
        {
            if (rule.Find("resources") is { IsList: true } resources && rule.Find("verbs") is { IsList: true } verbs
                && resources.Items.FirstOrDefault(static item => item.Text == "datavolumes/source") is { Text: not null } resource
                && verbs.Items.Any(static verb => verb.Text is "create" or "*"))
            {
                manifest.Context.Add(new AccessRole(manifest.Name, manifest.Origin)).CopiesDisks = Yaml.Read(resource, "rules[].resources", static _ => true, manifest.Context);
                return;
            }
        }
    }

    /// <summary>The grants by which everybody may copy disks.</summary>
    public static IEnumerable<AccessGrant> OpenToAll(Site site)
    {
        HashSet<string>? own = null;
        foreach (var grant in site.All<AccessGrant>())
        {
            if (!grant.Principal.Is(static who => IsAll(who.Name)) || !grant.Role.IsKnown)
                continue;

            own ??= new(site.All<AccessRole>().Where(static role => role.CopiesDisks.Is(true)).Select(static role => role.Name), StringComparer.Ordinal);
            if (Array.IndexOf(s_cloning, grant.Role.Value) >= 0 || own.Contains(grant.Role.Value))
                yield return grant;
        }
    }

    /// <summary>Service accounts of one namespace are not all of them.</summary>
    private static bool IsAll(string name) => Array.IndexOf(s_everyone, name) >= 0;

    private static AccessLevel LevelOf(string role) => role.Substring(role.IndexOf(':') + 1) switch
    {
        "admin" => AccessLevel.Administer,
        "edit" => AccessLevel.Manage,
        _ => AccessLevel.Read,
    };

    private static PrincipalKind KindOf(string? kind, string name) =>
        Array.IndexOf(s_everyone, name) >= 0 || name.StartsWith("system:serviceaccounts:", StringComparison.Ordinal) ? PrincipalKind.Everyone
        : kind == "Group" ? PrincipalKind.Group
        : kind == "ServiceAccount" ? PrincipalKind.Token
        : PrincipalKind.Account;
}
