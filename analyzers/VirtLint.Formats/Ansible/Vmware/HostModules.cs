using System;
using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Terraform;
using VirtLint.Formats.Terraform.Vsphere;
using VirtLint.Model;

namespace VirtLint.Formats.Ansible.Vmware;

/// <summary>Binds what community.vmware sets up on ESXi hosts and in vCenter.</summary>
internal static class HostModules
{
    private const string ServiceSource = "community.vmware: vmware_host_service_manager";

    public static readonly BindingTable<Hypervisor> Lockdown = new BindingTable<Hypervisor>(Platform.Vmware, "Ansible: vmware_host_lockdown", "community.vmware: vmware_host_lockdown")
        .Row("state", (h, f) => h.Lockdown = f, VsphereWords.Lockdown, whenAbsent: HostLockdown.Normal, source: "state");

    public static readonly BindingTable<Hypervisor> Service = new BindingTable<Hypervisor>(Platform.Vmware, "Ansible: vmware_host_service_manager", ServiceSource)
        .Computed("service_name, state, service_policy", h => h.SynchronizesTime, "'ntpd' or 'ptpd', that runs and starts with the host", source: "service_policy");

    public static readonly BindingTable<Credential> HostPassword = new BindingTable<Credential>(Platform.Vmware, "Ansible: vmware_host", "community.vmware: vmware_host")
        .Row("esxi_password", (c, f) => c.Value = f, Vocabulary.Secret, source: "esxi_password");

    public static readonly BindingTable<Credential> UserPassword = new BindingTable<Credential>(
        Platform.Vmware, "Ansible: vmware_host_user_manager", "community.vmware: vmware_host_user_manager, vmware_local_user_manager")
        .Row("user_password", (c, f) => c.Value = f, Vocabulary.Secret, source: "user_password");

    public static readonly BindingTable<Credential> DirectoryPassword = new BindingTable<Credential>(
        Platform.Vmware, "Ansible: vmware_host_active_directory", "community.vmware: vmware_host_active_directory")
        .Row("ad_password", (c, f) => c.Value = f, Vocabulary.Secret, source: "ad_password");

    public static readonly BindingTable<AccessGrant> Permission = new BindingTable<AccessGrant>(
        Platform.Vmware, "Ansible: vmware_object_role_permission", "community.vmware: vmware_object_role_permission")
        .Row("recursive", (g, f) => g.IsInherited = f, AnsibleWords.Flag, whenAbsent: true, source: "recursive")
        .Computed("principal, group", g => g.Principal, "a user or group", source: "principal, group")
        .Computed("role", g => g.Role, "the name of a role", source: "role")
        .Computed("role", g => g.Level, "'Admin' is the administrator", source: "role")
        .Computed("object_type, object_name, recursive", g => g.CoversEverything, "the root folder or a Datacenter, and all below it", source: "object_name");

    public static IEnumerable<IBindingTable> Tables => [Lockdown, Service, HostPassword, UserPassword, DirectoryPassword, Permission];

    // The roles that every vCenter has, by their names. // vim25: AuthorizationManager, "systemRoles"
    private static readonly Dictionary<string, AccessLevel> s_builtIn = new(StringComparer.Ordinal)
    {
        ["Admin"] = AccessLevel.Administer,
        ["ReadOnly"] = AccessLevel.Read,
        ["View"] = AccessLevel.Read,
        ["Anonymous"] = AccessLevel.None,
        ["NoAccess"] = AccessLevel.None,
    };

    public static void BindLockdown(AnsibleTask task) => Lockdown.Bind(AddHost(task), task.Node, task.Context);

    public static void BindHost(AnsibleTask task) => task.AddSecret(task.Node, "esxi_password", HostPassword);

    public static void BindUser(AnsibleTask task) => task.AddSecret(task.Node, "user_password", UserPassword);

    public static void BindDirectory(AnsibleTask task) => task.AddSecret(task.Node, "ad_password", DirectoryPassword);

    public static void BindService(AnsibleTask task)
    {
        if (task.Says("service_name", "ntpd", "ptpd"))
            AddHost(task).SynchronizesTime = Runs(task);
    }

    public static void BindPermission(AnsibleTask task)
    {
        var (node, context) = (task.Node, task.Context);
        if ((node.Find("principal") ?? node.Find("group")) is not { } subject || node.Find("role") is not { } role)
            return;

        var grant = context.Add(new AccessGrant(subject.Unresolved is null ? subject.Value : task.Title, context.Origin(subject.ValueSpan)) { DeployedTo = Platform.Vmware });
        Permission.Bind(grant, node, context);
        grant.Principal = Facts.Read(node, subject, subject.Key, PermissionResources.Principals, context);
        if (subject.Key == "group")
            grant.Principal = grant.Principal.Select(static principal => principal.Kind is PrincipalKind.Everyone ? principal : principal with { Kind = PrincipalKind.Group });

        grant.Role = ArgumentFacts.Of(node, role, static name => name, context);
        if (role.Unresolved is not null)
            grant.Level = ArgumentFacts.Of(node, role, static _ => AccessLevel.None, context);
        else if (s_builtIn.TryGetValue(role.Value, out var level))
            grant.Level = ArgumentFacts.Of(node, role, _ => level, context);

        grant.CoversEverything = CoversEverything(grant, task);
    }

    private static Fact<bool> CoversEverything(AccessGrant grant, AnsibleTask task)
    {
        if (!grant.IsInherited.Is(true))
            return grant.IsInherited;

        if (task.Node.Find("object_type") is { Unresolved: null, Value: "Datacenter" } type)
            return ArgumentFacts.Of(task.Node, type, static _ => true, task.Context);

        return task.Node.Find("object_name") is { } name
            ? ArgumentFacts.Of(task.Node, name, static value => value.Equals("rootFolder", StringComparison.OrdinalIgnoreCase) || value == "Datacenters", task.Context)
            : Fact<bool>.Absent;
    }

    /// <summary>A service that is stopped, or that does not come back with the host.</summary>
    private static Fact<bool> Runs(AnsibleTask task)
    {
        if (task.Node.Find("state") is { } state && (state.Unresolved is not null || state.Value is "stop" or "absent"))
            return ArgumentFacts.Of(task.Node, state, static _ => false, task.Context);

        return task.Node.Find("service_policy") is { } policy
            ? ArgumentFacts.Of(task.Node, policy, static word => !word.Equals("off", StringComparison.OrdinalIgnoreCase), task.Context)
            : Fact<bool>.Absent;
    }

    private static Hypervisor AddHost(AnsibleTask task) => task.Context.Add(new Hypervisor(
        task.NameBy(task.Node.Find("esxi_hostname") is null ? "cluster_name" : "esxi_hostname"), task.OriginBy("esxi_hostname"))
    {
        DeployedTo = Platform.Vmware,
    });
}
