using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.PowerShell;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.HyperV;

/// <summary>Binds what a script sets on the host itself: live migration and replication.</summary>
internal static class HostBinder
{
    public static readonly BindingTable<MigrationPolicy> Migration = new BindingTable<MigrationPolicy>(Platform.HyperV, "PowerShell: host", GuestBinder.Source)
        .Row(
            "Set-VMHost -VirtualMachineMigrationAuthenticationType",
            (p, f) => p.DelegatesCredentials = f,
            Vocabulary.OfAnyCase(("CredSSP", true), ("Kerberos", false)),
            source: "Set-VMHost")
        .Row("Set-VMHost -UseAnyNetworkForMigration", (p, f) => p.UsesAnyNetwork = f, HyperVWords.Boolean, source: "Set-VMHost")
        .Computed("Enable-VMMigration, Set-VMHost -VirtualMachineMigrationPerformanceOption", p => p.Protection, "'TCPIP' or 'Compression', which go in clear, or 'SMB'", whenAbsent: "Compression", source: "Set-VMHost")
        .Computed("Set-SmbServerConfiguration -EncryptData", p => p.Protection, "'$true' or '$false', where migration is by 'SMB'", source: "Set-SmbServerConfiguration");

    public static readonly BindingTable<MigrationPolicy> Replica = new BindingTable<MigrationPolicy>(Platform.HyperV, "PowerShell: replica server", GuestBinder.Source)
        .Row("Set-VMReplicationServer -ReplicationAllowedFromAnyServer", (p, f) => p.AcceptsAnyReplicaSource = f, HyperVWords.Boolean, source: "Set-VMReplicationServer")
        .Row(
            "Set-VMReplicationServer -AllowedAuthenticationType",
            (p, f) => p.ReplicationProtection = f,
            Vocabulary.OfAnyCase(("Kerberos", LinkProtection.None), ("Certificate", LinkProtection.Encrypted), ("CertificateAndKerberos", LinkProtection.Opportunistic)),
            source: "Set-VMReplicationServer")
        .Computed("Enable-VMReplication -AuthenticationType", p => p.ReplicationProtection, "'Kerberos', which goes over HTTP, or 'Certificate'", source: "Enable-VMReplication");

    public static readonly BindingTable<AccessGrant> Grants = new BindingTable<AccessGrant>(Platform.HyperV, "PowerShell: access", GuestBinder.Source)
        .Computed("Grant-VMConnectAccess -UserName, Add-LocalGroupMember -Member", g => g.Principal, "a user or a group")
        .Computed("Grant-VMConnectAccess, Add-LocalGroupMember -Group", g => g.Role, "the console, or 'Hyper-V Administrators'")
        .Computed("Grant-VMConnectAccess, Add-LocalGroupMember -Group", g => g.Level, "the console, or 'Hyper-V Administrators'");

    public static readonly BindingTable<Hypervisor> Features = new BindingTable<Hypervisor>(Platform.HyperV, "PowerShell: host", GuestBinder.Source)
        .Computed("Install-WindowsFeature -Name", h => h.OtherRoles, "roles beside 'Hyper-V'", source: "Install-WindowsFeature");

    public static readonly BindingTable<FirewallRule> Acl = new BindingTable<FirewallRule>(Platform.HyperV, "PowerShell: network adapter", GuestBinder.Source)
        .Computed("Add-VMNetworkAdapterExtendedAcl -Action", r => r.Action, "'Allow' or 'Deny'", source: "Add-VMNetworkAdapterExtendedAcl")
        .Computed("Add-VMNetworkAdapterExtendedAcl -Direction", r => r.Direction, "'Inbound' or 'Outbound'", source: "Add-VMNetworkAdapterExtendedAcl")
        .Computed("Add-VMNetworkAdapterExtendedAcl -RemoteIPAddress", r => r.Source, "'ANY' or a network", "any", "Add-VMNetworkAdapterExtendedAcl")
        .Computed("Add-VMNetworkAdapterExtendedAcl -LocalPort", r => r.Ports, "'ANY' or a port", "all", "Add-VMNetworkAdapterExtendedAcl")
        .Computed("Add-VMNetworkAdapterExtendedAcl", r => r.IsActive, "a rule counts", "true");

