using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Syntax;
using VirtLint.Syntax.Commands;
using VirtLint.Syntax.Ovsdb;

namespace VirtLint.Formats.OpenVSwitch;

/// <summary>Follows ovs-vsctl's commands, one after the other, into the database that they leave behind.</summary>
/// <remarks>ovs-vsctl(8): "Syntax" (commands joined by <c>--</c>), "Database Command Syntax". The last one that speaks counts.</remarks>
internal sealed class VsctlScript(OvsdbDatabase database, BindingContext context)
{
    /// <summary>The one record of the table that has the whole switch's settings. // ovs-vsctl(8): "." names it</summary>
    public const string Root = "Open_vSwitch";

    // ovs-vsctl(8), "Options": those that take the next word for their value
    private static readonly ImmutableHashSet<string> s_valued = ImmutableHashSet.Create(
        StringComparer.Ordinal, "-t", "--timeout", "--db", "-p", "--private-key", "-c", "--certificate", "-C", "--ca-cert", "--bootstrap-ca-cert", "--peer-ca-cert", "-f", "--format", "-d", "--data");

    private readonly Dictionary<string, OvsdbRecord> _names = new(StringComparer.Ordinal);

    /// <summary>Follows one call of the program: <c>@NAME</c>s hold within it, in whatever order.</summary>
    public void Run(ImmutableArray<CommandWord> words)
    {
        _names.Clear();
        var commands = Split(words);
        foreach (var command in commands.Where(static command => command.Id is not null))
            Name(command);

        foreach (var command in commands)
            Run(command);
    }

    /// <summary>Takes in where the database's server itself listens, beside what its own tables say. // ovsdb-server(1): --remote</summary>
    public void RunServer(CommandWord program, ImmutableArray<CommandWord> words)
    {
        const string option = "--remote=";
        foreach (var word in words)
        {
            if (!word.Text.StartsWith(option, StringComparison.Ordinal) || word.Text.StartsWith(option + "db:", StringComparison.Ordinal))
                continue;

            var isPlain = word.Span.Length == word.Text.Length;
            var target = new Literal(word.Text.Substring(option.Length), isPlain ? TextSpan.FromBounds(word.Span.Start + option.Length, word.Span.End) : word.Span);
            var link = database.Add("Manager", new("", target.Span), target.Span);
            link.Set("target", [new(null, target)]);
            RootOf(program).Refer("manager_options", link);
        }
    }

    private static List<Command> Split(ImmutableArray<CommandWord> words)
    {
        var commands = new List<Command>();
        var options = new List<CommandWord>();
        for (var i = 0; i < words.Length; i++)
        {
            var text = words[i].Text;
            if (text == "--")
            {
                options.Clear();
            }
            else if (CommandCall.IsOption(words[i]))
            {
                options.Add(words[i]);
                if (s_valued.Contains(text))
                    i++;
            }
            else
            {
                var end = i + 1;
                while (end < words.Length && words[end].Text != "--")
                    end++;

                commands.Add(new(text, [.. options.Select(static option => option.Text)], words.RemoveRange(end, words.Length - end).RemoveRange(0, i + 1), words[i], words[end - 1].Span.End));
                options.Clear();
                i = end;
            }
        }

        return commands;
    }

    private void Name(Command command)
    {
        if (command.Id is not { } id)
            return;

        if (command.Verb == "create" && command.Arguments is [var table, ..] && OvsdbSchema.Table(table.Text) is { } created)
            _names[id] = database.Add(created, new("", command.Word.Span), command.Word.Span);
    }

