using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using VirtLint.Model;

namespace VirtLint.Formats.Hcl;

/// <summary>What kind of value an expression has.</summary>
internal enum HclKind
{
    /// <summary>It cannot be known without running anything.</summary>
    Unknown,
    Null,
    Bool,
    Number,
    Text,

    /// <summary>A list, set or tuple.</summary>
    List,

    /// <summary>A map or object.</summary>
    Map,
}

/// <summary>The value of an expression, as far as it can be known without running anything.</summary>
internal sealed class HclValue
{
    private static readonly IReadOnlyList<HclValue> s_noItems = [];
    private static readonly IReadOnlyDictionary<string, HclValue> s_noMembers = new Dictionary<string, HclValue>();

    private HclValue(HclKind kind) => Kind = kind;

    public static HclValue Null { get; } = new(HclKind.Null);

    public HclKind Kind { get; }

    public bool IsKnown => Kind is not HclKind.Unknown;

    /// <summary>Whether it is known, and all that it holds.</summary>
    public bool IsWhollyKnown => Kind switch
    {
        HclKind.Unknown => false,
        HclKind.List => Items.All(static item => item.IsWhollyKnown),
        HclKind.Map => Members.Values.All(static member => member.IsWhollyKnown),
        _ => true,
    };

    /// <summary>Bool: the value.</summary>
    public bool Flag { get; private init; }

    /// <summary>Number: the value.</summary>
    public double Number { get; private init; }

    /// <summary>Text: the value.</summary>
    public string Text { get; private init; } = "";

    /// <summary>List: the elements.</summary>
    public IReadOnlyList<HclValue> Items { get; private init; } = s_noItems;

    /// <summary>Map: the members.</summary>
    public IReadOnlyDictionary<string, HclValue> Members { get; private init; } = s_noMembers;

    /// <summary>Unknown: why.</summary>
    public string Reason { get; private init; } = "";

    /// <summary>Why the value, or the first element of it that is not known, is not known; null where all of it is.</summary>
    public string? FirstReason => Kind switch
    {
        HclKind.Unknown => Reason,
        HclKind.List => Items.Select(static item => item.FirstReason).FirstOrDefault(static reason => reason is not null),
        _ => null,
    };

    /// <summary>Unknown: the object that the value would be taken from, such as <c>libvirt_network.lan.id</c>; empty when there is none.</summary>
    public string Reference { get; private init; } = "";

    /// <summary>Unknown: whether it is certain that there is no such value, as of a member that a known object has not.</summary>
    public bool IsMissing { get; private init; }

    /// <summary>Where the value is written out, when that is elsewhere than the expression: a variable's default. Else null.</summary>
    public RelatedPlace? WrittenAt { get; private init; }

    public static HclValue Of(bool value) => new(HclKind.Bool) { Flag = value };

    public static HclValue Of(double value) => double.IsNaN(value) || double.IsInfinity(value) ? Unknown("a number that is too large") : new(HclKind.Number) { Number = value };

    public static HclValue Of(string value) => new(HclKind.Text) { Text = value };

    public static HclValue Of(IReadOnlyList<HclValue> items) => new(HclKind.List) { Items = items };

    public static HclValue Of(IReadOnlyDictionary<string, HclValue> members) => new(HclKind.Map) { Members = members };

    public static HclValue Unknown(string reason, string reference = "") => new(HclKind.Unknown) { Reason = reason, Reference = reference };

    public static HclValue Missing(string reason) => new(HclKind.Unknown) { Reason = reason, IsMissing = true };

    /// <summary>The same value, with the place where it is written out, unless one is known already.</summary>
    public HclValue At(RelatedPlace place) => WrittenAt is not null ? this : new(Kind)
    {
        Flag = Flag,
        Number = Number,
        Text = Text,
        Items = Items,
        Members = Members,
        Reason = Reason,
        Reference = Reference,
        IsMissing = IsMissing,
        WrittenAt = place,
    };

    /// <summary>The text that a template would put in: null for what has none.</summary>
    public string? AsText => Kind switch
    {
        HclKind.Text => Text,
        HclKind.Bool => Flag ? "true" : "false",
        HclKind.Number => Number == Math.Floor(Number) && Math.Abs(Number) < 1e15
            ? Number.ToString("0", CultureInfo.InvariantCulture)
            : Number.ToString("R", CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>As a truth value, with the language's conversions; null when it is none or not known.</summary>
    public bool? AsFlag => Kind switch
    {
        HclKind.Bool => Flag,
        HclKind.Text when Text is "true" or "1" => true,
        HclKind.Text when Text is "false" or "0" => false,
        _ => null,
    };

    /// <summary>As a number, with the language's conversions; null when it is none or not known.</summary>
    public double? AsNumber => Kind switch
    {
        HclKind.Number => Number,
        HclKind.Text when double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    /// <summary>Whether two known values are equal; null when that depends on what is not known.</summary>
    public static bool? AreEqual(HclValue a, HclValue b)
    {
        if (!a.IsWhollyKnown || !b.IsWhollyKnown)
            return null;

        if (a.Kind != b.Kind)
            return false;

        return a.Kind switch
        {
            HclKind.Null => true,
            HclKind.Bool => a.Flag == b.Flag,
            HclKind.Number => a.Number.Equals(b.Number),
            HclKind.Text => a.Text == b.Text,
            HclKind.List => a.Items.Count == b.Items.Count && a.Items.Zip(b.Items, AreEqual).All(static equal => equal == true),
            _ => a.Members.Count == b.Members.Count
                && a.Members.All(member => b.Members.TryGetValue(member.Key, out var other) && AreEqual(member.Value, other) == true),
        };
    }

    public override string ToString() => AsText ?? (Kind is HclKind.Unknown ? $"unknown: {Reason}" : Kind.ToString());
}
