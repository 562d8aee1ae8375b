using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.MicroVm;
using VirtLint.Model;
using VirtLint.Syntax.Commands;
using VirtLint.Syntax.Ini;

namespace VirtLint.Formats.Qemu;

/// <summary>Guests that a shell script or a unit of systemd starts by the command line of their hypervisor.</summary>
internal sealed class GuestScriptFormat : Format
{
    private const int SniffedCharacters = 1 << 18;

    private static readonly string[] s_words = ["qemu-system-", "qemu-kvm", "firecracker", "cloud-hypervisor", "ch-remote"];

    // What only speaks of a program, installs it, looks for it or ends it.
    private static readonly HashSet<string> s_speakers = new(StringComparer.Ordinal)
    {
        "echo", "printf", "which", "command", "type", "man", "alias", "hash", "install", "apt", "apt-get", "dnf", "yum", "zypper", "pacman", "apk", "brew", "dpkg", "rpm",
        "grep", "pgrep", "pkill", "killall", "pidof", "test", "[", "[[", "case", "cp", "mv", "ln", "rm", "ls", "chmod", "chown", "strip", "file", "make", "cargo", "git", "export",
    };

    public override string Id => "guest-script";

    public override Platform Platform => Platform.Qemu;

    public override string Title => "shell script or systemd unit that starts QEMU, Firecracker or Cloud Hypervisor";

    public override ScriptLanguage? Script => ScriptLanguage.Shell;

    public override PathClaim Claim(FilePath path) =>
        path.EndsWith(".sh") || path.EndsWith(".bash") || path.EndsWith(".sh.j2") || IsUnit(path) ? PathClaim.Possible : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text)
    {
        var content = text.ToString(new TextSpan(0, Math.Min(text.Length, SniffedCharacters)));
        return s_words.Any(word => content.IndexOf(word, StringComparison.Ordinal) >= 0) && Calls(path, text).Any();
    }

    /// <summary>What the shell makes of the rest of the script is none of our business, and neither are its mistakes.</summary>
    public override void Bind(FilePath path, BindingContext context)
    {
        var unit = IsUnit(path) ? IniTree.Parse(context.File.Text, IniDialect.SystemdUnit).Section("Service") : null;
        foreach (var (name, program, arguments) in Calls(path, context.File.Text))
        {
            if (IsQemu(name))
                QemuGuest.Bind(NameOf(path), program, arguments, IsSystemUnit(path) ? unit : null, context);
            else
                MicroVmCommands.Bind(NameOf(path), name, program, arguments, context);
        }
    }

    /// <summary>The calls of a hypervisor, and what stands behind each.</summary>
    private static IEnumerable<(string Name, CommandWord Program, CommandLine Arguments)> Calls(FilePath path, SourceText text)
    {
        foreach (var command in IsUnit(path) ? UnitCommands(text) : CommandScript.Parse(text).Commands)
        {
            for (var i = 0; i + 1 < command.Words.Length; i++)
            {
                var name = ProgramOf(command.Words[i].Text);
                if (s_speakers.Contains(name))
                    break;

                if (!(IsQemu(name) || name is "firecracker" or "cloud-hypervisor" or "ch-remote") || !IsArgument(command.Words[i + 1]))
                    continue;

                var start = command.Words[i + 1].Span.Start - (command.Words[i + 1].IsQuoted ? 1 : 0);
                yield return (name, command.Words[i], CommandLine.Parse(text, TextSpan.FromBounds(start, EndOf(command.Words[command.Words.Length - 1], text))));
                break;
            }
        }
    }

    /// <summary>A name that no option follows is a name that something else is done to.</summary>
    private static bool IsArgument(CommandWord word) => word.Text.StartsWith("-", StringComparison.Ordinal) || !word.IsResolved;

    private static int EndOf(CommandWord word, SourceText text) => Math.Min(text.Length, word.Span.End + (word.IsQuoted ? 1 : 0));

    private static IEnumerable<CommandLine> UnitCommands(SourceText text) =>
        (IniTree.Parse(text, IniDialect.SystemdUnit).Section("Service")?.FindAll("ExecStart") ?? [])
            .Where(static setting => setting.Value.Length > 0)
            .Select(setting => CommandLine.Parse(text, setting.ValueSpan));

    private static bool IsQemu(string program) => program is "qemu-kvm" || program.StartsWith("qemu-system-", StringComparison.Ordinal);

    /// <summary>Without its folder, and without what tells systemd how to run it.</summary>
    private static string ProgramOf(string word) => word.Substring(word.LastIndexOf('/') + 1).TrimStart('-', '@', '+', '!', ':');

    private static bool IsUnit(FilePath path) => path.EndsWith(".service");

    /// <summary>A unit of the user's own manager runs as the user.</summary>
    private static bool IsSystemUnit(FilePath path) => IsUnit(path) && path.Full.IndexOf("user", StringComparison.OrdinalIgnoreCase) < 0;

    private static string NameOf(FilePath path) => path.Name.IndexOf('.') is > 0 and var dot ? path.Name.Substring(0, dot) : path.Name;
}
