using System;
using System.Collections.Generic;
using VirtLint.Model;

namespace VirtLint.Formats.Vmware;

/// <summary>The roles that every vCenter has, by the names that its API and its clients give them.</summary>
// vim25: AuthorizationManager, "systemRoles"
internal static class VcenterRoles
{
    private static readonly Dictionary<string, AccessLevel> s_levels = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Admin"] = AccessLevel.Administer,
        ["Administrator"] = AccessLevel.Administer,
        ["ReadOnly"] = AccessLevel.Read,
        ["View"] = AccessLevel.Read,
        ["Anonymous"] = AccessLevel.None,
        ["NoAccess"] = AccessLevel.None,
    };

    /// <summary>
    /// Privileges by which a holder makes itself administrator: of vCenter, or of a host by its local users. Those over keys
    /// and support data, which backup software needs, do not. // DISA STIG for VMware vSphere 8.0 vCenter: VCSA-80-000095
    /// </summary>
    public static bool Escalates(string privilege) =>
        privilege is "Authorization.ModifyPermissions" or "Authorization.ModifyRoles" or "Authorization.ReassignRolePermissions" or "Host.Local.ManageUserGroups";

    /// <summary>An account by the name that it signs in with: the two that may do everything are the platform's own.</summary>
    public static Principal AccountOf(string name) => new(
        name,
        name.Equals("root", StringComparison.OrdinalIgnoreCase) || name.Equals("administrator@vsphere.local", StringComparison.OrdinalIgnoreCase) ? PrincipalKind.SuperUser : PrincipalKind.Account);

    /// <summary>How far a role goes; null for one of the site's own making.</summary>
    public static AccessLevel? LevelOf(string role) => s_levels.TryGetValue(role, out var level) ? level : null;
}
