using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Vmware.Esxi;

/// <summary>Binds what commands set on a host. Nothing follows from what they leave out: others may set it, before or after.</summary>
internal static class EsxHost
{
    private const string Advanced = "ESXi: advanced options";
    private const string Kernel = "ESXi: kernel settings";
    private const string Commands = "ESXi: esxcli";
    private const string Guide = "vSphere 8 Security Configuration & Hardening Guide";

    public static readonly BindingTable<Hypervisor> Options = new BindingTable<Hypervisor>(Platform.Vmware, Advanced, Guide)
        .Row("/UserVars/SuppressShellWarning", (h, f) => h.HidesShellWarning = f, VmxWords.Boolean, source: "esxi-8.shell-warning")
        .Row("/UserVars/SuppressHyperthreadWarning", (h, f) => h.HidesMitigationWarning = f, VmxWords.Boolean, source: "esxi-8.cpu-hyperthread-warning")
        .Row("/Config/HostAgent/plugins/solo/enableMob", (h, f) => h.DebugInterface = f, VmxWords.Boolean, source: "esxi-8.mob")
        .Row("/Net/BMCNetworkEnable", (h, f) => h.ReachesBaseboard = f, VmxWords.Boolean, source: "DISA STIG for VMware vSphere 8.0 ESXi: ESXI-80-000250")
        .Row("/Security/AccountLockFailures", (h, f) => h.FailuresBeforeLockout = f, Vocabulary.Integer, source: "esxi-8.account-lockout")
        .Row("/Security/AccountUnlockTime", (h, f) => h.LockoutSeconds = f, Vocabulary.Integer, source: "esxi-8.account-auto-unlock-time")
        .Row("/VMkernel/Boot/execInstalledOnly", (h, f) => h.RunsPackagedCodeOnly = f, VmxWords.Boolean, source: "esxi-8.vib-trusted-binaries")
        .Computed("/Net/DVFilterBindIpAddress", h => h.FilterListener, "an address", source: "esxi-8.network-dvfilter")
        .Computed("/Mem/ShareForceSalting", h => h.MergesMemory, "'2' to keep guests apart", source: "esxi-8.transparent-page-sharing")
        .Computed("/Security/PasswordQualityControl", h => h.ShortestPassword, "the smallest number of min=N0,N1,N2,N3,N4", source: "esxi-8.account-password-policies")
        .Computed("/DCUI/Access", h => h.LockdownExemptions, "accounts besides 'root'", source: "esxi-8.lockdown-dcui-access");

    public static readonly BindingTable<Hypervisor> KernelSettings = new BindingTable<Hypervisor>(Platform.Vmware, Kernel, Guide)
        .Row("execInstalledOnly", (h, f) => h.RunsPackagedCodeOnly = f, VmxWords.Boolean, source: "esxi-8.vib-trusted-binaries")
        .Row("hyperthreadingMitigation", (h, f) => h.MitigatesSideChannels = f, VmxWords.Boolean, source: "esxi-8.cpu-hyperthread-warning")
        .Row("disableHwrng", (h, f) => h.UsesHardwareRandom = f, VmxWords.Disabling, source: "DISA STIG for VMware vSphere 8.0 ESXi: ESXI-80-000245")
        .Row("noIOMMU", (h, f) => h.UsesIommu = f, VmxWords.Disabling, source: "vm-8.pci-passthrough")
        .Row("iovDisableIR", (h, f) => h.RemapsInterrupts = f, VmxWords.Disabling, source: "vm-8.pci-passthrough");

