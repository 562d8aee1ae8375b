using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Json;
using VirtLint.Syntax.Ovsdb;

namespace VirtLint.Formats.OpenVSwitch;

/// <summary>Reads what <c>ovsdb-client dump</c> and <c>ovs-vsctl list</c> print as JSON, and the database's own log.</summary>
/// <remarks>ovsdb-client(1), "table formatting"; ovsdb(5), "OVSDB File Formats"; RFC 7047, 5.1: the notation of values.</remarks>
internal sealed class OvsdbDump(OvsdbDatabase database, BindingContext context)
{
    private static readonly string[] s_needed = ["Bridge", "Port", "Interface", "Mirror", "sFlow", "NetFlow", "IPFIX"];

    /// <summary>The columns of the log's own schema that hold more than one element, so that a change is a difference.</summary>
    private readonly HashSet<(string Table, string Column)> _composite = [];

    private readonly HashSet<string> _tables = new(StringComparer.Ordinal);

    /// <summary>Reads tables, one JSON object a line or one in all.</summary>
    public void ReadTables()
    {
        var text = context.File.Text;
        var first = text.Lines[0].Span;
        if (text.ToString(first).TrimEnd().EndsWith("}", StringComparison.Ordinal))
        {
            foreach (var line in text.Lines)
                ReadTable(line.Span);
        }
        else
        {
            ReadTable(new TextSpan(0, text.Length));
        }

        database.IsComplete = s_needed.All(_tables.Contains);
    }

    /// <summary>Reads the log from its start: the schema, then every change. Behind a line that is none, the rest is left alone.</summary>
    public void ReadLog()
    {
        var isFirst = true;
        foreach (var line in context.File.Text.Lines)
        {
            if (line.Start == line.End || context.File.Text[line.Start] != '{')
                continue;

            if (Parse(line.Span) is not JsonObject root)
                return;

            if (isFirst)
                ReadSchema(root);
            else
                Apply(root, line.Start);

            isFirst = false;
        }

        database.IsComplete = true;
    }

    private void ReadTable(TextSpan span)
    {
        if (Parse(span) is not JsonObject root || root["headings"] is not JsonArray headings || root["data"] is not JsonArray data)
            return;

        ImmutableArray<string> columns = [.. headings.Items.Select(static item => (item as JsonScalar)?.Value ?? "")];
        var caption = (root["caption"] as JsonScalar)?.Value ?? "";
        var table = caption.EndsWith(" table", StringComparison.Ordinal) ? caption.Substring(0, caption.Length - " table".Length) : OvsdbSchema.TableOf(columns);
        if (table is null)
            return;

        _tables.Add(table);
        foreach (var row in data.Items.OfType<JsonArray>())
            AddRow(table, columns, row, span.Start);
    }

    private void AddRow(string table, ImmutableArray<string> columns, JsonArray row, int offset)
    {
        if (row.Items.Length != columns.Length)
            return;

        var values = columns.Zip(row.Items, (column, value) => (Column: column, Value: AtomsOf(value, offset))).ToList();
        var id = values.FirstOrDefault(static value => value.Column == "_uuid").Value;
        var record = Add(table, id is [var uuid] ? uuid.Value.Text : null, values.FirstOrDefault(static value => value.Column == "name").Value, Shift(row.Span, offset));
        // A list of some columns says nothing of the others.
        record.IsWhole = columns.Contains("external_ids");
        foreach (var (column, atoms) in values)
            record.Set(column, atoms);
    }

    private void ReadSchema(JsonObject root)
    {
        if (root["tables"] is not JsonObject tables)
            return;

        foreach (var table in tables.Members)
        {
            foreach (var column in ((table.Value as JsonObject)?["columns"] as JsonObject)?.Members ?? [])
            {
                if ((column.Value as JsonObject)?["type"] is JsonObject type && type["max"] is JsonScalar { Value: not "1" })
                    _composite.Add((table.Name.Text, column.Name.Text));
            }
        }
    }

    /// <summary>One transaction: for each table, the rows by UUID, null where one goes.</summary>
    private void Apply(JsonObject transaction, int offset)
    {
        var isDifference = (transaction["_is_diff"] as JsonScalar)?.Value == "true";
        foreach (var table in transaction.Members)
        {
            if (table.Value is not JsonObject rows)
                continue;

            foreach (var row in rows.Members)
                ApplyRow(table.Name.Text, row, isDifference, offset);
        }
    }

    private void ApplyRow(string table, JsonMember row, bool isDifference, int offset)
    {
        var known = database.Find(table, row.Name.Text);
        if (row.Value is not JsonObject columns)
        {
            if (known is not null)
                known.IsGone = true;

            return;
        }

        var record = known ?? Add(table, row.Name.Text, columns["name"] is { } name ? AtomsOf(name, offset) : default, Shift(row.Name.Span, offset));
        record.IsWhole = true;
        foreach (var column in columns.Members)
        {
            var atoms = AtomsOf(column.Value, offset);
            if (isDifference && known is not null && _composite.Contains((table, column.Name.Text)))
                record.Toggle(column.Name.Text, atoms);
            else
                record.Set(column.Name.Text, atoms);
        }
    }

    /// <param name="name">The column that names it; default where the table has none.</param>
    private OvsdbRecord Add(string table, string? id, ImmutableArray<OvsdbAtom> name, TextSpan span)
    {
        var isNamed = table is "Bridge" or "Port" or "Interface" && name is { IsDefaultOrEmpty: false };
        var literal = table is VsctlScript.Root ? new Literal(".", span) : isNamed ? name[0].Value : new Literal("", span);
        var record = database.Add(table, literal, span, id);
        record.IsPrinted = true;
        return record;
    }

    private JsonNode? Parse(TextSpan span)
    {
        if (span.IsEmpty)
            return null;

        var tree = JsonTree.Parse(context.File.Text.GetSubText(span));
        foreach (var error in tree.Errors)
            context.Report(SettingIssueKind.SyntaxError, "JSON", Shift(error.Span, span.Start), error.Message);

        return tree.Errors.IsEmpty ? tree.Root : null;
    }

    // RFC 7047, 5.1: <value>
    private static ImmutableArray<OvsdbAtom> AtomsOf(JsonNode node, int offset)
    {
        if (node is not JsonArray { Items: [JsonScalar { Value: var kind }, var content] })
            return LiteralOf(node, offset) is { } single ? [new(null, single)] : [];

        if (kind is "uuid" or "named-uuid")
            return LiteralOf(content, offset) is { } reference ? [new(null, reference)] : [];

        var atoms = ImmutableArray.CreateBuilder<OvsdbAtom>();
        foreach (var item in (content as JsonArray)?.Items ?? [])
        {
            if (kind == "map" && item is JsonArray { Items: [var key, var value] } && LiteralOf(key, offset) is { } name && LiteralOf(value, offset) is { } text)
                atoms.Add(new(name, text));
            else if (kind == "set")
                atoms.AddRange(AtomsOfElement(item, offset));
        }

        return atoms.ToImmutable();
    }

    private static ImmutableArray<OvsdbAtom> AtomsOfElement(JsonNode item, int offset) =>
        (item is JsonArray { Items: [JsonScalar { Value: "uuid" or "named-uuid" }, var content] } ? LiteralOf(content, offset) : LiteralOf(item, offset)) is { } literal ? [new(null, literal)] : [];

    private static Literal? LiteralOf(JsonNode node, int offset) => node is JsonScalar scalar ? new Literal(scalar.Value, Shift(scalar.ValueSpan, offset)) : null;

    private static TextSpan Shift(TextSpan span, int offset) => new(span.Start + offset, span.Length);
}
