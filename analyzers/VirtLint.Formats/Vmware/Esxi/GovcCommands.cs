using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Terraform.Vsphere;
using VirtLint.Model;
using VirtLint.Syntax.Commands;

namespace VirtLint.Formats.Vmware.Esxi;

/// <summary>Reads what <c>govc</c> changes in vCenter: guests, distributed port groups, permissions, and its own link.</summary>
// vmware/govmomi, govc/USAGE.md
internal sealed class GovcCommands(EsxCommands esx)
{
    private const string Source = "vmware/govmomi, govc/USAGE.md";

    private static readonly Vocabulary<ShellState> s_shell = Vocabulary.Of(("true", ShellState.StartsWithHost), ("false", ShellState.Stopped));

    // The shell closes by itself. // govc/USAGE.md: vcsa.access.shell.set -timeout
    private static readonly Vocabulary<ShellState> s_timedShell = Vocabulary.Of(("true", ShellState.Running), ("false", ShellState.Stopped));

    public static readonly BindingTable<ManagementEndpoint> Links = new BindingTable<ManagementEndpoint>(Platform.Vmware, "govc: link", Source)
        .Computed("GOVC_INSECURE, -k", e => e.VerifiesPeer, "'1' or 'true'", source: "Usage");

    public static readonly BindingTable<Credential> Passwords = new BindingTable<Credential>(Platform.Vmware, "govc: link", Source)
        .Computed("GOVC_URL, GOVC_PASSWORD, -u", c => c.Value, "a password, in a variable of its own or in the address", source: "Usage");

    public static readonly BindingTable<AccessGrant> Grants = new BindingTable<AccessGrant>(Platform.Vmware, "govc: permissions.set", Source)
        .Computed("-principal", g => g.Principal, "a user, or a group with -group", source: "permissions.set")
        .Computed("-role", g => g.Role, "the name of a role", whenAbsent: "Admin", source: "permissions.set")
        .Computed("-role", g => g.Level, "'Admin' is the administrator", whenAbsent: "Admin", source: "permissions.set")
        .Computed("-propagate", g => g.IsInherited, "'false' to keep it to the object", whenAbsent: "true", source: "permissions.set")
        .Computed("(paths)", g => g.CoversEverything, "no path, or '/'", source: "permissions.set");

    public static readonly BindingTable<Hypervisor> Clusters = new BindingTable<Hypervisor>(Platform.Vmware, "govc: cluster.change", Source)
        .Computed("-ha-admission-control-enabled", h => h.ReservesForFailure, "'false' to admit guests that leave no room", source: "cluster.change");

    public static readonly BindingTable<Hypervisor> Appliance = new BindingTable<Hypervisor>(Platform.Vmware, "govc: vcsa.access", Source)
        .Row("ssh_enabled", (h, f) => h.RemoteShell = f, s_shell, source: "vcsa.access.ssh.set -enabled")
        .Row("shell_enabled", (h, f) => h.LocalShell = f, s_timedShell, source: "vcsa.access.shell.set -enabled");

    public static readonly BindingTable<Hypervisor> Keys = new BindingTable<Hypervisor>(Platform.Vmware, "govc: kms.add", Source)
        .Computed("-N, -tpm", h => h.KeysNeedTpm, "'false' to give keys to any host", whenAbsent: "true", source: "kms.add");

    public static readonly BindingTable<ImageStore> Libraries = new BindingTable<ImageStore>(Platform.Vmware, "govc: library.create", Source)
        .Computed("-pub", s => s.IsPublished, "a flag", source: "library.create")
        .Computed("-pub-password", s => s.Authentication, "a password", whenAbsent: "nobody is asked", source: "library.create");

    public static readonly BindingTable<AccessRole> Roles = new BindingTable<AccessRole>(Platform.Vmware, "govc: role.create, role.update", Source)
        .Computed("(privileges)", r => r.Escalation, "privileges over permissions, roles and local users", source: "role.create")
        .Computed("permissions.set -role, -principal", r => r.Holder, "a user or group that is given the role", source: "permissions.set");

    public static readonly BindingTable<PortGroup> PortGroups = new BindingTable<PortGroup>(Platform.Vmware, "govc: dvs.portgroup.add, dvs.portgroup.change", Source)
        .Computed("-vlan, -vlan-mode, -vlan-range", g => g.Vlans, "the number of a VLAN; with 'trunking', ranges", whenAbsent: "0-4094 for a trunk", source: "dvs.portgroup.add");