    public static readonly BindingTable<Hypervisor> Settings = new BindingTable<Hypervisor>(Platform.Vmware, Commands, "VMware, ESXCLI Reference")
        .Row("system ntp set --enabled", (h, f) => h.SynchronizesTime = f, VmxWords.Boolean)
        .Row("system security keypersistence", (h, f) => h.PersistsKeys = f, Vocabulary.Of(("enable", true), ("disable", false)))
        .Row("system snmp set --communities", (h, f) => h.SnmpCommunity = f, Vocabulary.Secret)
        .Row("system settings encryption set --require-secure-boot", (h, f) => h.EnforcesSecureBoot = f, VmxWords.Boolean)
        .Row(
            "software acceptance set --level",
            (h, f) => h.AcceptsUnsignedPackages = f,
            Vocabulary.OfAnyCase(("CommunitySupported", true), ("PartnerSupported", false), ("VMwareAccepted", false), ("VMwareCertified", false)))
        .Computed("software vib install --no-sig-check, --force", h => h.SkipsSignatureCheck, "an option")
        .Computed("system ssh server config set", h => h.SshRelaxation, "'yes' for forwarding, tunnels or environments, 'no' for ignorerhosts")
        .Computed("vim-cmd hostsvc/enable_ssh, start_ssh", h => h.RemoteShell, "a verb; the last one counts")
        .Computed("vim-cmd hostsvc/enable_esx_shell, start_esx_shell", h => h.LocalShell, "a verb; the last one counts");

    public static readonly BindingTable<LogSink> Log = new BindingTable<LogSink>(Platform.Vmware, Advanced, Guide)
        .Row("/Syslog/global/auditRecord/storageEnable", (s, f) => s.Audit = f, VmxWords.Boolean, source: "esxi-8.logs-audit-local")
        .Row("/Syslog/global/certificate/checkSSLCerts", (s, f) => s.VerifyPeer = f, VmxWords.Boolean, source: "esxi-8.logs-remote-tls")
        .Computed("/Syslog/global/logHost", s => s.Target, "the first of a list of addresses", source: "esxi-8.logs-remote")
        .Computed("/Syslog/global/logHost", s => s.ReportsElsewhere, "an empty text takes the target away", source: "esxi-8.logs-remote")
        .Computed("/vpxd/event/syslog/enabled", s => s.ReportsElsewhere, "'false' to keep events to vCenter", source: "VCSA-80-000280")
        .Computed("/Syslog/global/logHost", s => s.Transport, "'ssl://', else in clear", source: "esxi-8.logs-remote-tls")
        .Computed("/Syslog/global/logDir, /ScratchConfig/ConfiguredScratchLocation", s => s.IsVolatile, "a path in /tmp or /var", source: "esxi-8.logs-persistent");

    public static readonly BindingTable<FirewallPolicy> Firewall = new BindingTable<FirewallPolicy>(Platform.Vmware, Commands, "VMware, ESXCLI Reference")
        .Row(
            "network firewall set --enabled",
            (p, f) => p.Enabled = f,
            Vocabulary.OfAnyCase(("true", true), ("false", false), ("1", true), ("0", false), ("yes", true), ("no", false), ("t", true), ("f", false), ("on", true), ("off", false), ("unload", false)))
        .Row(
            "network firewall set --default-action",
            (p, f) => p.DefaultIn = f,
            Vocabulary.OfAnyCase(("false", FirewallAction.Drop), ("true", FirewallAction.Accept), ("0", FirewallAction.Drop), ("1", FirewallAction.Accept), ("f", FirewallAction.Drop), ("t", FirewallAction.Accept)));

    public static readonly BindingTable<FirewallRule> Rulesets = new BindingTable<FirewallRule>(Platform.Vmware, "ESXi: rule sets of the firewall", "esxi-8.firewall-restrict-access")
        .Computed("network firewall ruleset set --allowed-all", r => r.Source, "'true' for every address")
        .Computed("network firewall ruleset set --ruleset-id", r => r.HostService, "'sshServer', 'vSphereClient', 'webAccess' or 'vMotion'")
        .Computed("network firewall ruleset set --ruleset-id", r => r.Ports, "'sshServer', 'vSphereClient', 'webAccess' or 'vMotion'")
        .Computed("network firewall ruleset set", r => r.Direction, "a rule set lets traffic in", "in")
        .Computed("network firewall ruleset set", r => r.Action, "a rule set accepts", "accept")
        .Computed("network firewall ruleset set --enabled", r => r.IsActive, "a boolean", "true");

    /// <summary>The rule sets that open the host itself to a network, with their first port. // ESXi, /etc/vmware/firewall/service.xml</summary>
    private static readonly Dictionary<string, (int Port, string Service)> s_rulesets = new(StringComparer.Ordinal)
    {
        ["sshServer"] = (22, "SSH"),
        ["vSphereClient"] = (443, "the management interface"),
        ["webAccess"] = (443, "the management interface"),
        ["vMotion"] = (8000, "live migration"),
    };

