using System;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.OpenStack;

/// <summary>What the accounts of OpenStack's services may run by sudo.</summary>
/// <remarks>sudoers(5), "User specification": <c>user hosts = (runas) NOPASSWD: commands</c>.</remarks>
internal sealed class SudoersFormat : Format
{
    private const int LongestLine = 4096;

    private const string Tag = "NOPASSWD:";

    private static readonly string[] s_accounts = ["nova", "neutron", "cinder", "glance", "keystone", "heat", "ironic", "manila", "octavia", "designate"];

    public static readonly BindingTable<Hypervisor> Commands = new BindingTable<Hypervisor>(Platform.OpenStack, "sudoers, sudoers.d/*", "sudoers(5)")
        .Computed("(user specification)", h => h.LimitsRootCommands, "'ALL' without a password, for a service's account");

    public override string Id => "openstack-sudoers";

    public override Platform Platform => Platform.OpenStack;

    public override string Title => "sudo rules of OpenStack's services (sudoers.d)";

    public override PathClaim Claim(FilePath path) => path.FolderName == "sudoers.d" || path.Name.EndsWith("_sudoers", StringComparison.Ordinal) ? PathClaim.Possible : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text) => text.Lines.Any(line => line.End - line.Start < LongestLine && AccountOf(text.ToString(line.Span)) is not null);

    public override void Bind(FilePath path, BindingContext context)
    {
        foreach (var line in context.File.Text.Lines)
        {
            if (line.End - line.Start < LongestLine)
                Bind(context.File.Text.ToString(line.Span), line.Start, context);
        }
    }

    private static void Bind(string line, int start, BindingContext context)
    {
        var tag = line.IndexOf(Tag, StringComparison.Ordinal);
        if (AccountOf(line) is not { } account || tag < 0)
            return;

        var at = tag + Tag.Length;
        foreach (var command in line.Substring(at).Split(','))
        {
            if (command.Trim() == "ALL")
            {
                var span = new TextSpan(start + at + command.IndexOf("ALL", StringComparison.Ordinal), 3);
                context.Add(new Hypervisor(account, context.Origin(new TextSpan(start, account.Length)))).LimitsRootCommands = Fact.Stated(false, context.Origin(span), $"{Tag} ALL");
                return;
            }

            at += command.Length + 1;
        }
    }

    /// <summary>The service's account that a line starts with; null when it starts with another word.</summary>
    private static string? AccountOf(string line) =>
        Array.Find(s_accounts, account => line.Length > account.Length && line.StartsWith(account, StringComparison.Ordinal) && line[account.Length] is ' ' or '\t');
}
