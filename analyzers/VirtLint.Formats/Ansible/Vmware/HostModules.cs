using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Terraform;
using VirtLint.Formats.Terraform.Vsphere;
using VirtLint.Formats.Vmware;
using VirtLint.Formats.Vmware.Esxi;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Ansible.Vmware;

/// <summary>Binds what community.vmware sets up on ESXi hosts and in vCenter.</summary>
internal static class HostModules
{
    private const string RemoteShell = "TSM-SSH";
    private const string LocalShell = "TSM";
    private const string ServiceSource = "community.vmware: vmware_host_service_manager";

    // Older releases of the collection take 'present', too, and 'absent' as the removal that is not judged. // vmware_host_lockdown: state
    private static readonly Vocabulary<HostLockdown> s_lockdown = Vocabulary.OfAnyCase(
        ("disabled", HostLockdown.None), ("normal", HostLockdown.Normal), ("strict", HostLockdown.Strict), ("present", HostLockdown.Normal));

    private static readonly Vocabulary<bool> s_acceptance = Vocabulary.Of(("community", true), ("partner", false), ("vmware_accepted", false), ("vmware_certified", false));

    public static readonly BindingTable<Hypervisor> Lockdown = new BindingTable<Hypervisor>(Platform.Vmware, "Ansible: vmware_host_lockdown", "community.vmware: vmware_host_lockdown")
        .Row("state", (h, f) => h.Lockdown = f, s_lockdown, whenAbsent: HostLockdown.Normal, source: "state");

    public static readonly BindingTable<Hypervisor> Service = new BindingTable<Hypervisor>(Platform.Vmware, "Ansible: vmware_host_service_manager", ServiceSource)
        .Computed("service_name, state, service_policy", h => h.SynchronizesTime, "'ntpd' or 'ptpd', that runs and starts with the host", source: "service_policy")
        .Computed("service_name, state, service_policy", h => h.RemoteShell, "'TSM-SSH', that runs or starts with the host", source: "service_policy")
        .Computed("service_name, state, service_policy", h => h.LocalShell, "'TSM', that runs or starts with the host", source: "service_policy");

    public static readonly BindingTable<Hypervisor> Acceptance = new BindingTable<Hypervisor>(Platform.Vmware, "Ansible: vmware_host_acceptance", "community.vmware: vmware_host_acceptance")
        .Row("acceptance_level", (h, f) => h.AcceptsUnsignedPackages = f, s_acceptance, source: "acceptance_level");

    public static readonly BindingTable<Hypervisor> Exceptions = new BindingTable<Hypervisor>(Platform.Vmware, "Ansible: vmware_host_lockdown_exceptions", "community.vmware: vmware_host_lockdown_exceptions")
        .Computed("exception_users", h => h.LockdownExemptions, "a list that is not empty", source: "exception_users");

    public static readonly BindingTable<Hypervisor> Clock = new BindingTable<Hypervisor>(Platform.Vmware, "Ansible: vmware_host_ntp", "community.vmware: vmware_host_ntp")
        .Computed("ntp_servers", h => h.SynchronizesTime, "a list that is not empty", source: "ntp_servers");

    public static readonly BindingTable<Hypervisor> Agent = new BindingTable<Hypervisor>(Platform.Vmware, "Ansible: vmware_host_snmp", "community.vmware: vmware_host_snmp")
        .Computed("state, community", h => h.SnmpCommunity, "a community of an agent that is 'enabled'", source: "community");

    public static readonly BindingTable<Hypervisor> Kernel = new BindingTable<Hypervisor>(Platform.Vmware, "Ansible: vmware_host_config_manager", "community.vmware: vmware_host_config_manager")
        .Computed("options", h => h.FailuresBeforeLockout, "a mapping of advanced options, which are read as those of esxcli", source: "options");

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

    public static IEnumerable<IBindingTable> Tables => [Lockdown, Service, Acceptance, Exceptions, Clock, Agent, Kernel, HostPassword, UserPassword, DirectoryPassword, Permission, Roles, Backup, Ruleset];

    public static void BindLockdown(AnsibleTask task) => Lockdown.Bind(AddHost(task), task.Node, task.Context);

    public static void BindHost(AnsibleTask task) => task.AddSecret(task.Node, "esxi_password", HostPassword);

    public static void BindUser(AnsibleTask task) => task.AddSecret(task.Node, "user_password", UserPassword);