    public static readonly BindingTable<ManagementEndpoint> Sessions = new BindingTable<ManagementEndpoint>(Platform.Vmware, Advanced, Guide)
        .Computed("/UserVars/ESXiShellTimeOut, ESXiShellInteractiveTimeOut, DcuiTimeOut, HostClientSessionTimeout", e => e.IdleTimeout, "seconds", source: "esxi-8.timeout")
        .Computed("/UserVars/ESXiVPsDisabledProtocols", e => e.WeakMethod, "a list that lacks 'sslv3', 'tlsv1' or 'tlsv1.1'", source: "esxi-8.tls-protocols");

    public static readonly BindingTable<VirtualSwitch> Switches = new BindingTable<VirtualSwitch>(Platform.Vmware, "ESXi: esxcli network vswitch standard", "VMware, ESXCLI Reference")
        .Row("--allow-forged-transmits", (s, f) => s.AllowsForgedSource = f, VmxWords.Boolean)
        .Row("--allow-mac-change", (s, f) => s.AllowsMacChange = f, VmxWords.Boolean)
        .Row("--allow-promiscuous", (s, f) => s.IsPromiscuous = f, VmxWords.Boolean);

    public static readonly BindingTable<VirtualSwitch> AllSwitches = new BindingTable<VirtualSwitch>(Platform.Vmware, Advanced, Guide)
        .Row("/Net/BlockGuestBPDU", (s, f) => s.PassesBridgeFrames = f, VmxWords.Disabling, source: "esxi-8.network-bpdu")
        .Row("/Net/ReversePathFwdCheckPromisc", (s, f) => s.ChecksReversePath = f, VmxWords.Boolean, source: "esx-9.network-rpf-promisc");

    public static readonly BindingTable<PortGroup> PortGroups = new BindingTable<PortGroup>(Platform.Vmware, "ESXi: esxcli network vswitch standard portgroup", "VMware, ESXCLI Reference")
        .Row("--allow-forged-transmits", (g, f) => g.AllowsForgedSource = f, VmxWords.Boolean)
        .Row("--allow-mac-change", (g, f) => g.AllowsMacChange = f, VmxWords.Boolean)
        .Row("--allow-promiscuous", (g, f) => g.IsPromiscuous = f, VmxWords.Boolean)
        .Row("--vswitch-name", (g, f) => g.SwitchName = f, Vocabulary.Text)
        .Row("--vlan-id", (g, f) => g.Vlans = f, VmxWords.Vlan);

    /// <summary>The task of an adapter that guests migrate over. // VMware, ESXCLI Reference: network ip interface tag add</summary>
    public const string MigrationTag = "VMotion";

    private const string ManagementTag = "Management";
    private const string FirstAdapter = "vmk0";

    public static readonly BindingTable<MigrationPolicy> Adapters = new BindingTable<MigrationPolicy>(Platform.Vmware, "ESXi: esxcli network ip interface", "VMware, ESXCLI Reference")
        .Computed("tag add --tagname", p => p.SharesAdapterWith, "'VMotion' with 'Management' or 'VSAN'; a new host's 'vmk0' is that of management", source: "network ip interface tag")
        .Computed("add --portgroup-name", p => p.SharesUntaggedNetworkWith, "another port group without a VLAN on the same switch", source: "network ip interface");

    public static readonly BindingTable<AccessGrant> DirectoryGroup = new BindingTable<AccessGrant>(Platform.Vmware, Advanced, Guide)
        .Computed("/Config/HostAgent/plugins/hostsvc/esxAdminsGroup", g => g.Principal, "the name of a group of the directory", "ESX Admins", "DISA STIG for VMware vSphere 8.0 ESXi: ESXI-80-000241")
        .Computed("/Config/HostAgent/plugins/hostsvc/esxAdminsGroupAutoAdd", g => g.Level, "'true' to make that group administrator", source: "esx-9.ad-admin-group-autoadd");

