using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Libvirt;
using VirtLint.Model;
using VirtLint.Syntax.Commands;

namespace VirtLint.Formats.OpenVSwitch;

/// <summary>Shell scripts that set up switches with <c>ovs-vsctl</c>, or networks of OVN with <c>ovn-nbctl</c>.</summary>
internal sealed class OvsScriptFormat : Format
{
    private const int SniffedCharacters = 1 << 18;

    // What changes the database; a script that only asks for its contents sets up nothing.
    private static readonly string[] s_verbs = ["add-", "set", "create ", "emer-reset"];

    private static readonly ImmutableHashSet<string> s_programs = ImmutableHashSet.Create(StringComparer.Ordinal, "ovs-vsctl", "ovs-ofctl", "ovsdb-server", "ovn-nbctl", "ovn-sbctl");

    public override string Id => "ovs-script";

    public override Platform Platform => Platform.OpenVSwitch;

    public override string Title => "shell script that calls ovs-vsctl";

    public override ScriptLanguage? Script => ScriptLanguage.Shell;

    public override PathClaim Claim(FilePath path) => path.EndsWith(".sh") || path.EndsWith(".bash") || IsHook(path) ? PathClaim.Possible : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text)
    {
        var content = text.ToString(new TextSpan(0, Math.Min(text.Length, SniffedCharacters)));
        if (content.IndexOf("--remote=p", StringComparison.Ordinal) >= 0 && content.IndexOf("ovsdb-server", StringComparison.Ordinal) >= 0)
            return true;

        if (content.IndexOf("bctl", StringComparison.Ordinal) >= 0 && (content.IndexOf("set-connection", StringComparison.Ordinal) >= 0 || content.IndexOf("lsp-set-port-security", StringComparison.Ordinal) >= 0))
            return true;

        for (var at = content.IndexOf("ovs-vsctl", StringComparison.Ordinal); at >= 0; at = content.IndexOf("ovs-vsctl", at + 1, StringComparison.Ordinal))
        {
            var end = content.IndexOf('\n', at);
            var line = content.Substring(at, (end < 0 ? content.Length : end) - at);
            if (line.EndsWith("\\", StringComparison.Ordinal) || s_verbs.Any(verb => line.IndexOf(verb, StringComparison.Ordinal) > 0))
                return true;
        }

        return false;
    }

    public override string SiteRoot(FilePath path) => LibvirtPaths.SiteRoot(path);

    /// <summary>What the shell makes of the rest of the script is none of our business, and neither are its mistakes.</summary>
    public override void Bind(FilePath path, BindingContext context)
    {
        var databases = new Dictionary<string, (OvsdbDatabase Database, VsctlScript Script)>(StringComparer.Ordinal);
        var ovn = new OvnScript(context);
        foreach (var command in CommandScript.Parse(context.File.Text).Commands)
        {
            if (CommandCall.Of(command, s_programs) is not { } call)
                continue;

            var name = DatabaseOf(call);
            if (!databases.TryGetValue(name, out var one))
            {
                var database = new OvsdbDatabase();
                databases[name] = one = (database, new VsctlScript(database, context));
            }

            switch (call.Name)
            {
                case "ovs-vsctl":
                    one.Script.Run(call.Arguments);
                    break;
                case "ovs-ofctl":
                    OfctlScript.Run(call.Arguments, one.Database);
                    break;
                case "ovsdb-server":
                    one.Script.RunServer(call.Program, call.Arguments);
                    break;
                default:
                    ovn.Run(call);
                    break;
            }
        }

        foreach (var one in databases.Values)
            OvsBinder.Bind(one.Database, context);

        ovn.Bind();
    }

    /// <summary>The switch that a call is sent to: this host's own when it names none. // ovs-vsctl(8): --db</summary>
    private static string DatabaseOf(CommandCall call) => call.Name != "ovs-vsctl" ? ""
        : call.Arguments.FirstOrDefault(static word => word.Text.StartsWith("--db=", StringComparison.Ordinal))?.Text.Substring(5) is { } server
            && !server.StartsWith("unix:", StringComparison.Ordinal) ? server
        : "";

    /// <summary>Scripts that other programs call by place: they end in nothing.</summary>
    private static bool IsHook(FilePath path) => path.Name.IndexOf('.') < 0
        && (path.FolderName is "if-up.d" or "if-pre-up.d" or "if-post-down.d" or "scripts" or "bin" or "sbin" || path.Name is "rc" || path.Name.IndexOf("openvswitch", StringComparison.Ordinal) >= 0);
}
