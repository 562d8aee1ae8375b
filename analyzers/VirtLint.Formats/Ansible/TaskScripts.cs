using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.ImageScripts;
using VirtLint.Syntax;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.Ansible;

/// <summary>
/// Binds the commands that tasks run on hosts as a script of the same commands: those of one play, or of one file of tasks,
/// follow each other, and what one of them makes another one sets.
/// </summary>
// ansible.builtin: command, shell, raw; ansible.windows: win_shell, win_powershell
internal sealed class TaskScripts
{
    /// <summary>Signs that the commands of one play may have.</summary>
    private const int MostCharacters = 1 << 18;

    private static readonly FilePath s_shell = new("tasks.sh");
    private static readonly FilePath s_powerShell = new("tasks.ps1");

    private static readonly string[] s_programs =
    [
        "esxcli ", "vim-cmd ", "esxcfg-advcfg ", "govc ", "ovs-vsctl ", "ovs-ofctl ", "ovsdb-server ", "ovn-nbctl ", "ovn-sbctl ", "qemu-system-", "qemu-kvm ", "firecracker ",
        "cloud-hypervisor ", "virsh ", "xl migrate ", "openstack image ", "glance image-", "vagrant ", "-VM", "VIServer", "PowerCLI", "New-VHD", "VirtualMachineMigration",
    ];

    private readonly Dictionary<ScriptLanguage, EmbeddedText> _scripts = [];
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    /// <summary>Whether a line may call a program that one of the formats of scripts knows.</summary>
    public static bool IsNamedIn(string line) => s_programs.Any(program => line.IndexOf(program, StringComparison.Ordinal) >= 0);

    /// <summary>Takes in what a task runs.</summary>
    public static void Read(AnsibleTask task) => task.Run.Scripts.Add(task);

    /// <summary>Binds what the tasks run that were read since the last time.</summary>
    public void Bind(BindingContext context)
    {
        foreach (var script in _scripts)
        {
            foreach (var format in FormatsOf(script.Key, script.Value.ToText()))
                context.Embed(script.Value, format, new FilePath(context.File.Path));
        }

        _scripts.Clear();
        _read.Clear();
    }

    private void Add(AnsibleTask task)
    {
        var language = task.Module.StartsWith("win_", StringComparison.Ordinal) ? ScriptLanguage.PowerShell : ScriptLanguage.Shell;
        if (Text(task, language) is not { } text)
            return;

        if (!_read.Add(text.ToText().ToString()))
            return;

        if (!_scripts.TryGetValue(language, out var script))
            _scripts[language] = text;
        else if (script.Length + text.Length <= MostCharacters)
            script.Add(text);
    }

    /// <summary>The formats that read something in a script. That of image libraries is for scripts that no other one knows.</summary>
    private static IReadOnlyList<Format> FormatsOf(ScriptLanguage language, SourceText text)
    {
        var path = language is ScriptLanguage.Shell ? s_shell : s_powerShell;
        var formats = FormatRegistry.Default.Formats.Where(format => format.Script == language && format.Sniff(path, text)).ToList();
        return formats.Count > 1 ? [.. formats.Where(static format => format is not LibraryScriptFormat)] : formats;
    }

    /// <summary>The commands of a task, each part of them where it stands; null where they are not known.</summary>
    private static EmbeddedText? Text(AnsibleTask task, ScriptLanguage language)
    {
        var text = new EmbeddedText(task.Context.File, task.Node.Anchor);
        if (task.Node.Written("argv") is YamlSequence words)
        {
            foreach (var word in words.Nodes)
            {
                if (word is not YamlScalar scalar || scalar.Value.IndexOf('\'') >= 0)
                    return null;

                // The word is handed over as it is: what a shell would read in it has to be quoted.
                var quote = scalar.Value.All(static c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or '=' or ':' or ',') && scalar.Value.Length > 0 ? "" : "'";
                if (!AddFilled(text.Add(quote), scalar, task, language))
                    return null;

                text.Add(quote).Add(" ");
            }

            return text.Add("\n");
        }

        return (task.Line ?? task.Node.Written("cmd") ?? task.Node.Written("script")) is YamlScalar { IsNull: false } line && AddFilled(text, line, task, language) ? text.Add("\n") : null;
    }

    /// <summary>Adds a text with the values of its variables. A shell's reader knows a template that has none; one of PowerShell's does not.</summary>
    private static bool AddFilled(EmbeddedText text, YamlScalar scalar, AnsibleTask task, ScriptLanguage language)
    {
        var value = scalar.Value;
        if (language is ScriptLanguage.PowerShell && value.IndexOf("{%", StringComparison.Ordinal) >= 0)
            return false;

        var positions = EmbeddedText.Align(value, task.Context.File.Text, scalar.ValueSpan);
        var rest = 0;
        for (var open = Open(0); open >= 0; open = Open(rest))
        {
            var close = value.IndexOf("}}", open + 2, StringComparison.Ordinal);
            if (close < 0)
                break;

            var end = close + 2;
            text.AddAligned(value, rest, open, positions);
            if (task.Node.Fill(value.Substring(open, end - open)).AsText is { } filled && !TemplateMarks.Contains(filled))
                text.Add(filled, TextSpan.FromBounds(positions[open], positions[end - 1] + 1));
            else if (language is ScriptLanguage.Shell)
                text.AddAligned(value, open, end, positions);
            else
                return false;

            rest = end;
        }

        text.AddAligned(value, rest, value.Length, positions);
        return true;

        int Open(int from) => value.IndexOf("{{", from, StringComparison.Ordinal);
    }
}
