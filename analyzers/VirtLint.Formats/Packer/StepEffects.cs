using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Syntax;

namespace VirtLint.Formats.Packer;

/// <summary>What the provisioners of a build do to what it would leave behind, as far as their commands stand in the template.</summary>
internal sealed class StepEffects
{
    private static readonly string[] s_dropsAccount =
    [
        "passwd -l", "passwd --lock", "usermod -L", "usermod --lock", "userdel", "deluser", "chage -E", "usermod -p", "chpasswd",
        "sysprep", "Remove-LocalUser", "Disable-LocalUser", "net user",
    ];

    private static readonly string[] s_dropsIdentity =
        ["sysprep", "cloud-init clean", "machine-id", "virt-sysprep", "ssh_host_", "sys-unconfig", "systemd-firstboot"];

    private readonly List<string> _commands = [];
    private readonly bool _isComplete = true;

    public StepEffects(IReadOnlyList<PackerStep> steps)
    {
        foreach (var step in steps)
        {
            var inline = step.Node.Texts("inline");
            _commands.AddRange(inline.Select(static line => line.Text));
            _isComplete &= step.Type switch
            {
                "breakpoint" or "file" or "shell-local" or "windows-restart" => true,
                "shell" or "powershell" or "windows-shell" => inline.Count > 0 && !inline.Any(static line => IsOpen(line.Text)),
                _ => false,
            };
        }
    }

    /// <summary>Whether a step locks, removes or changes the account of the build; null where that is not known.</summary>
    public bool? DropAccount => Holds(s_dropsAccount);

    /// <summary>Whether a step removes machine identity or host keys; null where that is not known.</summary>
    public bool? DropIdentity => Holds(s_dropsIdentity);

    private bool? Holds(string[] marks) =>
        _commands.Any(command => marks.Any(mark => command.IndexOf(mark, StringComparison.OrdinalIgnoreCase) >= 0)) ? true
        : _isComplete ? false
        : null;

    /// <summary>Whether a command runs what is not in sight: another script, or something that is filled in.</summary>
    private static bool IsOpen(string command) =>
        TemplateMarks.Contains(command)
        || command.IndexOf(".sh", StringComparison.Ordinal) >= 0
        || command.IndexOf(".ps1", StringComparison.OrdinalIgnoreCase) >= 0
        || command.IndexOf("ansible", StringComparison.OrdinalIgnoreCase) >= 0
        || command.IndexOf("| bash", StringComparison.Ordinal) >= 0;
}
