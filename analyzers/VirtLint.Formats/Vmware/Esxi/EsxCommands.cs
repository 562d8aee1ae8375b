using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Syntax.Commands;

namespace VirtLint.Formats.Vmware.Esxi;

/// <summary>Reads what <c>esxcli</c>, <c>vim-cmd</c>, <c>esxcfg-advcfg</c> and <c>govc</c> set on a host.</summary>
// VMware, ESXCLI Reference; vmware/govmomi, govc/USAGE.md
internal sealed class EsxCommands(TextSpan anchor, bool isLinear)
{
    /// <summary>The key of the port group that an adapter is on.</summary>
    public const string PortGroupKey = "--portgroup-name";

    /// <summary>Begins the keys of an adapter's tasks. The value of one that is taken from it is empty.</summary>
    public const string TagKey = "tag ";

    private const string Esxcli = "esxcli";

    // DISA STIG for VMware vSphere 8.0 ESXi: ESXI-80-000236 of all of the one file, ESXI-80-000237 of lines in the other
    private const string MachineSettings = "/etc/vmware/settings";
    private const string HostSettings = "/etc/vmware/config";
    private const string MachineLog = "vmx.log";

    private static readonly string[] s_before = ["sudo", "if", "then", "else", "elif", "do", "!", "time", "exec", "while", "{"];

    private static readonly (string Namespace, string Options)[] s_known =
    [
        ("system settings advanced set", "o=option i=int-value s=string-value d=default!"),
        ("system settings kernel set", "s=setting v=value"),
        ("system settings encryption set", "m=mode s=require-secure-boot e=require-exec-installed-only"),
        ("system syslog config set", "=loghost =logdir =check-ssl-certs"),
        ("software acceptance set", "=level"),
        ("software vib install", "f=force! =no-sig-check!"),
        ("software vib update", "f=force! =no-sig-check!"),
        ("software profile install", "f=force! =no-sig-check!"),
        ("software profile update", "f=force! =no-sig-check!"),
        ("network firewall set", "e=enabled d=default-action"),
        ("network firewall ruleset set", "r=ruleset-id e=enabled a=allowed-all"),
        ("system snmp set", "c=communities e=enable"),
        ("system ntp set", "e=enabled"),
        ("system ssh server config set", "k=keyword v=value"),
        ("system account add", "i=id p=password"),
        ("system security keypersistence enable", ""),
        ("system security keypersistence disable", ""),
        ("network vswitch standard policy security set", "v=vswitch-name f=allow-forged-transmits m=allow-mac-change p=allow-promiscuous"),
        ("network vswitch standard portgroup policy security set", "p=portgroup-name o=allow-promiscuous m=allow-mac-change f=allow-forged-transmits"),
        ("network vswitch standard portgroup set", "p=portgroup-name v=vlan-id"),
        ("network vswitch standard portgroup add", "p=portgroup-name v=vswitch-name"),
        ("network ip interface add", "i=interface-name p=portgroup-name"),
        ("network ip interface tag add", "i=interface-name t=tagname"),
        ("network ip interface tag remove", "i=interface-name t=tagname"),
    ];

    private readonly Dictionary<string, EsxScope> _switches = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EsxScope> _portGroups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EsxScope> _rulesets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EsxScope> _adapters = new(StringComparer.Ordinal);

    public EsxScope Host { get; } = new(anchor, isLinear);

    public IReadOnlyDictionary<string, EsxScope> Switches => _switches;

    public IReadOnlyDictionary<string, EsxScope> PortGroups => _portGroups;

    public IReadOnlyDictionary<string, EsxScope> Rulesets => _rulesets;

    /// <summary>What is set on adapters of the host's own, by their names.</summary>
    public IReadOnlyDictionary<string, EsxScope> Adapters => _adapters;

    /// <summary>Whether the commands set up a host from its installation on, whose first adapter is that of management.</summary>
    public bool IsInstallation => isLinear;

