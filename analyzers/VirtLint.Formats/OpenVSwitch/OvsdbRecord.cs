using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Syntax;
using VirtLint.Syntax.Ovsdb;

namespace VirtLint.Formats.OpenVSwitch;

/// <summary>A record of the database: its columns as the file leaves them, read by the names that ovs-vsctl knows.</summary>
/// <remarks>A key is a column (<c>fail_mode</c>) or an element of a map (<c>other_config:forward-bpdu</c>).</remarks>
/// <param name="table">The table, as the schema spells it.</param>
/// <param name="name">What names the record in its table; its UUID where nothing does.</param>
/// <param name="anchor">The text that makes it or first speaks of it.</param>
internal sealed class OvsdbRecord(string table, Literal name, TextSpan anchor) : SettingScope
{
    /// <summary>More elements of a column than a switch has use for are not read.</summary>
    private const int MaxElements = 10_000;

    private readonly Dictionary<string, List<OvsdbAtom>> _columns = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];

    public string Table { get; } = table;

    public string Name { get; } = name.Text;

    public TextSpan NameSpan { get; } = name.Span;

    /// <summary>What other records refer to it by: a UUID, or a number of this reader's own.</summary>
    public string Id { get; init; } = "";

    /// <summary>Whether the file makes the record, so that what it does not state is known to be the default.</summary>
    public bool IsWhole { get; set; }

    /// <summary>Whether a command has removed it.</summary>
    public bool IsGone { get; set; }

    /// <summary>Of a port: the bridge that it is on.</summary>
    public OvsdbRecord? Parent { get; set; }

    /// <summary>Of a port: the word that names its bridge.</summary>
    public TextSpan? BridgeSpan { get; set; }

    /// <summary>Of a bridge: whether the file states flows of its own.</summary>
    public bool HasFlows { get; set; }

    /// <summary>Whether the file only tells what is in the database: changing it changes nothing.</summary>
    public bool IsPrinted { get; set; }

    /// <summary>Where a command that changes the record can be added; null where the file is no script.</summary>
    public int? CommandEnd { get; set; }

    public override TextSpan Anchor => NameSpan;

    public override TextSpan Span { get; } = anchor;

    public override IEnumerable<Setting> Settings => _order.SelectMany(column => _columns[column].Select(atom => ToSetting(column, atom)));

    /// <summary>The elements of a column; none when it is empty or not stated.</summary>
    public IReadOnlyList<OvsdbAtom> Elements(string column) => _columns.TryGetValue(column, out var atoms) ? atoms : [];

    /// <summary>The element of a map.</summary>
    public OvsdbAtom? Element(string column, string key)
    {
        var atoms = Elements(column);
        for (var i = atoms.Count - 1; i >= 0; i--)
        {
            if (atoms[i].Key?.Text == key)
                return atoms[i];
        }

        return null;
    }

    public override Setting? Find(string key)
    {
        var colon = key.IndexOf(':');
        if (colon >= 0)
            return Element(key.Substring(0, colon), key.Substring(colon + 1)) is { } element ? ToSetting(key, element) : null;

        var atoms = Elements(key);
        return atoms.Count == 0 ? null
            : atoms.Count == 1 ? ToSetting(key, atoms[0])
            : new Setting(key, atoms[0].Value.Span, string.Join(",", InOrder(atoms)), SpanOf(atoms), SpanOf(atoms));
    }

    public override TextChange? Replace(Setting setting, string value) => IsPrinted ? null : base.Replace(setting, value);

    public override TextChange? Insert(string key, string value) =>
        CommandEnd is { } end && Table is "Bridge" ? new TextChange(new TextSpan(end, 0), $" -- set bridge {Name} {key}={value}") : null;

    public override TextChange? Remove(Setting setting) => null;

    /// <summary>Sets a whole column.</summary>
    public void Set(string column, ImmutableArray<OvsdbAtom> atoms)
    {
        if (!_columns.ContainsKey(column))
            _order.Add(column);

        _columns[column] = [.. atoms];
    }

    /// <summary>Sets one element of a map.</summary>
    public void Set(string column, Literal key, Literal value)
    {
        var atoms = ListOf(column);
        atoms.RemoveAll(atom => atom.Key?.Text == key.Text);
        atoms.Add(new(key, value));
    }

    /// <summary>Adds to a set or a map; of a map, a key that is there stays.</summary>
    public void Add(string column, OvsdbAtom atom)
    {
        var atoms = ListOf(column);
        if (atoms.Count < MaxElements && !atoms.Exists(other => other.Key?.Text == atom.Key?.Text && (atom.Key is not null || other.Value.Text == atom.Value.Text)))
            atoms.Add(atom);
    }

    /// <summary>Adds a reference to a record that no other one names.</summary>
    public void Refer(string column, OvsdbRecord target) => ListOf(column).Add(new(null, new(target.Id, target.NameSpan)));

    /// <summary>Removes an element by its value, or of a map by its key, and the value where one is given.</summary>
    public void Remove(string column, OvsdbAtom atom) => ListOf(column).RemoveAll(other => atom.Key is { } key
        ? other.Key?.Text == key.Text && other.Value.Text == atom.Value.Text
        : (other.Key?.Text ?? other.Value.Text) == atom.Value.Text);

    /// <summary>Applies a difference: what is there goes, what is not comes, and a map's key takes the new value.</summary>
    public void Toggle(string column, ImmutableArray<OvsdbAtom> difference)
    {
        var atoms = ListOf(column);
        var gone = new HashSet<string>(StringComparer.Ordinal);
        var changed = new Dictionary<string, OvsdbAtom>(StringComparer.Ordinal);
        foreach (var atom in difference)
            changed[atom.Key?.Text ?? atom.Value.Text] = atom;

        for (var i = 0; i < atoms.Count; i++)
        {
            if (!changed.TryGetValue(atoms[i].Key?.Text ?? atoms[i].Value.Text, out var other))
                continue;

            gone.Add(other.Key?.Text ?? other.Value.Text);
            atoms[i] = other.Value.Text == atoms[i].Value.Text ? default : other;
        }

        atoms.RemoveAll(static atom => atom.Value.Text is null);
        atoms.AddRange(difference.Where(atom => !gone.Contains(atom.Key?.Text ?? atom.Value.Text)));
    }

    public void Clear(string column)
    {
        if (_columns.TryGetValue(column, out var atoms))
            atoms.Clear();
    }

    private List<OvsdbAtom> ListOf(string column)
    {
        if (!_columns.TryGetValue(column, out var atoms))
        {
            _columns[column] = atoms = [];
            _order.Add(column);
        }

        return atoms;
    }

    /// <summary>A set has no order: numbers rise, and other words are sorted. // ovsdb(5)</summary>
    private static IEnumerable<string> InOrder(IReadOnlyList<OvsdbAtom> atoms) => atoms
        .Select(static atom => atom.Value.Text)
        .OrderBy(static text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue)
        .ThenBy(static text => text, StringComparer.Ordinal);

    private static TextSpan SpanOf(IReadOnlyList<OvsdbAtom> atoms)
    {
        var (first, last) = (atoms[0].Value.Span, atoms[atoms.Count - 1].Value.Span);
        return first.Start <= last.End && last.Start >= first.Start ? TextSpan.FromBounds(first.Start, Math.Max(first.End, last.End)) : first;
    }

    private static Setting ToSetting(string key, OvsdbAtom atom)
    {
        var start = atom.Key?.Span ?? atom.Value.Span;
        var isOpen = TemplateMarks.Contains(atom.Value.Text);
        return new Setting(key, start, atom.Value.Text, atom.Value.Span, atom.Value.Span) { Unresolved = isOpen ? "variable" : null };
    }
}
