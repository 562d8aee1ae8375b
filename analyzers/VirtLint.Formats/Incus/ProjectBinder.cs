using System;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Incus;

/// <summary>Binds a project: what of the host its users may give to their instances.</summary>
internal static class ProjectBinder
{
    private const string Source = "Incus, doc/reference/projects";

    public static readonly BindingTable<GuestGroup> Table = new BindingTable<GuestGroup>(Platform.Incus, "project: config", Source)
        .Computed("(name)", g => g.Joins, "any project but 'default'", source: "doc/explanation/projects")
        .Computed(
            "restricted, restricted.containers.privilege, restricted.containers.lowlevel, restricted.virtual-machines.lowlevel, restricted.devices.disk",
            g => g.HostAccess,
            "'false', or 'allow'",
            whenAbsent: "everything",
            source: "restricted")
        .Computed("limits.*", g => g.IsUnlimited, "none of them, where 'restricted' is 'true'", source: "doc/reference/projects: Project limits");

    /// <summary>What a tenant may take in all; other limits are of one kind of thing.</summary>
    private static readonly string[] s_limits = ["limits.instances", "limits.containers", "limits.virtual-machines", "limits.cpu", "limits.memory", "limits.disk"];

    private static readonly (string Key, string What)[] s_allowances =
    [
        ("restricted.containers.privilege", "the host's root"),
        ("restricted.containers.lowlevel", "raw settings"),
        ("restricted.virtual-machines.lowlevel", "raw settings"),
        ("restricted.devices.unix-block", "disks of the host"),
        ("restricted.devices.pci", "PCI devices of the host"),
    ];

    /// <param name="config">The project's configuration; null when it states none.</param>
    public static void Bind(SettingScope project, SettingScope? config, Setting? name, BindingContext context)
    {
        // The project that is always there is the administrator's own.
        if (name is null or { Value: "default" } or { Unresolved: not null })
            return;

        var tenant = context.Add(new GuestGroup(name.Value, context.Origin(name.ValueSpan), []));
        tenant.Joins = Fact.Stated(GuestGroupKind.Tenant, tenant.Origin, name.Value, name.Key);
        var scope = config ?? new NoSettings(project.Anchor);
        IncusKeys.CheckProject(scope, context);
        var isRestricted = Facts.Read(scope, "restricted", IncusWords.Boolean, false, $"{Source}: restricted", context);
        if (isRestricted.IsUnresolved || isRestricted.Is(false))
            tenant.HostAccess = isRestricted.IsStated || isRestricted.IsUnresolved ? isRestricted.Select(static _ => "everything of the host") : Facts.Default(context, "everything of the host", name.ValueSpan, $"{Source}: restricted");
        else
            BindAllowances(tenant, scope, context);

        // Who restricts a project means it for others than the administrators.
        if (isRestricted.Is(true) && !context.IsPartial && !scope.Settings.Any(static setting => s_limits.Any(limit => setting.Key == limit || setting.Key.StartsWith(limit + ".", StringComparison.Ordinal))))
            tenant.IsUnlimited = Fact.Stated(true, context.Origin(name.ValueSpan), name.Value, name.Key);
    }

    private static void BindAllowances(GuestGroup tenant, SettingScope config, BindingContext context)
    {
        foreach (var (key, what) in s_allowances)
        {
            if (tenant.HostAccess.State is FactState.Absent && config.Find(key) is { Value: "allow", Unresolved: null } allowed)
                tenant.HostAccess = Fact.Stated(what, context.Origin(allowed.ValueSpan), allowed.Value, key);
        }

        if (tenant.HostAccess.State is FactState.Absent && config.Find("restricted.devices.disk") is { Value: "allow" } disk && config.Find("restricted.devices.disk.paths") is null)
            tenant.HostAccess = Fact.Stated("every directory of the host", context.Origin(disk.ValueSpan), disk.Value, disk.Key);
    }
}