    private const string DirectoryGroupKey = "/Config/HostAgent/plugins/hostsvc/esxAdminsGroup";
    private const string DirectoryGroupAdded = "/Config/HostAgent/plugins/hostsvc/esxAdminsGroupAutoAdd";
    private const string KnownGroup = "ESX Admins";
    private const string ManagerEvents = "/vpxd/event/syslog/enabled";

    /// <summary>Also the credentials that kickstart files and commands give away.</summary>
    public static readonly BindingTable<Credential> Passwords = new BindingTable<Credential>(Platform.Vmware, Commands, "VMware, ESXCLI Reference")
        .Computed("system account add --password, rootpw", c => c.Value, "text");

    public static readonly BindingTable<RawArgument> Overrides = new BindingTable<RawArgument>(Platform.Vmware, "ESXi: /etc/vmware/settings, /etc/vmware/config", "DISA STIG for VMware vSphere 8.0 ESXi")
        .Computed("echo, printf, cat, tee", a => a.Effect, "text for the one file, a line 'vmx.log…' for the other", source: "ESXI-80-000236, ESXI-80-000237");

    private static readonly (string Key, string Name)[] s_sessions =
    [
        ("/UserVars/ESXiShellTimeOut", "shell service"),
        ("/UserVars/ESXiShellInteractiveTimeOut", "shell session"),
        ("/UserVars/DcuiTimeOut", "console session"),
        ("/UserVars/HostClientSessionTimeout", "web session"),
    ];

    // DISA STIG for VMware vSphere 8.0 ESXi: ESXI-80-000202, 204, 207, 209, 230
    private static readonly (string Keyword, string Loose)[] s_sshd =
    [
        ("allowtcpforwarding", "yes"), ("gatewayports", "yes"), ("permittunnel", "yes"), ("permituserenvironment", "yes"),
        ("hostbasedauthentication", "yes"), ("allowstreamlocalforwarding", "yes"), ("ignorerhosts", "no"),
    ];

    public static IEnumerable<IBindingTable> Tables => [Options, KernelSettings, Settings, Log, Firewall, Rulesets, Sessions, Switches, AllSwitches, PortGroups, Adapters, DirectoryGroup, Passwords, Overrides];

    public static void Bind(string name, Origin origin, EsxCommands commands, BindingContext context)
    {
        var host = BindHost(name, origin, commands.Host, context);
        foreach (var file in commands.Overrides)
        {
            var raw = context.Add(new RawArgument(file.Text, context.Origin(file.Span), host));
            raw.Effect = Fact.Stated(ArgumentEffect.Other, raw.Origin, file.Text);
        }

        foreach (var (title, settings) in commands.Switches.Select(static entry => (entry.Key, entry.Value)))
            Switches.Bind(context.Add(new VirtualSwitch(title, context.Origin(settings.Anchor))), settings, context);

        var groups = new List<PortGroup>();
        foreach (var (title, settings) in commands.PortGroups.Select(static entry => (entry.Key, entry.Value)))
        {
            var group = context.Add(new PortGroup(title, context.Origin(settings.Anchor)));
            PortGroups.Bind(group, settings, context);
            groups.Add(group);
        }

        BindAdapters(commands, groups, context);

        foreach (var (title, settings) in commands.Rulesets.Select(static entry => (entry.Key, entry.Value)))
        {
            if (settings.Find("--allowed-all") is { } all)
            {
                var isActive = settings.Find("--enabled") is { } enabled ? Facts.Read(settings, enabled, enabled.Key, VmxWords.Boolean, context) : Fact<bool>.Absent;
                AddRuleset(name, title, Facts.Read(settings, all, all.Key, VmxWords.Boolean, context), isActive, context.Origin(settings.Anchor), Platform.Vmware, context);
            }
        }

        foreach (var (account, password) in commands.Passwords)
            AddPassword(account, password, context);
    }