    private static readonly string[] s_flags =
        [
            "k", "group", "i", "propagate", "allow-promiscuous", "forged-transmits", "mac-changes", "nested-hv-enabled", "dump", "json", "debug", "trace", "verbose", "cpu-hot-add-enabled", "memory-hot-add-enabled", "auto-expand", "enable", "enabled", "r", "a", "N", "tpm", "pub", "sub-autosync", "sub-ondemand",
            "ha-admission-control-enabled", "ha-enabled", "drs-enabled", "vsan-enabled", "vsan-autoclaim",
        ];

    /// <summary>Tasks of a host's adapters that concern migration, with the names that esxcli gives them. // govc/USAGE.md: host.vnic.service</summary>
    private static readonly Dictionary<string, string> s_tasks = new(StringComparer.Ordinal)
    {
        ["vmotion"] = EsxHost.MigrationTag,
        ["management"] = "Management",
        ["vsan"] = "VSAN",
    };

    private readonly Dictionary<string, EsxScope> _guests = new(StringComparer.Ordinal);
    private readonly List<(CommandValue Cluster, CommandValue Control)> _clusters = [];
    private readonly List<Command> _commands = [];
    private readonly EsxScope _appliance = new(new TextSpan(0, 0), isLinear: false);
    private readonly List<(string Name, CommandValue Value)> _variables = [];

    public static bool IsIn(string text) =>
        text.IndexOf("GOVC_", StringComparison.Ordinal) >= 0
        || (text.IndexOf("govc ", StringComparison.Ordinal) >= 0
            && (text.IndexOf("vm.change", StringComparison.Ordinal) >= 0 || text.IndexOf("host.", StringComparison.Ordinal) >= 0
                || text.IndexOf("permissions.set", StringComparison.Ordinal) >= 0 || text.IndexOf("cluster.change", StringComparison.Ordinal) >= 0
                || text.IndexOf("role.", StringComparison.Ordinal) >= 0 || text.IndexOf("sso.user.", StringComparison.Ordinal) >= 0 || text.IndexOf("vcsa.access.", StringComparison.Ordinal) >= 0
                || text.IndexOf("kms.add", StringComparison.Ordinal) >= 0 || text.IndexOf("option.set", StringComparison.Ordinal) >= 0 || text.IndexOf("library.create", StringComparison.Ordinal) >= 0 || text.IndexOf("dvs.portgroup.", StringComparison.Ordinal) >= 0));

    public void Read(CommandLine line)
    {
        var start = 0;
        while (start < line.Words.Length && (line.Words[start].Text == "export" || line.Words[start].Text.StartsWith("GOVC_", StringComparison.Ordinal)))
        {
            var word = line.Words[start++];
            if (word.Text.IndexOf('=') is > 0 and var equals)
                _variables.Add((word.Text.Substring(0, equals), EsxOptions.Behind(word, equals + 1, line)));
        }

        // Keywords of the shell stand before a command, not before many words.
        for (var i = start; i < line.Words.Length && i < start + 3; i++)
        {
            var program = line.Words[i].Text;
            if (program.Substring(program.LastIndexOf('/') + 1) != "govc" || i + 1 >= line.Words.Length)
                continue;

            var command = Command.Read(line, i + 1);
            _commands.Add(command);
            Take(command);
            return;
        }
    }

    public void Bind(BindingContext context)
    {
        BindLink(context);
        foreach (var entry in _guests)
            AdvancedSettings.Commanded.Bind(context.Add(new VirtualMachine(entry.Key, context.Origin(entry.Value.Anchor)) { IsAmendment = true }), entry.Value, context);

        if (_appliance.Settings.FirstOrDefault() is { } first)
            Appliance.Bind(context.Add(new Hypervisor("vCenter", context.Origin(first.FullSpan))), _appliance, context);

        foreach (var (cluster, control) in _clusters)
        {
            var place = context.Origin(control.Span);
            context.Add(new Hypervisor(cluster.Text, context.Origin(cluster.Span))).ReservesForFailure = control.IsResolved
                ? Fact.Stated(control.Text is not ("false" or "0"), place, control.Text, "-ha-admission-control-enabled")
                : Fact<bool>.Unresolved(place, control.Text, "variable", "-ha-admission-control-enabled");
        }

        foreach (var command in _commands)
        {
            if (command.Name == "permissions.set" && command["principal"] is { } principal)
                BindGrant(command, principal, context);
            else if (command.Name is "role.create" or "role.update" && command["r"] is null && command.Operands.Count > 1)
                BindRole(command, context);
            else if (command.Name == "kms.add" && command["N"] is not null && command["tpm"] is { } sealing && command.Operands.Count == 1)
                BindKeys(command.Operands[0], sealing, context);
            else if (command.Name == "library.create" && command.Operands.Count == 1)
                BindLibrary(command, context);
            else if (command.Name == "host.account.create" && command["password"] is { Text.Length: > 0 } account)
                AddPassword(account, context);
            else if (command.Name == "sso.user.create" && command["p"] is { Text.Length: > 0 } user)
                AddPassword(user, context);
            else if (command.Name is "dvs.portgroup.add" or "dvs.portgroup.change" && command.Operands.Count > 0)
                BindGroup(command, context);
        }
    }