    private void Run(Command command)
    {
        var words = command.Arguments;
        switch (command.Verb)
        {
            case "add-br" when words is [var name, ..]:
                AddBridge(name, words, command);
                break;
            case "del-br" when words is [var name]:
                if (database.Find("Bridge", name.Text) is { } bridge)
                    Remove(bridge);
                break;
            case "add-port" when words is [var owner, var name, ..]:
                AddPort(owner, name, [name], words.RemoveRange(0, 2), command);
                break;
            case "add-bond" when words is [var owner, var name, ..]:
                var members = words.RemoveRange(0, 2);
                var settings = members.TakeWhile(static word => OvsdbArgument.Parse(word) is null).Count();
                AddPort(owner, name, [.. members.Take(settings)], members.RemoveRange(0, settings), command);
                break;
            case "add-bond-iface" when words is [var bond, var name]:
                database.FindOrAdd("Port", bond.AsLiteral()).Refer("interfaces", database.Make("Interface", name.AsLiteral()));
                break;
            case "del-port" when words is [.., var name]:
                if (database.Find("Port", name.Text) is { } port)
                    Remove(port);
                break;
            case "set-controller" when words is [var name, .. var targets]:
                SetTargets(BridgeOf(name), "controller", "Controller", targets);
                break;
            case "del-controller" when words is [var name]:
                BridgeOf(name).Clear("controller");
                break;
            case "set-manager":
                SetTargets(RootOf(command.Word), "manager_options", "Manager", words);
                break;
            case "del-manager":
                RootOf(command.Word).Clear("manager_options");
                break;
            case "set-ssl" when words is [var key, var certificate, var authority]:
                SetSsl(command, key, certificate, authority);
                break;
            case "del-ssl":
                RootOf(command.Word).Clear("ssl");
                break;
            case "set-fail-mode" when words is [var name, var mode]:
                BridgeOf(name).Set("fail_mode", [new(null, mode.AsLiteral())]);
                break;
            case "del-fail-mode" when words is [var name]:
                BridgeOf(name).Clear("fail_mode");
                break;
            case "br-set-external-id" when words is [var name, var key, var value]:
                BridgeOf(name).Set("external_ids", key.AsLiteral(), value.AsLiteral());
                break;
            case "emer-reset":
                Reset();
                break;
            default:
                RunDatabaseCommand(command);
                break;
        }
    }

    private void RunDatabaseCommand(Command command)
    {
        var words = command.Arguments;
        if (words is not [var first, ..] || command.Verb is not ("set" or "add" or "remove" or "clear" or "create" or "destroy" or "get") || !first.IsResolved)
            return;

        if (OvsdbSchema.Table(first.Text) is not { } table)
            return;

        if (command.Verb == "create")
        {
            var created = command.Id is { } id && _names.TryGetValue(id, out var named) ? named : database.Add(table, new("", command.Word.Span), command.Word.Span);
            created.IsWhole = true;
            Assign(created, words.RemoveAt(0));
            return;
        }

        if (words.Length < 2 || RecordOf(table, words[1]) is not { } record)
            return;

        var rest = words.RemoveRange(0, 2);
        switch (command.Verb)
        {
            case "get" when command.Id is { } id:
                _names[id] = record;
                break;
            case "set":
                Assign(record, rest);
                break;
            case "add" when rest is [var column, .. var values]:
                foreach (var atom in values.SelectMany(static value => OvsdbArgument.ParseValue(value).Atoms))
                    record.Add(ColumnOf(record, column.AsLiteral()), Resolved(atom));
                break;
            case "remove" when rest is [var column, .. var values]:
                foreach (var atom in values.SelectMany(static value => OvsdbArgument.ParseValue(value).Atoms))
                    record.Remove(ColumnOf(record, column.AsLiteral()), Resolved(atom));
                break;
            case "clear":
                foreach (var column in rest)
                    record.Clear(ColumnOf(record, column.AsLiteral()));
                break;
            case "destroy":
                Remove(record);
                break;
        }
    }