    /// <summary>Passwords of accounts that the commands add, with the accounts' names.</summary>
    public List<(string Account, CommandValue Password)> Passwords { get; } = [];

    /// <summary>The files of the host that a command writes to, and that beat what each machine states of itself.</summary>
    public List<CommandWord> Overrides { get; } = [];

    /// <summary>The path of an advanced option: <c>UserVars.X</c> is <c>/UserVars/X</c>.</summary>
    public static string PathOf(string option) => "/" + option.Replace('.', '/').TrimStart('/');

    /// <summary>Whether a text has a command that sets something on a host.</summary>
    public static bool IsIn(string text) =>
        (text.IndexOf("esxcli ", StringComparison.Ordinal) >= 0 && text.IndexOf(" set ", StringComparison.Ordinal) >= 0)
        || text.IndexOf("esxcli software ", StringComparison.Ordinal) >= 0
        || text.IndexOf("esxcli system security ", StringComparison.Ordinal) >= 0
        || text.IndexOf("esxcli system account add", StringComparison.Ordinal) >= 0
        || text.IndexOf("esxcli network ip interface tag ", StringComparison.Ordinal) >= 0
        || text.IndexOf("vim-cmd hostsvc/", StringComparison.Ordinal) >= 0
        || text.IndexOf("esxcfg-advcfg ", StringComparison.Ordinal) >= 0
        || GovcCommands.IsIn(text);

    public void Read(CommandLine command)
    {
        var start = 0;
        while (start < command.Words.Length && Array.IndexOf(s_before, command.Words[start].Text) >= 0)
            start++;

        if (start >= command.Words.Length)
            return;

        var program = command.Words[start].Text;
        switch (program.Substring(program.LastIndexOf('/') + 1))
        {
            case Esxcli or "localcli":
                ReadEsxcli(command, start + 1);
                break;
            case "echo" or "printf" when command.Output is { } file && IsOverride(file, command, start + 1):
                Overrides.Add(file);
                break;
            case "cat" when command.Output is { Text: MachineSettings } file && (command.HasHereDocument || start + 1 < command.Words.Length):
                Overrides.Add(file);
                break;
            case "tee" when command.Words.Skip(start + 1).FirstOrDefault(static word => word.Text == MachineSettings) is { Text: MachineSettings } file:
                Overrides.Add(file);
                break;
            case "vim-cmd" when start + 2 < command.Words.Length && command.Words[start + 1] is { Text: "hostsvc/vmotion/vnic_set" } call:
                if (EsxOptions.Of(command.Words[start + 2], command) is { IsResolved: true } adapter)
                    SetTag(adapter, new(EsxHost.MigrationTag, call.Span, true, command.Span), isOn: true);

                break;
            case "vim-cmd" when start + 1 < command.Words.Length:
                ReadService(command, command.Words[start + 1]);
                break;
            case "esxcfg-advcfg":
                ReadAdvcfg(command, start + 1);
                break;
            case "govc" when start + 2 < command.Words.Length && command.Words[start + 1].Text == "host.esxcli":
                ReadEsxcli(command, BehindOptions(command, start + 2));
                break;
            case "govc" when start + 3 < command.Words.Length && command.Words[start + 1].Text is "host.option.set" or "option.set":
                Host.Set(PathOf(command.Words[command.Words.Length - 2].Text), EsxOptions.Of(command.Words[command.Words.Length - 1], command));
                break;
        }
    }

    /// <summary>Where the command of esxcli begins that govc hands on: behind <c>-host name</c> and the like.</summary>
    // govc/USAGE.md: host.esxcli
    private static int BehindOptions(CommandLine command, int start)
    {
        while (start < command.Words.Length && command.Words[start].Text is { Length: > 1 } word && word[0] == '-')
            start += word.IndexOf('=') < 0 && word.TrimStart('-') is not ("k" or "hints" or "json" or "dump" or "debug" or "trace" or "verbose") ? 2 : 1;

        return start;
    }