    /// <summary>Binds what is set on the host itself, by the keys that its own commands have.</summary>
    public static Hypervisor BindHost(string name, Origin origin, SettingScope scope, BindingContext context)
    {
        var host = context.Add(new Hypervisor(name, origin));
        BindOptions(host, scope, context);
        var packaged = host.RunsPackagedCodeOnly;
        KernelSettings.Bind(host, scope, context);
        if (host.RunsPackagedCodeOnly.State is FactState.Absent)
            host.RunsPackagedCodeOnly = packaged;

        Settings.Bind(host, scope, context);
        Compute(host, scope, context);
        if (scope.Settings.Any(static setting => setting.Key.StartsWith("network firewall set ", StringComparison.Ordinal)))
            Firewall.Bind(context.Add(new FirewallPolicy(name, origin) { Level = FirewallLevel.Host }), scope, context);

        return host;
    }

    /// <summary>Binds the advanced options that a scope states by their paths, whatever sets them.</summary>
    public static void BindOptions(Hypervisor host, SettingScope scope, BindingContext context)
    {
        Options.Bind(host, scope, context);
        host.MergesMemory = Read(scope, "/Mem/ShareForceSalting", context, static text => text is "0" or "1");
        if (scope.Find("/Security/PasswordQualityControl") is { } quality && ShortestOf(quality.Value) is { } shortest)
            host.ShortestPassword = Read(scope, quality.Key, context, _ => shortest);

        if (scope.Find("/Net/DVFilterBindIpAddress") is { Value.Length: > 0 } listener)
            host.FilterListener = Read(scope, listener.Key, context, static text => text);

        if (scope.Find("/DCUI/Access") is { } access && access.Value.Split(',').Any(static name => name.Trim() is not ("" or "root")))
            host.LockdownExemptions = Read(scope, access.Key, context, static text => text);

        BindDirectoryGroup(host, scope, context);
        BindLog(host, scope, context);
        BindSessions(host, scope, context);
        if (scope.Find("/Net/BlockGuestBPDU") is not null || scope.Find("/Net/ReversePathFwdCheckPromisc") is not null)
            AllSwitches.Bind(context.Add(new VirtualSwitch("all switches", host.Origin) { DeployedTo = host.DeployedTo }), scope, context);
    }

    /// <summary>Adapters that guests migrate over.</summary>
    private static void BindAdapters(EsxCommands commands, List<PortGroup> groups, BindingContext context)
    {
        var adapters = new List<MigrationAdapter>();
        foreach (var (name, settings) in commands.Adapters.Select(static entry => (entry.Key, entry.Value)))
        {
            if (TaskOf(settings, MigrationTag) is not { } migration)
                continue;

            var policy = context.Add(new MigrationPolicy(name, context.Origin(migration.ValueSpan)));
            if (TaskOf(settings, ManagementTag) is { } management)
                policy.SharesAdapterWith = Facts.Read(settings, management, management.Key, Vocabulary.Text, context).Select(static _ => "management");
            else if (TaskOf(settings, "VSAN") is { } storage)
                policy.SharesAdapterWith = Facts.Read(settings, storage, storage.Key, Vocabulary.Text, context).Select(static _ => "vSAN");
            else if (commands.IsInstallation && name == FirstAdapter && settings.Find(EsxCommands.TagKey + ManagementTag) is null)
                policy.SharesAdapterWith = Fact.Stated("management", context.Origin(settings.Anchor), name);

            if (settings.Find(EsxCommands.PortGroupKey) is { Unresolved: null } group && groups.FirstOrDefault(candidate => candidate.Name == group.Value) is { } known)
                adapters.Add(new(policy, known));
        }

        MigrationNetworks.Join(adapters, groups);
    }

    private static Setting? TaskOf(EsxScope adapter, string tag) => adapter.Find(EsxCommands.TagKey + tag) is { Value.Length: > 0 } task ? task : null;