    private void Take(Command command)
    {
        switch (command.Name)
        {
            case "vm.change" when command["vm"] is { } machine:
                TakeGuest(command, machine);
                break;
            case "host.service" when command.Operands.Count == 2 && command.Operands[1].Text is "TSM-SSH" or "TSM":
                esx.SetService(command.Operands[1].Text == "TSM" ? "esx_shell" : "ssh", command.Operands[0].Text, command.Operands[0]);
                break;
            case "host.vnic.service" when command.Operands is [var task, { IsResolved: true } adapter] && s_tasks.TryGetValue(task.Text, out var tag):
                esx.SetTag(adapter, task with { Text = tag }, command["enable"] is not { Text: "false" or "0" });
                break;
            case "vcsa.access.ssh.set" when command["enabled"] is { } enabled:
                _appliance.Set("ssh_enabled", enabled);
                break;
            case "vcsa.access.shell.set" when command["enabled"] is { } enabled:
                _appliance.Set("shell_enabled", enabled);
                break;
            case "cluster.change" when command["ha-admission-control-enabled"] is { } control:
                foreach (var cluster in command.Operands)
                    _clusters.Add((cluster, control));
                break;
            case "host.portgroup.change" or "host.portgroup.add" when command.Operands.Count == 1:
                var group = esx.PortGroup(command.Operands[0]);
                Copy("allow-promiscuous", "--allow-promiscuous");
                Copy("forged-transmits", "--allow-forged-transmits");
                Copy("mac-changes", "--allow-mac-change");
                Copy("vlan-id", "--vlan-id");
                Copy("vlan", "--vlan-id");
                Copy("vswitch", "--vswitch-name");
                Copy("vswitch-name", "--vswitch-name");
                break;

                void Copy(string option, string key)
                {
                    if (command[option] is { } value)
                        group.Set(key, value);
                }
        }
    }

    private void TakeGuest(Command command, CommandValue machine)
    {
        if (!_guests.TryGetValue(machine.Text, out var scope))
            _guests[machine.Text] = scope = new(machine.Span, isLinear: false);

        foreach (var (option, value) in command.Options)
        {
            if (option == "migrate-encryption")
                scope.Set("migrate.encryptionMode", value);
            else if (option == "nested-hv-enabled")
                scope.Set("vhv.enable", value);
            else if (option == "e" && value.Text.IndexOf('=') is > 0 and var equals)
                scope.Set(value.Text.Substring(0, equals), Tail(value, equals + 1));
        }
    }

    private void BindLink(BindingContext context)
    {
        foreach (var (name, value) in Insecure())
        {
            if (!value.IsResolved || value.Text is "1" or "true" or "TRUE" or "t" or "T" or "True")
            {
                var link = context.Add(new ManagementEndpoint("vCenter or ESXi host of govc", context.Origin(value.Span)) { Role = EndpointRole.Link });
                link.VerifiesPeer = value.IsResolved
                    ? Fact.Stated(false, context.Origin(value.Span), value.Text, name)
                    : Fact<bool>.Unresolved(context.Origin(value.Span), value.Text, "variable", name);
                break;
            }
        }

        foreach (var (name, value) in _variables)
        {
            if (name == "GOVC_PASSWORD" && value.Text.Length > 0)
                AddPassword(value, context);
            else if (name == "GOVC_URL" && PasswordIn(value) is { } password)
                AddPassword(password, context);
        }

        foreach (var command in _commands)
        {
            if (command["u"] is { } address && PasswordIn(address) is { } password)
                AddPassword(password, context);
        }
    }

    private IEnumerable<(string Name, CommandValue Value)> Insecure()
    {
        foreach (var variable in _variables)
        {
            if (variable.Name == "GOVC_INSECURE")
                yield return variable;
        }

        foreach (var command in _commands)
        {
            if (command["k"] is { } flag)
                yield return ("-k", flag);
        }
    }

