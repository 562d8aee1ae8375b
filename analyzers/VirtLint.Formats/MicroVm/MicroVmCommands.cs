using System;
using System.Collections.Immutable;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Commands;

namespace VirtLint.Formats.MicroVm;

/// <summary>Binds the command lines of Firecracker and Cloud Hypervisor.</summary>
internal static class MicroVmCommands
{
    private const string FirecrackerSource = "Firecracker, docs/seccomp.md";
    private const string CloudHypervisorSource = "Cloud Hypervisor, docs/seccomp.md";

    public static readonly BindingTable<VirtualMachine> FirecrackerProcess = new BindingTable<VirtualMachine>(Platform.Firecracker, "firecracker", FirecrackerSource)
        .Computed("--no-seccomp", m => m.FiltersSystemCalls, "the flag", whenAbsent: "filtered", source: "Disabling seccomp");

    public static readonly BindingTable<VirtualMachine> CloudHypervisorProcess = new BindingTable<VirtualMachine>(Platform.CloudHypervisor, "cloud-hypervisor", CloudHypervisorSource)
        .Computed("--seccomp", m => m.FiltersSystemCalls, "'false'; 'log', which lets everything pass", whenAbsent: "'true'", source: "Seccomp");

    public static readonly BindingTable<MigrationPolicy> Migration = new BindingTable<MigrationPolicy>(Platform.CloudHypervisor, "ch-remote", "Cloud Hypervisor, docs/live_migration.md")
        .Computed("send-migration, receive-migration", p => p.Protection, "tcp:HOST:PORT without 'tls_dir'", source: "TCP Socket Migration")
        .Computed("send-migration, receive-migration", p => p.Peer, "the host of a 'tcp:' URL", source: "TCP Socket Migration");

    public static void Bind(string script, string name, CommandWord program, CommandLine arguments, BindingContext context)
    {
        switch (name)
        {
            case "firecracker":
                BindFirecracker(script, program, arguments, context);
                break;
            case "cloud-hypervisor":
                BindCloudHypervisor(script, program, arguments, context);
                break;
            default:
                BindMigration(script, arguments, context);
                break;
        }
    }

    private static void BindFirecracker(string script, CommandWord program, CommandLine arguments, BindingContext context)
    {
        var machine = Add(ValueOf(arguments.Words, "--id") is { IsResolved: true } id ? id.Text : script, Platform.Firecracker, program, context);
        if (arguments.Words.FirstOrDefault(static word => word.Text == "--no-seccomp") is { } flag)
            machine.FiltersSystemCalls = Fact.Stated(false, context.Origin(flag.Span), flag.Text, flag.Text);
    }

    private static void BindCloudHypervisor(string script, CommandWord program, CommandLine arguments, BindingContext context)
    {
        var machine = Add(script, Platform.CloudHypervisor, program, context);
        if (ValueOf(arguments.Words, "--seccomp") is not { } filter)
            return;

        machine.FiltersSystemCalls = filter.IsResolved
            ? Fact.Stated(filter.Text is not ("false" or "log"), context.Origin(filter.Span), filter.Text, "--seccomp")
            : Fact<bool>.Unresolved(context.Origin(filter.Span), filter.Text, "variable", "--seccomp");
    }

    /// <summary><c>ch-remote send-migration tcp:HOST:PORT</c>, in newer releases <c>destination_url=tcp:HOST:PORT,tls_dir=DIR</c>.</summary>
    private static void BindMigration(string script, CommandLine arguments, BindingContext context)
    {
        for (var i = 0; i + 1 < arguments.Words.Length; i++)
        {
            if (arguments.Words[i].Text is not ("send-migration" or "receive-migration"))
                continue;

            foreach (var word in arguments.Words.Skip(i + 1).Where(static word => word.Text.IndexOf("tcp:", StringComparison.Ordinal) >= 0).Take(1))
                BindMigration($"{arguments.Words[i].Text} of '{script}'", word, context);
        }
    }

    private static void BindMigration(string name, CommandWord word, BindingContext context)
    {
        var origin = context.Origin(word.Span);
        var url = word.Text.Split(',').FirstOrDefault(static part => part.IndexOf("tcp:", StringComparison.Ordinal) >= 0) ?? "";
        var address = url.Substring(url.IndexOf("tcp:", StringComparison.Ordinal) + 4);
        var host = address.Substring(0, Math.Max(0, address.LastIndexOf(':')));
        var policy = context.Add(new MigrationPolicy(name, origin) { DeployedTo = Platform.CloudHypervisor, NeedsKeys = true });
        if (TemplateMarks.Contains(host))
        {
            policy.Protection = Fact<LinkProtection>.Unresolved(origin, word.Text, "variable");
            return;
        }

        policy.Peer = Fact.Stated(host, origin, word.Text);
        var isEncrypted = word.Text.IndexOf("tls_dir=", StringComparison.Ordinal) >= 0;
        if (isEncrypted || ListenAddress.Of(host).Exposure is not Exposure.Loopback)
            policy.Protection = Fact.Stated(isEncrypted ? LinkProtection.Encrypted : LinkProtection.None, origin, word.Text);
    }

    private static VirtualMachine Add(string name, Platform platform, CommandWord program, BindingContext context) =>
        context.Add(new VirtualMachine(name, context.Origin(program.Span)) { HasPlaceForLabels = false, DeployedTo = platform });

    /// <summary>What stands behind an option: <c>--seccomp false</c>.</summary>
    private static CommandWord? ValueOf(ImmutableArray<CommandWord> words, string option)
    {
        for (var i = 0; i + 1 < words.Length; i++)
        {
            if (words[i].Text == option)
                return words[i + 1];
        }

        return null;
    }
}
