using System;
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
        .Computed("roleRef.name", g => g.Level, "the last part of the name", source: "Default Cluster Roles")
        .Computed("kind", g => g.CoversEverything, "'ClusterRoleBinding'", source: "Default Cluster Roles")
        .Computed("kind", g => g.IsInherited, "'ClusterRoleBinding'", source: "Default Cluster Roles");

    private static readonly string[] s_roles = ["kubevirt.io:", "cdi.kubevirt.io:", "instancetype.kubevirt.io:", "hco.kubevirt.io:", "clone.kubevirt.io:", "export.kubevirt.io:", "pool.kubevirt.io:", "snapshot.kubevirt.io:"];

    private static readonly string[] s_everyone = ["system:authenticated", "system:unauthenticated", "system:serviceaccounts", "system:anonymous", "*"];

    public static void Bind(Manifest manifest)
    {
        if (manifest.Root.Find("roleRef.name") is not { } role || !Array.Exists(s_roles, prefix => role.Value.StartsWith(prefix, StringComparison.Ordinal)))
            return;

        var context = manifest.Context;
        foreach (var subject in manifest.Root.Mappings("subjects"))
        {
            if (subject.Find("name") is not { } name)
                continue;

            var grant = context.Add(new AccessGrant(manifest.Name, context.Origin(name.ValueSpan)));
            grant.Principal = Yaml.Read(name, "subjects[].name", text => new Principal(text, KindOf(subject.TextAt("kind"), text)), context);
            grant.Role = Yaml.Read(role, "roleRef.name", static text => text, context);
            grant.Level = Yaml.Read(role, "roleRef.name", LevelOf, context);
            var everywhere = manifest.Root.Find("kind") is { } kind ? Yaml.Read(kind, "kind", static text => text == "ClusterRoleBinding", context) : Fact<bool>.Absent;
            grant.CoversEverything = everywhere;
            grant.IsInherited = everywhere;
        }
    }

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