    /// <summary>Roles of Windows Server that serve others, by the names that the cmdlet takes. // Get-WindowsFeature</summary>
    private static readonly string[] s_roles =
        ["Web-Server", "AD-Domain-Services", "AD-Certificate", "DNS", "DHCP", "Print-Services", "WDS", "UpdateServices", "Remote-Desktop-Services", "RDS-RD-Server", "FS-NFS-Service", "Fax"];

    private static readonly string[] s_everyone =
        ["Everyone", "Authenticated Users", "Domain Users", "Users", "Guests", "Domain Guests", "ANONYMOUS LOGON", "INTERACTIVE", "S-1-1-0", "S-1-5-11"];

    private static readonly Vocabulary<LinkProtection> s_encryption = Vocabulary.OfAnyCase(
        ("$true", LinkProtection.Encrypted), ("$false", LinkProtection.None), ("1", LinkProtection.Encrypted), ("0", LinkProtection.None));

    private static readonly Vocabulary<LinkProtection> s_authentication = Vocabulary.OfAnyCase(("Kerberos", LinkProtection.None), ("Certificate", LinkProtection.Encrypted));

    public static void Bind(IReadOnlyList<ScriptCall> calls, BindingContext context)
    {
        var host = new GuestCommands("host", default);
        foreach (var call in calls)
        {
            if (call.Name is "Set-VMHost" or "Enable-VMMigration" or "Disable-VMMigration" or "Set-VMReplicationServer" or "Set-SmbServerConfiguration")
                host.Add(call);
        }

        BindFeatures(calls, context);
        CheckEffect(host, calls, context);
        BindAcls(calls, context);
        BindMigration(host, calls, context);
        BindReplica(host, calls, context);
        foreach (var call in calls)
        {
            if (call.Name == "Grant-VMConnectAccess" && call.Find("UserName") is { } user)
                AddGrant(call, user, "console of a virtual machine", AccessLevel.Manage, context);
            else if (call.Name == "Add-LocalGroupMember" && call.Find("Group") is { Value: "Hyper-V Administrators" } && call.Find("Member") is { } member)
                AddGrant(call, member, "Hyper-V Administrators", AccessLevel.Administer, context);
        }
    }

    /// <summary>What the host is told and does not act on, because of what else it is told.</summary>
    private static void CheckEffect(GuestCommands host, IReadOnlyList<ScriptCall> calls, BindingContext context)
    {
        // Set-VMHost: UseAnyNetworkForMigration, "incoming live migration traffic is transmitted only on the networks specified" if $false
        if (IsTrue(host.Find("Set-VMHost -UseAnyNetworkForMigration")))
        {
            foreach (var network in calls.Where(static call => call is { Name: "Add-VMMigrationNetwork", IsConditional: false, Function: 0 }))
                context.Report(SettingIssueKind.SettingWithoutEffect, network.Name, network.Anchor, "'Add-VMMigrationNetwork' has no effect, because the host takes guests on any network");
        }

        // Set-VMReplicationServer: CertificateThumbprint, CertificateAuthenticationPort
        if (host.Find("Set-VMReplicationServer -AllowedAuthenticationType") is { Unresolved: null, Value: var allowed } && allowed.Equals("Kerberos", StringComparison.OrdinalIgnoreCase))
        {
            foreach (var key in new[] { "CertificateThumbprint", "CertificateAuthenticationPort" })
            {
                if (host.Find($"Set-VMReplicationServer -{key}") is { } setting)
                    context.Report(SettingIssueKind.SettingWithoutEffect, setting.Key, setting.KeySpan, $"'{setting.Key}' has no effect, because the replica server takes Kerberos alone");
            }
        }

        // Set-SmbServerConfiguration: RejectUnencryptedAccess, "if it attempts to connect to an encrypted share"
        if (host.Find("Set-SmbServerConfiguration -RejectUnencryptedAccess") is { } rejects && IsTrue(rejects)
            && host.Find("Set-SmbServerConfiguration -EncryptData") is { Unresolved: null, Value: "$false" or "0" }
            && !calls.Any(static call => call.Name is "New-SmbShare" or "Set-SmbShare" && call.Find("EncryptData") is not null))
        {
            context.Report(SettingIssueKind.SettingWithoutEffect, rejects.Key, rejects.KeySpan, "'RejectUnencryptedAccess' has no effect, because nothing is encrypted");
        }
    }