    public static void BindDirectory(AnsibleTask task) => task.AddSecret(task.Node, "ad_password", DirectoryPassword);

    public static void BindService(AnsibleTask task)
    {
        if (task.Says("service_name", "ntpd", "ptpd"))
            AddHost(task).SynchronizesTime = Runs(task);
        else if (task.Says("service_name", RemoteShell) && !task.Run.Stops(RemoteShell, task))
            AddHost(task).RemoteShell = StateOf(task);
        else if (task.Says("service_name", LocalShell) && !task.Run.Stops(LocalShell, task))
            AddHost(task).LocalShell = StateOf(task);
    }

    /// <summary>Advanced options, by the names that esxcli gives them.</summary>
    public static void BindOptions(AnsibleTask task)
    {
        if (task.Node.Node("options") is { } options)
            EsxHost.BindOptions(AddHost(task), OptionScope.Of(options, EsxCommands.PathOf), task.Context);
    }

    /// <summary>Only lists the level where it is not told to set it. // vmware_host_acceptance: state, default list</summary>
    public static void BindAcceptance(AnsibleTask task)
    {
        if (task.Says("state", "present"))
            Acceptance.Bind(AddHost(task), task.Node, task.Context);
    }

    public static void BindExceptions(AnsibleTask task)
    {
        if (task.Node.Find("exception_users") is { } users && (users.Unresolved is not null || users.Items is { IsDefaultOrEmpty: false }))
            AddHost(task).LockdownExemptions = ArgumentFacts.Of(task.Node, users, _ => string.Join(", ", users.Items.Select(static user => user.Text)), task.Context);
    }

    public static void BindClock(AnsibleTask task)
    {
        if (task.Node.Find("ntp_servers") is { } servers)
            AddHost(task).SynchronizesTime = ArgumentFacts.Of(task.Node, servers, _ => servers.Value.Length > 0 || servers.Items is { IsDefaultOrEmpty: false }, task.Context);
    }

    public static void BindAgent(AnsibleTask task)
    {
        if (!task.Says("state", "enabled") || task.Node.Find("community") is not { } community)
            return;

        var origin = task.Context.Origin(community.ValueSpan);
        var first = community.IsList ? community.Items.FirstOrDefault().Text ?? "" : community.Value;
        AddHost(task).SnmpCommunity = community.Unresolved is { } reason ? Fact<string>.Unresolved(origin, "***", reason, community.Key) : Fact.Stated(first, origin, "***", community.Key).Masked();
    }

    public static readonly BindingTable<ImageStore> Backup = new BindingTable<ImageStore>(Platform.Vmware, "Ansible: vmware.vmware.vcsa_backup_schedule", "vmware.vmware: vcsa_backup_schedule")
        .Computed("encryption_password", s => s.BackupEncryption, "a password", "false", "encryption_password")
        .Computed("location/url", s => s.Server, "the host of the address", source: "location.url")
        .Computed("(task)", s => s.Content, "backups of the manager");

    /// <summary>The backups of vCenter itself. // vcsa_backup_schedule: encryption_password, "If unset, the backup is not encrypted"</summary>
    public static void BindBackup(AnsibleTask task)
    {
        var (node, context) = (task.Node, task.Context);
        if (node.Find("location/url") is not { } url)
            return;

        var store = context.Add(new ImageStore(task.NameBy("name"), context.Origin(url.ValueSpan)) { DeployedTo = Platform.Vmware });
        store.Content = Fact.Default(StoreContent.Backups, store.Origin, "vmware.vmware: vcsa_backup_schedule");
        store.Server = ArgumentFacts.Of(node, url, static text => Url.HostOf(text), context);
        store.BackupEncryption = node.Find("encryption_password") is { } password
            ? ArgumentFacts.Of(node, password, static text => text.Length > 0, context)
            : Facts.Default(context, false, url.ValueSpan, "vmware.vmware: vcsa_backup_schedule, encryption_password", "encryption_password");
    }