    /// <summary>
    /// The group of the directory whose members administer the host. Its name is the same wherever nobody chose another, and
    /// hosts up to 8.0 U2 make it administrator whenever it appears. // Broadcom KB 390063: esxAdminsGroupAutoAdd
    /// </summary>
    private static void BindDirectoryGroup(Hypervisor host, SettingScope scope, BindingContext context)
    {
        var (group, added) = (scope.Find(DirectoryGroupKey), scope.Find(DirectoryGroupAdded));
        var isAdded = added is null ? Fact<bool>.Absent : Facts.Read(scope, added, DirectoryGroupAdded, VmxWords.Boolean, context);
        if ((group is null ? !isAdded.Is(true) : group is { Value.Length: 0, Unresolved: null } || isAdded.Is(false)) || (group ?? added) is not { } stated)
            return;

        var place = context.Origin(stated.ValueSpan);
        var grant = context.Add(new AccessGrant(host.Name, place) { DeployedTo = host.DeployedTo });
        grant.Principal = group is not null
            ? Read(scope, DirectoryGroupKey, context, static name => new Principal(name, name.Equals(KnownGroup, StringComparison.OrdinalIgnoreCase) ? PrincipalKind.ClaimableGroup : PrincipalKind.Group))
            : Fact.Default(new Principal(KnownGroup, PrincipalKind.ClaimableGroup), place, "DISA STIG for VMware vSphere 8.0 ESXi: ESXI-80-000241", DirectoryGroupKey);
        grant.Role = Fact.Default("Admin", place, Guide);
        grant.Level = Fact.Default(AccessLevel.Administer, place, Guide);
    }

    /// <summary>A rule set that every address may use; null for one that opens nothing of the host's own.</summary>
    /// <param name="isActive">Whether the rule set is in use, as far as that is stated.</param>
    public static FirewallRule? AddRuleset(string host, string name, Fact<bool> openToAll, Fact<bool> isActive, Origin origin, Platform platform, BindingContext context)
    {
        if (!s_rulesets.TryGetValue(name, out var opened) || !openToAll.Is(true))
            return null;

        var policy = context.Add(new FirewallPolicy(host, origin) { Level = FirewallLevel.Host, DeployedTo = platform });
        var rule = context.Add(new FirewallRule(name, origin, policy) { DeployedTo = platform });
        rule.Source = openToAll.Select(static _ => TrafficSource.Any);
        rule.Ports = Fact.Stated(new PortSet([new(opened.Port, opened.Port)], name), origin, name);
        rule.HostService = Fact.Stated(opened.Service, origin, name);
        rule.Direction = Fact.Default(TrafficDirection.In, origin, "esxi-8.firewall-restrict-access");
        rule.Action = Fact.Default(FirewallAction.Accept, origin, "esxi-8.firewall-restrict-access");
        rule.IsActive = isActive.State is FactState.Absent ? Fact.Default(true, origin, "esxi-8.firewall-restrict-access") : isActive;
        return rule;
    }

    public static void AddPassword(string account, CommandValue password, BindingContext context)
    {
        var place = context.Origin(password.Span);
        var credential = context.Add(new Credential($"password of {account}", place));
        credential.Value = password.IsResolved ? Fact.Stated(password.Text, place, "***") : Fact<string>.Unresolved(place, "***", "variable");
    }

    private static void Compute(Hypervisor host, SettingScope scope, BindingContext context)
    {
        host.RemoteShell = Read(scope, "service ssh", context, StateOf);
        host.LocalShell = Read(scope, "service esx_shell", context, StateOf);
        var check = scope.Find("software install --no-sig-check") ?? scope.Find("software install --force");
        if (check is not null)
            host.SkipsSignatureCheck = Read(scope, check.Key, context, static _ => true);

        foreach (var (keyword, loose) in s_sshd)
        {
            if (scope.Find("sshd " + keyword) is { } setting && setting.Value.Equals(loose, StringComparison.OrdinalIgnoreCase))
            {
                host.SshRelaxation = Read(scope, setting.Key, context, _ => keyword);
                break;
            }
        }
    }

    private static void BindLog(Hypervisor host, SettingScope scope, BindingContext context)
    {
        // An option of vCenter, among those of hosts.
        if (scope.Find(ManagerEvents) is { } events)
            context.Add(new LogSink("vCenter", context.Origin(events.ValueSpan)) { DeployedTo = host.DeployedTo }).ReportsElsewhere = Facts.Read(scope, events, ManagerEvents, VmxWords.Boolean, context);

        if (!scope.Settings.Any(static setting => setting.Key.StartsWith("/Syslog/", StringComparison.OrdinalIgnoreCase) || setting.Key.StartsWith("/ScratchConfig/", StringComparison.OrdinalIgnoreCase)))
            return;

        BindSyslog(host, scope, context);
    }