    /// <summary>Whether text that is printed into a file of the host overrides machines; an empty one empties the file.</summary>
    private static bool IsOverride(CommandWord file, CommandLine command, int start)
    {
        var words = command.Words.Skip(start).Where(static word => word.IsQuoted || !word.Text.StartsWith("-", StringComparison.Ordinal));
        return file.Text switch
        {
            MachineSettings => words.Any(static word => !string.IsNullOrWhiteSpace(word.Text)),
            HostSettings => words.Any(static word => word.Text.TrimStart().StartsWith(MachineLog, StringComparison.Ordinal)),
            _ => false,
        };
    }

    private void ReadEsxcli(CommandLine command, int start)
    {
        var end = start;
        while (end < command.Words.Length && command.Words[end].Text is { Length: > 0 } text && text[0] != '-')
            end++;

        var names = new string[end - start];
        for (var i = start; i < end; i++)
            names[i - start] = command.Words[i].Text;

        var name = string.Join(" ", names);
        if (name == "network firewall unload")
        {
            Host.Set("network firewall set --enabled", new("unload", command.Words[end - 1].Span, true, command.Span));
            return;
        }

        var known = Array.Find(s_known, entry => entry.Namespace == name);
        if (known.Namespace is not null)
            Take(name, EsxOptions.Read(command, end, known.Options), known.Options, EsxOptions.Of(command.Words[end - 1], command));
    }

    /// <summary>Reads a command that another language hands to esxcli, by the names of its parameters without their hyphens.</summary>
    /// <returns>Whether it is one that sets something.</returns>
    public bool Run(string name, IReadOnlyList<(string Name, CommandValue Value)> parameters, CommandValue verb)
    {
        var known = Array.Find(s_known, entry => entry.Namespace == name);
        if (known.Namespace is null)
            return false;

        Take(name, EsxOptions.Of(parameters, known.Options), known.Options, verb);
        return true;
    }

    private void Take(string name, EsxOptions options, string names, CommandValue verb)
    {
        switch (name)
        {
            case "system settings advanced set":
                if (options["option"] is not { IsResolved: true } option)
                    return;

                if (options["default"] is not null)
                    Host.Reset(PathOf(option.Text));
                else if ((options["int-value"] ?? options["string-value"]) is { } value)
                    Host.Set(PathOf(option.Text), value);
                break;
            case "system security keypersistence enable" or "system security keypersistence disable":
                Host.Set("system security keypersistence", verb);
                break;
            case "system settings kernel set" when options["setting"] is { IsResolved: true } setting && options["value"] is { } value:
                Host.Set(setting.Text, value);
                break;
            case "system syslog config set":
                Copy(options["loghost"], "/Syslog/global/logHost");
                Copy(options["logdir"], "/Syslog/global/logDir");
                Copy(options["check-ssl-certs"], "/Syslog/global/certificate/checkSSLCerts");
                break;
            case "system ssh server config set" when options["keyword"] is { IsResolved: true } keyword && options["value"] is { } value:
                Host.Set("sshd " + keyword.Text.ToLowerInvariant(), value);
                break;
            case "system account add" when options["password"] is { } password:
                Passwords.Add((options["id"]?.Text ?? "account", password));
                break;
            case "network firewall ruleset set" when options["ruleset-id"] is { IsResolved: true } target:
                TakeAll(Of(_rulesets, target), options, names);
                break;
            case "network vswitch standard policy security set" when options["vswitch-name"] is { IsResolved: true } target:
                TakeAll(Of(_switches, target), options, names);
                break;
            case "network vswitch standard portgroup policy security set" or "network vswitch standard portgroup set" or "network vswitch standard portgroup add" when options["portgroup-name"] is { IsResolved: true } target:
                TakeAll(Of(_portGroups, target), options, names);
                break;
            case "network ip interface add" when options["interface-name"] is { IsResolved: true } target && options["portgroup-name"] is { IsResolved: true } group:
                Of(_adapters, target).Set(PortGroupKey, group);
                break;
            case "network ip interface tag add" when options["interface-name"] is { IsResolved: true } target && options["tagname"] is { IsResolved: true } tag:
                SetTag(target, tag, isOn: true);
                break;
            case "network ip interface tag remove" when options["interface-name"] is { IsResolved: true } target && options["tagname"] is { IsResolved: true } tag:
                SetTag(target, tag, isOn: false);
                break;
            case "system settings encryption set" or "software acceptance set" or "software vib install" or "software vib update" or "software profile install" or "software profile update"
                or "network firewall set" or "system snmp set" or "system ntp set":
                TakeAll(Host, options, names, (name.StartsWith("software vib", StringComparison.Ordinal) || name.StartsWith("software profile", StringComparison.Ordinal) ? "software install" : name) + " ");
                break;
        }
    }

