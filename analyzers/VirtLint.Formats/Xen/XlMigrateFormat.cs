using System;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Commands;

namespace VirtLint.Formats.Xen;

/// <summary>Shell scripts that move guests with <c>xl migrate</c>, which pipes their memory through a command.</summary>
internal sealed class XlMigrateFormat : Format
{
    private const int SniffedCharacters = 1 << 18;

    public static readonly BindingTable<MigrationPolicy> Table = new BindingTable<MigrationPolicy>(Platform.Xen, "shell script: xl migrate", "xl(1)")
        .Computed("-s", m => m.Protection, "a command other than ssh", whenAbsent: "ssh", source: "migrate")
        .Computed("(host)", m => m.Peer, "the host that the guest goes to", source: "migrate");

    /// <summary>What carries a stream as it is.</summary>
    private static readonly string[] s_clear = ["nc", "ncat", "netcat", "socat", "rsh", "telnet"];

    public override string Id => "xen-script";

    public override Platform Platform => Platform.Xen;

    public override string Title => "shell script that calls xl migrate";

    public override ScriptLanguage? Script => ScriptLanguage.Shell;

    public override PathClaim Claim(FilePath path) => path.EndsWith(".sh") || path.EndsWith(".bash") ? PathClaim.Possible : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text) =>
        text.ToString(new TextSpan(0, Math.Min(text.Length, SniffedCharacters))).IndexOf("xl migrate", StringComparison.Ordinal) >= 0;

    public override string SiteRoot(FilePath path) => XenPaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        foreach (var command in CommandScript.Parse(context.File.Text).Commands)
            BindCommand(command, context);
    }

    private static void BindCommand(CommandLine command, BindingContext context)
    {
        var words = command.Words;
        var start = 0;
        while (start + 1 < words.Length && !(IsXl(words[start].Text) && words[start + 1].Text == "migrate"))
            start++;

        if (start + 1 >= words.Length)
            return;

        CommandWord? transport = null;
        CommandWord? host = null;
        for (var i = start + 2; i < words.Length; i++)
        {
            if (words[i].Text is "-s" or "-C" && i + 1 < words.Length)
                transport = words[i++].Text == "-s" ? words[i] : transport;
            else if (words[i].Text.Length == 0 || words[i].Text[0] != '-')
                host = words[i];
        }

        if (transport is null || host is null)
            return;

        // An empty command has the host's argument run as one.
        var shown = transport.Text.Length > 0 ? transport : host;
        var program = shown.Text.Split(' ')[0];
        var policy = context.Add(new MigrationPolicy("xl migrate", context.Origin(words[start + 1].Span)));
        var origin = context.Origin(shown.Span);
        if (shown.Text.IndexOf('$') == 0)
            policy.Protection = Fact<LinkProtection>.Unresolved(origin, shown.Text, "variable", "-s");
        else if (s_clear.Contains(program.Substring(program.LastIndexOf('/') + 1)))
            policy.Protection = Fact.Stated(LinkProtection.None, origin, shown.Text, "-s");

        if (transport.Text.Length > 0 && host.Text.IndexOf('$') < 0)
            policy.Peer = Fact.Stated(host.Text, context.Origin(host.Span), host.Text);
    }

    private static bool IsXl(string word) => word == "xl" || word.EndsWith("/xl", StringComparison.Ordinal);
}