    private static bool IsTrue(Setting? setting) => setting is { Unresolved: null } && HyperVWords.Boolean.TryRead(setting.Value, out var value) && value;

    /// <summary>What else a host of Hyper-V is made to be, where one script installs both.</summary>
    private static void BindFeatures(IReadOnlyList<ScriptCall> calls, BindingContext context)
    {
        var names = calls.Where(static call => call.Name is "Install-WindowsFeature" or "Add-WindowsFeature" && call.Find("Vhd") is null && call.Find("ComputerName") is null)
            .Select(static call => call.Find("Name")).OfType<Setting>().Where(static name => name.Unresolved is null)
            .SelectMany(static name => name.IsList ? name.Items : [name.AsLiteral()]).ToList();
        if (names.Exists(static name => name.Text.Equals("Hyper-V", StringComparison.OrdinalIgnoreCase))
            && names.Find(static name => s_roles.Contains(name.Text, StringComparer.OrdinalIgnoreCase)) is { Text.Length: > 0 } other)
        {
            var place = context.Origin(other.Span);
            context.Add(new Hypervisor("host", place)).OtherRoles = Fact.Stated(other.Text, place, other.Text, "Install-WindowsFeature -Name");
        }
    }

    /// <summary>Rules of adapters, each for a guest or for all of them.</summary>
    private static void BindAcls(IReadOnlyList<ScriptCall> calls, BindingContext context)
    {
        foreach (var call in calls)
        {
            if (call.Name != "Add-VMNetworkAdapterExtendedAcl" || call.Find("ManagementOS") is not null || call.Find("Action") is not { Unresolved: null } action || call.Find("Direction") is not { Unresolved: null } direction)
                continue;

            var guest = call.Find("VMName") is { Unresolved: null, IsList: false } name ? name.Value : "all guests";
            var policy = context.Add(new FirewallPolicy(guest, context.Origin(call.Anchor)) { Level = FirewallLevel.Guest });
            var rule = context.Add(new FirewallRule(guest, context.Origin(call.Anchor), policy));
            rule.Action = Fact.Stated(action.Value.Equals("Allow", StringComparison.OrdinalIgnoreCase) ? FirewallAction.Accept : FirewallAction.Drop, context.Origin(action.ValueSpan), action.Value, "Action");
            rule.Direction = Fact.Stated(direction.Value.Equals("Inbound", StringComparison.OrdinalIgnoreCase) ? TrafficDirection.In : TrafficDirection.Out, context.Origin(direction.ValueSpan), direction.Value, "Direction");
            rule.IsActive = Fact.Default(true, policy.Origin, GuestBinder.Source);
            rule.Source = call.Find("RemoteIPAddress") is { } remote
                ? Facts.Read(call, remote, "RemoteIPAddress", Vocabulary.Text, context).Select(static text => IsAny(text) ? TrafficSource.Any : TrafficSource.Of(text))
                : Facts.Read(call, action, "Action", Vocabulary.Text, context).Select(static _ => TrafficSource.Any);
            rule.Ports = call.Find("LocalPort") is { } port
                ? Facts.Read(call, port, "LocalPort", Vocabulary.Text, context).Select(PortsOf)
                : Facts.Read(call, action, "Action", Vocabulary.Text, context).Select(static _ => PortSet.All);
        }
    }

    private static bool IsAny(string text) => text is "*" || text.Equals("ANY", StringComparison.OrdinalIgnoreCase);