    /// <summary>The password in an address: <c>https://user:password@host/sdk</c>.</summary>
    private static CommandValue? PasswordIn(CommandValue address)
    {
        var text = address.Text;
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        var start = scheme < 0 ? 0 : scheme + 3;
        var at = text.LastIndexOf('@');
        var colon = text.IndexOf(':', start);
        if (at < 0 || colon < 0 || colon + 1 >= at || text.IndexOf('/', start, at - start) >= 0)
            return null;

        var secret = text.Substring(colon + 1, at - colon - 1);
        var isPlain = address.Span.Length == text.Length;
        return new(secret, isPlain ? new TextSpan(address.Span.Start + colon + 1, secret.Length) : address.Span, secret.IndexOf('$') < 0, address.Command);
    }

    private static void AddPassword(CommandValue password, BindingContext context) =>
        EsxHost.AddPassword("govc", password with { Span = Tight(password, context) }, context);

    /// <summary>Where a value stands by itself, without the name and the quotes around it.</summary>
    private static TextSpan Tight(CommandValue value, BindingContext context)
    {
        var written = context.File.Text.ToString(value.Span);
        var at = written.IndexOf(value.Text, StringComparison.Ordinal);
        if (at >= 0)
            return new TextSpan(value.Span.Start + at, value.Text.Length);

        // An expansion is spelt in one way, however it is written.
        var equals = written.StartsWith("GOVC_", StringComparison.Ordinal) ? written.IndexOf('=') : -1;
        return TextSpan.FromBounds(value.Span.Start + equals + 1, value.Span.End);
    }

    private static void BindGrant(Command command, CommandValue principal, BindingContext context)
    {
        var origin = context.Origin(principal.Span);
        var grant = context.Add(new AccessGrant(principal.Text, origin));
        PermissionResources.Principals.TryRead(principal.Text, out var holder);
        var isGroup = command["group"] is { Text: not "false" } && holder.Kind is not PrincipalKind.Everyone;
        grant.Principal = principal.IsResolved
            ? Fact.Stated(isGroup ? holder with { Kind = PrincipalKind.Group } : holder, origin, principal.Text, "-principal")
            : Fact<Principal>.Unresolved(origin, principal.Text, "variable", "-principal");

        var verb = context.Origin(command.NameSpan);
        var role = command["role"];
        grant.Role = role is not { } named ? Fact.Default("Admin", verb, Source, "-role")
            : named.IsResolved ? Fact.Stated(named.Text, context.Origin(named.Span), named.Text, "-role")
            : Fact<string>.Unresolved(context.Origin(named.Span), named.Text, "variable", "-role");
        if (VcenterRoles.LevelOf(role is { IsResolved: true } known ? known.Text : "Admin") is { } level)
            grant.Level = grant.Role.Select(_ => level);

        grant.IsInherited = command["propagate"] is { } propagate
            ? propagate.IsResolved ? Fact.Stated(propagate.Text is not ("false" or "0"), context.Origin(propagate.Span), propagate.Text, "-propagate") : Fact<bool>.Unresolved(context.Origin(propagate.Span), propagate.Text, "variable", "-propagate")
            : Fact.Default(true, verb, Source, "-propagate");
        if (grant.IsInherited.Is(true) && command.Operands.TrueForAll(static path => path.Text == "/"))
            grant.CoversEverything = Fact.Stated(true, command.Operands.Count == 0 ? verb : context.Origin(command.Operands[0].Span), command.Operands.Count == 0 ? command.Name : "/");
    }

    private static void BindKeys(CommandValue name, CommandValue sealing, BindingContext context)
    {
        var place = context.Origin(sealing.Span);
        context.Add(new Hypervisor(name.Text, context.Origin(name.Span))).KeysNeedTpm = sealing.IsResolved
            ? Fact.Stated(sealing.Text is not ("false" or "0"), place, sealing.Text, "-tpm")
            : Fact<bool>.Unresolved(place, sealing.Text, "variable", "-tpm");
    }

