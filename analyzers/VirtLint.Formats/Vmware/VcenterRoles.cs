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

    /// <summary>How far a role goes; null for one of the site's own making.</summary>
    public static AccessLevel? LevelOf(string role) => s_levels.TryGetValue(role, out var level) ? level : null;
}