    private static void BindSyslog(Hypervisor host, SettingScope scope, BindingContext context)
    {
        var sink = context.Add(new LogSink("syslog", host.Origin) { DeployedTo = host.DeployedTo });
        Log.Bind(sink, scope, context);
        if (scope.Find("/Syslog/global/logHost") is { Value.Length: 0, Unresolved: null } none)
            sink.ReportsElsewhere = Fact.Stated(false, context.Origin(none.ValueSpan), none.Value, "Syslog.global.logHost");

        if (scope.Find("/Syslog/global/logHost") is { Value.Length: > 0 } target)
        {
            sink.Target = Read(scope, target.Key, context, static text => text.Split(',')[0].Trim());
            sink.Transport = Read(scope, target.Key, context, static text => text.StartsWith("ssl://", StringComparison.OrdinalIgnoreCase) ? LinkProtection.Encrypted : LinkProtection.None);
        }

        var path = scope.Find("/Syslog/global/logDir") ?? scope.Find("/ScratchConfig/ConfiguredScratchLocation");
        if (path is not null)
            sink.IsVolatile = Read(scope, path.Key, context, IsInMemory);
    }

    /// <summary>ESXi keeps /tmp and /var in memory; a bracket names a datastore.</summary>
    private static bool IsInMemory(string path) => IsBelow(path, "/tmp") || IsBelow(path, "/var");

    private static bool IsBelow(string path, string folder) => path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal);

    private static void BindSessions(Hypervisor host, SettingScope scope, BindingContext context)
    {
        foreach (var (key, name) in s_sessions)
        {
            if (scope.Find(key) is { } timeout)
            {
                var session = context.Add(new ManagementEndpoint(name, context.Origin(timeout.ValueSpan)) { Role = EndpointRole.Session, DeployedTo = host.DeployedTo });
                session.IdleTimeout = Facts.Read(scope, timeout, key, Vocabulary.Integer, context);
            }
        }

        if (scope.Find("/UserVars/ESXiVPsDisabledProtocols") is { Value.Length: > 0 } protocols && Admitted(protocols.Value) is { } weak)
        {
            var services = context.Add(new ManagementEndpoint("TLS services", context.Origin(protocols.ValueSpan)) { Role = EndpointRole.Session, DeployedTo = host.DeployedTo });
            services.WeakMethod = Read(scope, protocols.Key, context, _ => weak);
        }
    }

    /// <summary>The oldest protocol that a list of the disabled ones leaves out.</summary>
    private static WeakMethod? Admitted(string disabled)
    {
        var list = disabled.Split(',').Select(static name => name.Trim().ToLowerInvariant()).ToList();
        return !list.Contains("sslv3") ? new("SSL 3.0", "leaves that protocol on, which gives its plaintext away")
            : !list.Contains("tlsv1") ? new("TLS 1.0", "leaves TLS 1.0 on, which browsers and standards have retired")
            : !list.Contains("tlsv1.1") ? new WeakMethod("TLS 1.1", "leaves TLS 1.1 on, which browsers and standards have retired")
            : null;
    }

    private static ShellState StateOf(string verb) => verb switch
    {
        "enable" => ShellState.StartsWithHost,
        "start" => ShellState.Running,
        _ => ShellState.Stopped,
    };

    /// <summary>The smallest length that is not disabled. // passwdqc(8): min=N0,N1,N2,N3,N4</summary>
    private static int? ShortestOf(string quality)
    {
        var start = quality.IndexOf("min=", StringComparison.OrdinalIgnoreCase);
        if (start < 0)
            return null;

        var end = quality.IndexOf(' ', start);
        var lengths = quality.Substring(start + 4, (end < 0 ? quality.Length : end) - start - 4).Split(',')
            .Where(static part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(static part => int.Parse(part, NumberStyles.None, CultureInfo.InvariantCulture))
            .ToList();
        return lengths.Count == 0 ? null : lengths.Min();
    }

    private static Fact<T> Read<T>(SettingScope scope, string key, BindingContext context, Func<string, T> select) =>
        scope.Find(key) is { } setting ? Facts.Read(scope, setting, key, Vocabulary.Text, context).Select(select) : Fact<T>.Absent;
}