    /// <summary>A library that is handed to other sites, or that takes what another one hands out.</summary>
    private static void BindLibrary(Command command, BindingContext context)
    {
        var name = command.Operands[0];
        if (command["pub"] is { Text: not ("false" or "0") } published)
        {
            var store = context.Add(new ImageStore(name.Text, context.Origin(name.Span)));
            store.IsPublished = Fact.Stated(true, context.Origin(published.Span), published.Text, "-pub");
            store.Authentication = command["pub-password"] is { } password
                ? Fact.Stated(StoreAuthentication.Secret, context.Origin(password.Span), "***", "-pub-password")
                : Fact.Default(StoreAuthentication.None, context.Origin(published.Span), Source, "-pub-password");
            if (command["pub-password"] is { Text.Length: > 0 } secret)
                AddPassword(secret, context);
        }

        if (command["sub-password"] is { Text.Length: > 0 } subscriber)
            AddPassword(subscriber, context);

        if (command["sub"] is not { } address)
            return;

        var place = context.Origin(address.Span);
        StoreResources.AddDownload(
            context.Add(new Image(name.Text, place)),
            address.IsResolved ? Fact.Stated(address.Text, place, address.Text, "-sub") : Fact<string>.Unresolved(place, address.Text, "variable", "-sub"));
    }

    /// <summary>A role of the site's own. It is in use where another command grants it.</summary>
    private void BindRole(Command command, BindingContext context)
    {
        var name = command.Operands[0];
        var role = context.Add(new AccessRole(name.Text, context.Origin(name.Span)));
        var escalation = command.Operands.Find(static privilege => VcenterRoles.Escalates(privilege.Text));
        if (escalation.Text is { Length: > 0 } privilege)
            role.Escalation = Fact.Stated(privilege, context.Origin(escalation.Span), privilege);

        foreach (var grant in _commands)
        {
            if (grant.Name == "permissions.set" && name.IsResolved && grant["role"] is { IsResolved: true } granted && granted.Text == name.Text && grant["principal"] is { IsResolved: true } holder)
                role.Holder = Fact.Stated(holder.Text, context.Origin(holder.Span), holder.Text, "-principal");
        }
    }

    private static void BindGroup(Command command, BindingContext context)
    {
        var name = command.Operands[0];
        var range = command["vlan-mode"] is { Text: "trunking" } ? command["vlan-range"] : command["vlan"];
        if (range is not { } vlans)
        {
            if (command["vlan-mode"] is { Text: "trunking", IsResolved: true } trunk)
            {
                var all = context.Add(new PortGroup(name.Text, context.Origin(name.Span)));
                all.Vlans = Fact.Stated(VlanRanges.Of("0-4094"), context.Origin(trunk.Span), trunk.Text, "-vlan-mode");
            }

            return;
        }

        var group = context.Add(new PortGroup(name.Text, context.Origin(name.Span)));
        group.Vlans = vlans.IsResolved
            ? Fact.Stated(command["vlan-mode"] is { Text: "trunking" } ? VlanRanges.Of(vlans.Text) : VlanRanges.Single(vlans.Text), context.Origin(vlans.Span), vlans.Text, "-vlan")
            : Fact<VlanMembership>.Unresolved(context.Origin(vlans.Span), vlans.Text, "variable", "-vlan");
    }

    private static CommandValue Tail(CommandValue value, int start) => new(
        value.Text.Substring(start),
        value.Span.Length == value.Text.Length ? TextSpan.FromBounds(value.Span.Start + start, value.Span.End) : value.Span,
        value.IsResolved,
        value.Command);

    /// <summary>A command of govc with its options, in the order of the line.</summary>
    private sealed class Command
    {
        public string Name { get; private init; } = "";

        public TextSpan NameSpan { get; private init; }

        public List<(string Option, CommandValue Value)> Options { get; } = [];

        public List<CommandValue> Operands { get; } = [];

        public CommandValue? this[string option]
        {
            get
            {
                foreach (var (name, value) in Options)
                {
                    if (name == option)
                        return value;
                }

                return null;
            }
        }

        public static Command Read(CommandLine line, int start)
        {
            var command = new Command { Name = line.Words[start].Text, NameSpan = line.Words[start].Span };
            for (var i = start + 1; i < line.Words.Length; i++)
            {
                var word = line.Words[i];
                if (word.Text.Length < 2 || word.Text[0] != '-')
                {
                    command.Operands.Add(EsxOptions.Of(word, line));
                    continue;
                }

                var equals = word.Text.IndexOf('=');
                var name = (equals < 0 ? word.Text : word.Text.Substring(0, equals)).TrimStart('-');
                if (equals >= 0)
                    command.Options.Add((name, EsxOptions.Behind(word, equals + 1, line)));
                else if (Array.IndexOf(s_flags, name) >= 0)
                    command.Options.Add((name, new("true", word.Span, true, line.Span)));
                else if (i + 1 < line.Words.Length)
                    command.Options.Add((name, EsxOptions.Of(line.Words[++i], line)));
            }

            return command;
        }
    }
}