    private void Copy(CommandValue? value, string key)
    {
        if (value is { } known)
            Host.Set(key, known);
    }

    private static void TakeAll(EsxScope scope, EsxOptions options, string names, string prefix = "")
    {
        foreach (var entry in names.Split(' '))
        {
            var name = entry.Substring(entry.IndexOf('=') + 1).TrimEnd('!');
            if (options[name] is { } value)
                scope.Set($"{prefix}--{name}", value);
        }
    }

    private EsxScope Of(Dictionary<string, EsxScope> scopes, CommandValue target)
    {
        if (!scopes.TryGetValue(target.Text, out var scope))
            scopes[target.Text] = scope = new(target.Span, isLinear);

        return scope;
    }

    /// <summary><c>hostsvc/enable_ssh</c> has the service start with the host, <c>start_ssh</c> starts it now.</summary>
    private void ReadService(CommandLine command, CommandWord call)
    {
        var verb = call.Text.Substring(call.Text.LastIndexOf('/') + 1);
        var line = verb.IndexOf('_');
        var service = verb.Substring(line + 1);
        if (line < 0 || !call.Text.StartsWith("hostsvc/", StringComparison.Ordinal) || service is not ("ssh" or "esx_shell"))
            return;

        SetService(service, verb.Substring(0, line), new(call.Text, call.Span, call.IsResolved, command.Span));
    }

    /// <summary>Starts or stops a shell, or has it start with the host.</summary>
    /// <param name="at">The text that says so.</param>
    public void SetService(string service, string verb, CommandValue at)
    {
        var key = "service " + service;
        switch (verb)
        {
            // What starts with the host still does when it is started now.
            case "start" or "restart" when Host.Find(key)?.Value == "enable":
                break;
            case "enable" or "start":
                Host.Set(key, at with { Text = verb });
                break;
            case "restart":
                Host.Set(key, at with { Text = "start" });
                break;
            case "disable" or "stop":
                Host.Set(key, at with { Text = "stop" });
                break;
        }
    }

    /// <summary>Gives an adapter a task, or takes one from it.</summary>
    /// <param name="tag">The task: <c>VMotion</c>, <c>Management</c>, <c>VSAN</c>.</param>
    public void SetTag(CommandValue adapter, CommandValue tag, bool isOn)
    {
        var scope = Of(_adapters, adapter);
        if (isOn)
            scope.Set(TagKey + tag.Text, tag);
        else
            scope.Set(TagKey + tag.Text, tag with { Text = "" });
    }

    /// <summary>What is set on a standard port group.</summary>
    public EsxScope PortGroup(CommandValue name) => Of(_portGroups, name);

    private void ReadAdvcfg(CommandLine command, int start)
    {
        if (start + 2 < command.Words.Length && command.Words[start].Text is "-s" or "--set")
            Host.Set(PathOf(command.Words[start + 2].Text), EsxOptions.Of(command.Words[start + 1], command));
    }
}