    private void AddBridge(CommandWord name, ImmutableArray<CommandWord> words, Command command)
    {
        if (database.Find("Bridge", name.Text) is { IsWhole: true } || database.Find("Port", name.Text) is { IsWhole: true })
            return;

        if (words is [_, var parent, var vlan])
        {
            var fake = MakePort(parent, name, [name], command);
            fake.Set("fake_bridge", [new(null, new("true", name.Span))]);
            fake.Set("tag", [new(null, vlan.AsLiteral())]);
            return;
        }

        var bridge = database.Make("Bridge", name.AsLiteral());
        bridge.CommandEnd = name.IsResolved ? command.End : null;
        RootOf(command.Word).Refer("bridges", bridge);

        // ovs-vsctl(8), add-br: the bridge has a port of its own name, of type "internal".
        var local = MakePort(name, name, [name], command);
        foreach (var device in database.Referred(local, "interfaces"))
            device.Set("type", [new(null, new("internal", name.Span))]);
    }

    private void AddPort(CommandWord owner, CommandWord name, ImmutableArray<CommandWord> devices, ImmutableArray<CommandWord> settings, Command command)
    {
        // ovs-vsctl(8), add-port --may-exist: a port that is there stays as it is.
        if (database.Find("Port", name.Text) is not { IsWhole: true })
            Assign(MakePort(owner, name, devices, command), settings);
    }

    private OvsdbRecord MakePort(CommandWord owner, CommandWord name, ImmutableArray<CommandWord> devices, Command command)
    {
        // A fake bridge's ports are its parent's, with its VLAN. // ovs-vsctl(8), add-br
        var fake = database.Find("Port", owner.Text) is { Parent: not null } candidate && candidate.Find("fake_bridge")?.Value == "true" ? candidate : null;
        var bridge = fake?.Parent ?? BridgeOf(owner);
        var port = database.Make("Port", name.AsLiteral());
        port.CommandEnd = command.End;
        port.BridgeSpan = owner.Span;
        port.Parent = bridge;
        bridge.Refer("ports", port);
        if (fake is not null)
            port.Set("tag", [.. fake.Elements("tag")]);

        foreach (var device in devices)
            port.Refer("interfaces", database.Make("Interface", device.AsLiteral()));

        return port;
    }

    private void SetTargets(OvsdbRecord owner, string column, string table, ImmutableArray<CommandWord> targets)
    {
        owner.Clear(column);
        foreach (var target in targets)
        {
            var link = database.Add(table, new("", target.Span), target.Span);
            link.IsWhole = true;
            link.Set("target", [new(null, Unquoted(target))]);
            owner.Refer(column, link);
        }
    }

    private void SetSsl(Command command, CommandWord key, CommandWord certificate, CommandWord authority)
    {
        var ssl = database.Add("SSL", new("", command.Word.Span), command.Word.Span);
        ssl.IsWhole = true;
        ssl.Set("private_key", [new(null, key.AsLiteral())]);
        ssl.Set("certificate", [new(null, certificate.AsLiteral())]);
        ssl.Set("ca_cert", [new(null, authority.AsLiteral())]);
        if (command.Options.FirstOrDefault(static option => option == "--bootstrap") is not null)
            ssl.Set("bootstrap_ca_cert", [new(null, new("true", command.Word.Span))]);

        var root = RootOf(command.Word);
        root.Clear("ssl");
        root.Refer("ssl", ssl);
    }

    /// <summary>// ovs-vsctl(8), emer-reset: what it clears</summary>
    private void Reset()
    {
        foreach (var column in (string[])["manager_options", "ssl"])
        {
            if (database.Find(Root, ".") is { } root)
                root.Clear(column);
        }

        foreach (var bridge in database.All("Bridge"))
        {
            foreach (var column in (string[])["controller", "fail_mode", "mirrors", "netflow", "sflow", "ipfix", "flood_vlans", "other_config"])
                bridge.Clear(column);
        }
    }