    public static readonly BindingTable<FirewallRule> Ruleset = new BindingTable<FirewallRule>(Platform.Vmware, "Ansible: vmware_host_firewall_manager", "community.vmware: vmware_host_firewall_manager")
        .Computed("rules/allowed_hosts/all_ip", r => r.Source, "'true' for every address", source: "rules.allowed_hosts")
        .Computed("rules/name", r => r.HostService, "'sshServer', 'vSphereClient', 'webAccess' or 'vMotion'", source: "rules.name")
        .Computed("rules/name", r => r.Ports, "'sshServer', 'vSphereClient', 'webAccess' or 'vMotion'", source: "rules.name")
        .Computed("rules", r => r.Direction, "a rule set lets traffic in", "in", source: "rules")
        .Computed("rules", r => r.Action, "a rule set accepts", "accept", source: "rules")
        .Computed("rules/enabled", r => r.IsActive, "a boolean", "true", source: "rules.enabled");

    public static void BindFirewall(AnsibleTask task)
    {
        var context = task.Context;
        foreach (var rule in task.Node.Nodes("rules"))
        {
            if (rule.Find("name") is not { Unresolved: null } name || rule.Find("allowed_hosts/all_ip") is not { } all)
                continue;

            var isActive = rule.Find("enabled") is { } enabled ? Facts.Read(rule, enabled, "enabled", AnsibleWords.Flag, context) : Fact<bool>.Absent;
            EsxHost.AddRuleset(task.NameBy("esxi_hostname"), name.Value, Facts.Read(rule, all, "all_ip", AnsibleWords.Flag, context), isActive, context.Origin(all.ValueSpan), Platform.Vmware, context);
        }
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
        if (role.Unresolved is null)
            task.Run.Remember(role.Value, grant);

        if (role.Unresolved is not null)
            grant.Level = ArgumentFacts.Of(node, role, static _ => AccessLevel.None, context);
        else if (VcenterRoles.LevelOf(role.Value) is { } level)
            grant.Level = ArgumentFacts.Of(node, role, _ => level, context);

        grant.CoversEverything = CoversEverything(grant, task);
    }

    public static readonly BindingTable<AccessRole> Roles = new BindingTable<AccessRole>(Platform.Vmware, "Ansible: vmware_local_role_manager", "community.vmware: vmware_local_role_manager")
        .Computed("local_privilege_ids", r => r.Escalation, "privileges over permissions, roles and local users", source: "local_privilege_ids")
        .Computed("vmware_object_role_permission: role", r => r.Holder, "a user or group that is given the role", source: "local_privilege_ids");

    /// <summary>A role of the site's own. It is in use where another task grants it.</summary>
    public static void BindRole(AnsibleTask task)
    {
        var (node, context) = (task.Node, task.Context);
        if (task.Says("action", "remove") || node.Find("local_role_name") is not { Unresolved: null } name || node.Find("local_privilege_ids") is not { } privileges)
            return;

        var role = context.Add(new AccessRole(name.Value, context.Origin(name.ValueSpan)) { DeployedTo = Platform.Vmware });
        role.Escalation = PermissionResources.EscalationIn(privileges, context);
        task.Run.Later(() =>
        {
            if (task.Run.GrantOf(name.Value) is { Principal: { IsStated: true, Origin: { } place } principal })
                role.Holder = Fact.Stated(principal.Value.Name, place, principal.AsWritten, principal.Key ?? "principal");
        });
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

    /// <summary>A service that runs now, that comes back with the host, or neither.</summary>
    private static Fact<ShellState> StateOf(AnsibleTask task)
    {
        if (task.Node.Find("service_policy") is { } policy && (policy.Unresolved is not null || !policy.Value.Equals("off", StringComparison.OrdinalIgnoreCase)))
            return ArgumentFacts.Of(task.Node, policy, static _ => ShellState.StartsWithHost, task.Context);

        // community.vmware: vmware_host_service_manager, state: "start" where it is not stated
        return task.Node.Find("state") is { } state
            ? ArgumentFacts.Of(task.Node, state, static word => word is "stop" or "absent" or "unchanged" ? ShellState.Stopped : ShellState.Running, task.Context)
            : Fact.Default(ShellState.Running, task.Context.Origin(task.Node.Anchor), ServiceSource, "state");
    }

    private static Hypervisor AddHost(AnsibleTask task)
    {
        var key = task.Node.Find("esxi_hostname") is null ? "cluster_name" : "esxi_hostname";
        return task.Context.Add(new Hypervisor(
            task.Node.Find(key) is { Unresolved: not null } template && TemplateMarks.Contains(template.Value) ? template.Value : task.NameBy(key), task.OriginBy("esxi_hostname"))
        {
            DeployedTo = Platform.Vmware,
        });
    }
}
