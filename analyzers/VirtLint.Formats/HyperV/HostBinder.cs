using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.PowerShell;
using VirtLint.Model;

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
        .Computed("Enable-VMMigration, Set-VMHost -VirtualMachineMigrationPerformanceOption", p => p.Protection, "'TCPIP' or 'Compression', which go in clear", whenAbsent: "Compression", source: "Set-VMHost");

    public static readonly BindingTable<MigrationPolicy> Replica = new BindingTable<MigrationPolicy>(Platform.HyperV, "PowerShell: replica server", GuestBinder.Source)
        .Row("Set-VMReplicationServer -ReplicationAllowedFromAnyServer", (p, f) => p.AcceptsAnyReplicaSource = f, HyperVWords.Boolean, source: "Set-VMReplicationServer")
        .Row(
            "Set-VMReplicationServer -AllowedAuthenticationType",
            (p, f) => p.ReplicationProtection = f,
            Vocabulary.OfAnyCase(("Kerberos", LinkProtection.None), ("Certificate", LinkProtection.Encrypted), ("CertificateAndKerberos", LinkProtection.Opportunistic)),
            source: "Set-VMReplicationServer")
        .Computed("Enable-VMReplication -AuthenticationType", p => p.ReplicationProtection, "'Kerberos', which goes over HTTP, or 'Certificate'", source: "Enable-VMReplication");

    private static readonly Vocabulary<LinkProtection> s_performance = Vocabulary.OfAnyCase(
        ("TCPIP", LinkProtection.None), ("None", LinkProtection.None), ("Compression", LinkProtection.None), ("SMB", LinkProtection.Opportunistic), ("SMBTransport", LinkProtection.Opportunistic));

    private static readonly Vocabulary<LinkProtection> s_authentication = Vocabulary.OfAnyCase(("Kerberos", LinkProtection.None), ("Certificate", LinkProtection.Encrypted));

    public static void Bind(IReadOnlyList<ScriptCall> calls, BindingContext context)
    {
        var host = new GuestCommands("host", default);
        foreach (var call in calls)
        {
            if (call.Name is "Set-VMHost" or "Enable-VMMigration" or "Disable-VMMigration" or "Set-VMReplicationServer")
                host.Add(call);
        }

        BindMigration(host, calls, context);
        BindReplica(host, calls, context);
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
            policy.Protection = Facts.Read(host, option, option.Key, s_performance, context);
        else if (enabling is { IsConditional: false } && host.Last("Disable-VMMigration") is null)
            policy.Protection = Fact.Default(LinkProtection.None, context.Origin(enabling.Anchor), "Msvm_VirtualSystemMigrationServiceSettingData: EnableCompression");
    }

    private static void BindReplica(GuestCommands host, IReadOnlyList<ScriptCall> calls, BindingContext context)
    {
        if (host.Last("Set-VMReplicationServer") is { } server)
            Replica.Bind(context.Add(new MigrationPolicy("Replica server", context.Origin(server.Anchor))), host, context);

        foreach (var call in calls.Where(static call => call.Name == "Enable-VMReplication"))
        {
            if (call.Find("AuthenticationType") is not { } authentication || IsLocal(call))
                continue;

            var guest = GuestNames.Of(call).Select(static name => name.Name).FirstOrDefault() ?? "virtual machine";
            var policy = context.Add(new MigrationPolicy($"Replication of '{guest}'", context.Origin(call.Anchor)));
            policy.ReplicationProtection = Facts.Read(call, authentication, "Enable-VMReplication -AuthenticationType", s_authentication, context);
        }
    }

    private static bool IsLocal(ScriptCall call) =>
        call.Value("ReplicaServerName") is { Kind: ScriptValueKind.Text, Text: var server } && (server == "." || server.Equals("localhost", StringComparison.OrdinalIgnoreCase));
}