    /// <summary>Sets columns of a record by words such as <c>tag=10</c>.</summary>
    public void Assign(OvsdbRecord record, ImmutableArray<CommandWord> settings)
    {
        foreach (var word in settings)
        {
            if (OvsdbArgument.Parse(word) is not { } setting)
                continue;

            var column = ColumnOf(record, setting.Column);
            if (setting.Key is { } key)
                record.Set(column, key, setting.Value.Atoms is [var single, ..] ? single.Value : new Literal("", setting.Value.Span));
            else if (IsMap(column))
                // ovs-vsctl(8), set: a map's keys that are not named stay
                foreach (var atom in setting.Value.Atoms)
                {
                    if (atom.Key is { } name)
                        record.Set(column, name, atom.Value);
                }
            else
                record.Set(column, [.. setting.Value.Atoms.Select(Resolved)]);
        }
    }

    private static bool IsMap(string column) => column is "other_config" or "external_ids" or "options" or "status" or "bfd";

    /// <summary>A column as the schema spells it; one that no release has is reported.</summary>
    private string ColumnOf(OvsdbRecord record, Literal word)
    {
        if (OvsdbSchema.Column(record.Table, word.Text) is { } column)
            return column;

        if (!TemplateMarks.Contains(word.Text))
            context.ReportUnknownKey(new Setting(word.Text, word.Span, "", word.Span, word.Span), $"table '{record.Table}'", OvsdbSchema.ColumnsOf(record.Table));

        return word.Text;
    }

    /// <summary>The element with a name of this call in place of <c>@NAME</c>.</summary>
    private OvsdbAtom Resolved(OvsdbAtom atom) =>
        _names.TryGetValue(atom.Value.Text, out var record) ? new(atom.Key, new(record.Id, atom.Value.Span)) : atom;

    private OvsdbRecord? RecordOf(string table, CommandWord word)
    {
        if (table == Root)
            return RootOf(word);

        return _names.TryGetValue(word.Text, out var named) ? named : table is "Bridge" or "Port" or "Interface"
            ? database.FindOrAdd(table, Unquoted(word))
            : database.Find(table, word.Text) ?? LinkOf(table, word);
    }

    /// <summary>A controller, mirror or export of a bridge can be called by the bridge's name. // ovs-vsctl(8), "Identifying …"</summary>
    private OvsdbRecord? LinkOf(string table, CommandWord word)
    {
        var column = table switch
        {
            "Controller" => "controller",
            "NetFlow" => "netflow",
            "sFlow" => "sflow",
            "IPFIX" => "ipfix",
            _ => "",
        };
        if (column.Length > 0)
            return database.Find("Bridge", word.Text) is { } bridge ? database.Referred(bridge, column).FirstOrDefault() : null;

        return table is "SSL" && database.Find(Root, ".") is { } root ? database.Referred(root, "ssl").FirstOrDefault()
            : table is "Mirror" ? database.All("Mirror").FirstOrDefault(mirror => mirror.Find("name")?.Value == word.Text)
            : null;
    }

    private OvsdbRecord BridgeOf(CommandWord word) => database.FindOrAdd("Bridge", Unquoted(word));

    private OvsdbRecord RootOf(CommandWord word) => database.FindOrAdd(Root, new(".", word.Span));

    private void Remove(OvsdbRecord record)
    {
        record.IsGone = true;
        foreach (var part in database.Referred(record, "ports").Concat(database.Referred(record, "interfaces")))
            Remove(part);
    }

    private static Literal Unquoted(CommandWord word) =>
        OvsdbArgument.ParseValue(word).Atoms is [{ Key: null } only] && word.Text.StartsWith("\"", StringComparison.Ordinal) ? only.Value : word.AsLiteral();

    /// <summary>One command of a call.</summary>
    private sealed record Command(string Verb, ImmutableArray<string> Options, ImmutableArray<CommandWord> Arguments, CommandWord Word, int End)
    {
        /// <summary>The name that the call gives to the record: <c>--id=@m</c>.</summary>
        public string? Id { get; } = Options.FirstOrDefault(static option => option.StartsWith("--id=", StringComparison.Ordinal))?.Substring(5);
    }
}
