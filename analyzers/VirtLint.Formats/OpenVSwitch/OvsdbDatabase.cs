using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Syntax;

namespace VirtLint.Formats.OpenVSwitch;

/// <summary>The database of a switch as one file describes it: by the commands that change it, or by its contents.</summary>
internal sealed class OvsdbDatabase
{
    private readonly List<OvsdbRecord> _records = [];
    private readonly Dictionary<string, OvsdbRecord> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Table, string Name), OvsdbRecord> _byName = [];

    /// <summary>Whether the file has the whole database, so that what is in no table is nowhere.</summary>
    public bool IsComplete { get; set; }

    public IEnumerable<OvsdbRecord> All(string table) => _records.Where(record => record.Table == table && !record.IsGone);

    public OvsdbRecord? Find(string table, string name) =>
        (_byName.TryGetValue((table, name), out var record) || _byId.TryGetValue(name, out record)) && record.Table == table && !record.IsGone ? record : null;

    /// <summary>Adds a record, in place of one that has the same name.</summary>
    public OvsdbRecord Add(string table, Literal name, TextSpan anchor, string? id = null)
    {
        var record = new OvsdbRecord(table, name, anchor) { Id = id ?? "#" + _byId.Count.ToString(CultureInfo.InvariantCulture) };
        _records.Add(record);
        _byId[record.Id] = record;
        if (name.Text.Length > 0)
            _byName[(table, name.Text)] = record;

        return record;
    }

    /// <summary>The record of a name; one that the file does not make is added as it is spoken of.</summary>
    public OvsdbRecord FindOrAdd(string table, Literal name) => Find(table, name.Text) ?? Add(table, name, name.Span);

    /// <summary>A record that a command makes: what earlier ones said of the name, if it was there to be set, was another's.</summary>
    public OvsdbRecord Make(string table, Literal name)
    {
        var known = Find(table, name.Text);
        if (known is { IsWhole: true })
            return known;

        var record = Add(table, name, name.Span);
        record.IsWhole = true;
        if (known is not null)
        {
            record.HasFlows = known.HasFlows;
            known.IsGone = true;
        }

        return record;
    }

    /// <summary>Lets another name stand for a record as well.</summary>
    public void Alias(string name, OvsdbRecord record) => _byName[(record.Table, name)] = record;

    /// <summary>The records that a column of another one names.</summary>
    public IEnumerable<OvsdbRecord> Referred(OvsdbRecord record, string column) => record.Elements(column)
        .Select(atom => _byId.TryGetValue(atom.Value.Text, out var target) ? target : null)
        .OfType<OvsdbRecord>()
        .Where(static target => !target.IsGone);
}