    private static PortSet PortsOf(string text) => IsAny(text) ? PortSet.All
        : int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var port) ? new PortSet([new(port, port)], text)
        : PortSet.None;

    private static void AddGrant(ScriptCall call, Setting principal, string role, AccessLevel level, BindingContext context)
    {
        foreach (var name in principal.IsList ? principal.Items : [principal.AsLiteral()])
        {
            var grant = context.Add(new AccessGrant(name.Text, context.Origin(name.Span)));
            grant.Principal = principal.IsList
                ? Fact.Stated(PrincipalOf(name.Text), grant.Origin, name.Text, call.Name)
                : Facts.Read(call, principal, principal.Key, Vocabulary.Text, context).Select(PrincipalOf);
            grant.Role = Fact.Stated(role, context.Origin(call.Anchor), call.Name);
            grant.Level = grant.Role.Select(_ => level);
        }
    }

    private static Principal PrincipalOf(string name)
    {
        var account = name.Substring(name.LastIndexOf('\\') + 1);
        return new Principal(name, Array.Exists(s_everyone, word => word.Equals(account, StringComparison.OrdinalIgnoreCase)) ? PrincipalKind.Everyone : PrincipalKind.Account);
    }

    private static void BindMigration(GuestCommands host, IReadOnlyList<ScriptCall> calls, BindingContext context)
    {
        var enabling = host.Last("Enable-VMMigration");
        var option = host.Find("Set-VMHost -VirtualMachineMigrationPerformanceOption");
        var first = enabling?.Anchor ?? option?.KeySpan
            ?? host.Find("Set-VMHost -VirtualMachineMigrationAuthenticationType")?.KeySpan ?? host.Find("Set-VMHost -UseAnyNetworkForMigration")?.KeySpan;
        if (first is not { } anchor)
            return;

        var policy = context.Add(new MigrationPolicy("Live migration", context.Origin(anchor)));
        Migration.Bind(policy, host, context);

        // What IPsec does on the way shows in no cmdlet of Hyper-V's.
        if (calls.Any(static call => call.Name == "New-NetIPsecRule"))
            return;

        if (option is not null)
            policy.Protection = Protection(host, option, context);
        else if (enabling is { IsConditional: false } && host.Last("Disable-VMMigration") is null)
            policy.Protection = Fact.Default(LinkProtection.None, context.Origin(enabling.Anchor), "Msvm_VirtualSystemMigrationServiceSettingData: EnableCompression");
    }

    private static Fact<LinkProtection> Protection(GuestCommands host, Setting option, BindingContext context)
    {
        var stated = Facts.Read(host, option, option.Key, HyperVWords.Performance, context);
        if (!stated.Is(LinkProtection.Encrypted))
            return stated;

        return host.Find("Set-SmbServerConfiguration -EncryptData") is { } encryption
            ? Facts.Read(host, encryption, "Set-SmbServerConfiguration -EncryptData", s_encryption, context)
            : Fact<LinkProtection>.Absent;
    }

    private static void BindReplica(GuestCommands host, IReadOnlyList<ScriptCall> calls, BindingContext context)
    {
        if (host.Last("Set-VMReplicationServer") is { } server)
            Replica.Bind(context.Add(new MigrationPolicy("Replica server", context.Origin(server.Anchor))), host, context);

        foreach (var call in calls.Where(static call => call.Name == "Enable-VMReplication"))
        {
            if (call.Find("AuthenticationType") is not { } authentication || IsLocal(call))
                continue;

            var guest = GuestNames.Of(call).Select(static name => name.Name).FirstOrDefault();
            var policy = context.Add(new MigrationPolicy(guest is null or "*" ? "Replication of guests" : $"Replication of '{guest}'", context.Origin(call.Anchor)));
            policy.ReplicationProtection = Facts.Read(call, authentication, "Enable-VMReplication -AuthenticationType", s_authentication, context);
        }
    }

    private static bool IsLocal(ScriptCall call) =>
        call.Value("ReplicaServerName") is { Kind: ScriptValueKind.Text, Text: var server } && (server == "." || server.Equals("localhost", StringComparison.OrdinalIgnoreCase));
}
