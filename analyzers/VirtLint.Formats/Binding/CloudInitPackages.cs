using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Commands;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.Binding;

/// <summary>Tells which packages cloud-init installs, where what it is given tells of all of them.</summary>
internal static class CloudInitPackages
{
    /// <summary>Modules that fetch the rest of the guest's configuration from elsewhere. // cloud-init, "Module reference"</summary>
    private static readonly string[] s_delegates = ["ansible", "autoinstall", "chef", "landscape", "mcollective", "puppet", "salt_minion", "ubuntu_pro", "ubuntu_advantage"];

    private static readonly ImmutableHashSet<string> s_installers = ["apt", "apt-get", "aptitude", "apk", "dnf", "microdnf", "pacman", "snap", "yum", "zypper"];

    /// <summary>Programs that install nothing, whatever they are told.</summary>
    private static readonly ImmutableHashSet<string> s_others =
    [
        "cat", "chgrp", "chmod", "chown", "cp", "date", "df", "echo", "ethtool", "export", "firewall-cmd", "gpasswd", "grep", "groupadd", "hostnamectl",
        "id", "ip", "iptables", "ln", "localectl", "loginctl", "ls", "mkdir", "mkfs.ext4", "mkfs.xfs", "mount", "mv", "netplan", "nmcli", "passwd", "printf", "reboot",
        "resize2fs", "rm", "sed", "service", "set", "setenforce", "setsebool", "sleep", "swapoff", "swapon", "sysctl", "systemctl", "tee", "timedatectl", "touch", "true",
        "ufw", "umount", "update-grub", "update-initramfs", "useradd", "usermod",
    ];

    /// <summary>The packages; null where other programs, other data or another user's template may install more.</summary>
    public static GuestPackages? In(string text)
    {
        if (TemplateMarks.Contains(text))
            return null;

        var names = new List<string>();
        return (text.StartsWith("#cloud-config", StringComparison.Ordinal) ? ReadConfig(text, names)
            : text.StartsWith("#!", StringComparison.Ordinal) && ReadScript(text, names)) ? new(names) : null;
    }

    private static bool ReadConfig(string text, List<string> names)
    {
        var tree = YamlTree.Parse(SourceText.From(text));
        if (tree.Errors.Length > 0 || tree.Documents is not [YamlMapping root] || s_delegates.Any(name => root[name] is not null))
            return false;

        foreach (var item in root.Items("packages"))
        {
            if (!ReadPackage(item, names))
                return false;
        }

        return ReadCommands(root["bootcmd"], names) && ReadCommands(root["runcmd"], names);
    }

    /// <summary>A name, a name with its version, or names by the program that installs them. // cloud-init, "Package Update Upgrade Install"</summary>
    private static bool ReadPackage(YamlNode item, List<string> names)
    {
        switch (item)
        {
            case YamlScalar scalar:
                names.Add(scalar.Value);
                return true;
            case YamlSequence { Nodes: [YamlScalar name, ..] }:
                names.Add(name.Value);
                return true;
            case YamlMapping { Entries: [{ Value: YamlSequence list }] }:
                return list.Nodes.All(entry => entry is not YamlMapping && ReadPackage(entry, names));
            default:
                return false;
        }
    }

    private static bool ReadCommands(YamlNode? list, List<string> names)
    {
        if (list is null)
            return true;

        if (list is not YamlSequence commands)
            return false;

        foreach (var command in commands.Nodes)
        {
            var isRead = command switch
            {
                YamlScalar line => ReadScript(line.Value, names),
                YamlSequence words when words.Nodes.All(static word => word is YamlScalar) => ReadCommand([.. words.Nodes.OfType<YamlScalar>().Select(static word => word.Value)], names),
                _ => false,
            };
            if (!isRead)
                return false;
        }

        return true;
    }

    private static bool ReadScript(string text, List<string> names) =>
        CommandScript.Parse(SourceText.From(text)) is { Errors.Length: 0 } script
        && script.Commands.All(command => command.Words.All(static word => word.IsResolved) && ReadCommand([.. command.Words.Select(static word => word.Text)], names));

    private static bool ReadCommand(IReadOnlyList<string> words, List<string> names)
    {
        var first = 0;
        while (first < words.Count && (words[first] is "sudo" or "env" || words[first].IndexOf('=') > 0))
            first++;

        if (first == words.Count)
            return true;

        var program = words[first].Substring(words[first].LastIndexOf('/') + 1);
        if (!s_installers.Contains(program))
            return s_others.Contains(program);

        // What stands behind the subcommand, whatever options stand between.
        var rest = words.Skip(first + 1).Where(static word => !word.StartsWith("-", StringComparison.Ordinal) || word is "-S" or "-Sy" or "-Syu").ToList();
        if (rest.Count > 0 && rest[0] is "install" or "add" or "-S" or "-Sy" or "-Syu" or "localinstall")
            names.AddRange(rest.Skip(1));

        return true;
    }
}
