using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using VirtLint.Syntax.Json;

namespace VirtLint.Formats.Hcl;

/// <summary>Terraform's and Packer's pure functions, as far as configurations of guests use them.</summary>
/// <remarks>Terraform language documentation, "Built-in Functions". What is not here is Unknown.</remarks>
internal static class HclFunctions
{
    private delegate HclValue? Function(IReadOnlyList<HclValue> arguments);

    private static readonly Dictionary<string, Function> s_functions = new(StringComparer.Ordinal)
    {
        ["abs"] = static a => Number(a, Math.Abs),
        ["ceil"] = static a => Number(a, Math.Ceiling),
        ["floor"] = static a => Number(a, Math.Floor),
        ["max"] = static a => Numbers(a)?.Max() is { } max ? HclValue.Of(max) : null,
        ["min"] = static a => Numbers(a)?.Min() is { } min ? HclValue.Of(min) : null,
        ["lower"] = static a => Text(a, static text => text.ToLowerInvariant()),
        ["upper"] = static a => Text(a, static text => text.ToUpperInvariant()),
        ["trimspace"] = static a => Text(a, static text => text.Trim()),
        ["chomp"] = static a => Text(a, static text => text.TrimEnd('\r', '\n')),
        ["trim"] = static a => Texts(a, 2) is [var text, var cut] ? HclValue.Of(text.Trim(cut.ToCharArray())) : null,
        ["trimprefix"] = static a => Texts(a, 2) is [var text, var prefix]
            ? HclValue.Of(text.StartsWith(prefix, StringComparison.Ordinal) ? text.Substring(prefix.Length) : text) : null,
        ["trimsuffix"] = static a => Texts(a, 2) is [var text, var suffix]
            ? HclValue.Of(text.EndsWith(suffix, StringComparison.Ordinal) ? text.Substring(0, text.Length - suffix.Length) : text) : null,
        ["startswith"] = static a => Texts(a, 2) is [var text, var prefix] ? HclValue.Of(text.StartsWith(prefix, StringComparison.Ordinal)) : null,
        ["endswith"] = static a => Texts(a, 2) is [var text, var suffix] ? HclValue.Of(text.EndsWith(suffix, StringComparison.Ordinal)) : null,
        ["strcontains"] = static a => Texts(a, 2) is [var text, var part] ? HclValue.Of(text.IndexOf(part, StringComparison.Ordinal) >= 0) : null,
        ["replace"] = Replace,
        ["split"] = static a => Texts(a, 2) is [var separator, var text] && separator.Length > 0
            ? List(text.Split([separator], StringSplitOptions.None).Select(HclValue.Of)) : null,
        ["join"] = Join,
        ["jsonencode"] = static a => a is [var value] && HclJson.Write(value) is { } json ? HclValue.Of(json) : null,
        ["format"] = Format,
        ["substr"] = Substring,
        ["tostring"] = static a => a is [{ AsText: { } text }] ? HclValue.Of(text) : null,
        ["tonumber"] = static a => a is [{ AsNumber: { } number }] ? HclValue.Of(number) : null,
        ["tobool"] = static a => a is [{ AsFlag: { } flag }] ? HclValue.Of(flag) : null,
        ["tolist"] = static a => a is [{ Kind: HclKind.List } list] ? list : null,
        ["toset"] = static a => a is [{ Kind: HclKind.List } list] ? Set(list.Items) : null,
        ["tomap"] = static a => a is [{ Kind: HclKind.Map } map] ? map : null,
        ["sensitive"] = static a => a is [var value] ? value : null,
        ["nonsensitive"] = static a => a is [var value] ? value : null,
        ["length"] = Length,
        ["keys"] = static a => a is [{ Kind: HclKind.Map } map] ? List(map.Members.Keys.OrderBy(static key => key, StringComparer.Ordinal).Select(HclValue.Of)) : null,
        ["values"] = static a => a is [{ Kind: HclKind.Map } map] ? List(map.Members.OrderBy(static member => member.Key, StringComparer.Ordinal).Select(static member => member.Value)) : null,
        ["lookup"] = Lookup,
        ["element"] = static a => a is [{ Kind: HclKind.List, Items.Count: > 0 } list, { AsNumber: >= 0 and var index }] ? list.Items[(int)(index % list.Items.Count)] : null,
        ["contains"] = Contains,
        ["concat"] = static a => a.All(static list => list.Kind is HclKind.List) ? List(a.SelectMany(static list => list.Items)) : null,
        ["flatten"] = static a => a is [{ Kind: HclKind.List } list] ? Flatten(list) : null,
        ["distinct"] = static a => a is [{ Kind: HclKind.List } list] ? Set(list.Items) : null,
        ["reverse"] = static a => a is [{ Kind: HclKind.List } list] ? List(list.Items.Reverse()) : null,
        ["compact"] = static a => a is [{ Kind: HclKind.List, IsWhollyKnown: true } list] ? List(list.Items.Where(static item => item.AsText is { Length: > 0 })) : null,
        ["one"] = static a => a is [{ Kind: HclKind.List } list] ? list.Items.Count switch { 0 => HclValue.Null, 1 => list.Items[0], _ => null } : null,
        ["range"] = Range,
        ["merge"] = Merge,
        ["zipmap"] = Zip,
        ["coalesce"] = Coalesce,
        ["try"] = static a => a.FirstOrDefault(static value => !value.IsMissing) is { IsKnown: true } first ? first : null,
        ["can"] = static a => a is [{ } value] && (value.IsKnown || value.IsMissing) ? HclValue.Of(value.IsKnown) : null,
        ["coalescelist"] = static a => a.All(static list => list.Kind is HclKind.List) ? a.FirstOrDefault(static list => list.Items.Count > 0) : null,
        ["sort"] = static a => a is [{ Kind: HclKind.List } list] && list.Items.All(static item => item.AsText is not null)
            ? List(list.Items.OrderBy(static item => item.AsText, StringComparer.Ordinal)) : null,
        ["slice"] = static a => a is [{ Kind: HclKind.List } list, { AsNumber: >= 0 and var from }, { AsNumber: { } to }] && from <= to && to <= list.Items.Count
            ? List(list.Items.Skip((int)from).Take((int)(to - from))) : null,
        ["index"] = static a => a is [{ Kind: HclKind.List, IsWhollyKnown: true } list, { IsWhollyKnown: true } wanted]
            && list.Items.TakeWhile(item => HclValue.AreEqual(item, wanted) != true).Count() is var position && position < list.Items.Count ? HclValue.Of(position) : null,
        ["sum"] = static a => a is [{ Kind: HclKind.List } list] && Numbers(list.Items) is { } numbers ? HclValue.Of(numbers.Sum()) : null,
        ["alltrue"] = static a => a is [{ Kind: HclKind.List } list] && list.Items.All(static item => item.AsFlag is not null) ? HclValue.Of(list.Items.All(static item => item.AsFlag == true)) : null,
        ["anytrue"] = static a => a is [{ Kind: HclKind.List } list] && list.Items.All(static item => item.AsFlag is not null) ? HclValue.Of(list.Items.Any(static item => item.AsFlag == true)) : null,
        ["setunion"] = static a => a.All(static list => list.Kind is HclKind.List) ? Set([.. a.SelectMany(static list => list.Items)]) : null,
        ["setsubtract"] = static a => a is [{ Kind: HclKind.List, IsWhollyKnown: true } from, { Kind: HclKind.List, IsWhollyKnown: true } less]
            ? Set([.. from.Items.Where(item => !less.Items.Any(other => HclValue.AreEqual(item, other) == true))]) : null,
        ["basename"] = static a => Text(a, static text => text.Substring(text.LastIndexOf('/') + 1)),
        ["base64encode"] = static a => Text(a, static text => Convert.ToBase64String(Encoding.UTF8.GetBytes(text))),
        ["jsonencode"] = static a => a is [{ IsWhollyKnown: true } value] ? Json(value) : null,
    };

    /// <summary>The value of a call, or Unknown where the function is not known here or its arguments do not decide it.</summary>
    public static HclValue Call(string name, IReadOnlyList<HclValue> arguments)
    {
        if (!s_functions.TryGetValue(name, out var function))
            return HclValue.Unknown($"the function '{name}' is not evaluated");

        return function(arguments)
            ?? (arguments.FirstOrDefault(static argument => !argument.IsWhollyKnown && !argument.IsMissing) ?? arguments.FirstOrDefault(static argument => argument.IsMissing)) switch
            {
                { Kind: HclKind.Unknown } unknown => unknown,
                _ => HclValue.Unknown($"the function '{name}' is not evaluated"),
            };
    }

    private static HclValue? Number(IReadOnlyList<HclValue> arguments, Func<double, double> apply) =>
        arguments is [{ AsNumber: { } number }] ? HclValue.Of(apply(number)) : null;

    private static IReadOnlyList<double>? Numbers(IReadOnlyList<HclValue> arguments) =>
        arguments.Count > 0 && arguments.All(static value => value.AsNumber is not null) ? [.. arguments.Select(static value => value.AsNumber ?? 0)] : null;

    private static HclValue? Text(IReadOnlyList<HclValue> arguments, Func<string, string> apply) =>
        arguments is [{ AsText: { } text }] ? HclValue.Of(apply(text)) : null;

    private static IReadOnlyList<string> Texts(IReadOnlyList<HclValue> arguments, int count) =>
        arguments.Count == count && arguments.All(static value => value.AsText is not null) ? [.. arguments.Select(static value => value.AsText ?? "")] : [];

    private static HclValue? List(IEnumerable<HclValue> items)
    {
        var list = items.Take(HclEvaluator.MostItems + 1).ToList();
        return list.Count > HclEvaluator.MostItems ? null : HclValue.Of(list);
    }

    private static HclValue? Set(IReadOnlyList<HclValue> items)
    {
        var set = new List<HclValue>();
        foreach (var item in items)
        {
            if (!item.IsWhollyKnown)
                return null;

            if (!set.Any(other => HclValue.AreEqual(item, other) == true))
                set.Add(item);
        }

        return HclValue.Of(set);
    }

    /// <summary>A pattern between slashes is a regular expression, which hostile files could make slow: it is not evaluated.</summary>
    private static HclValue? Replace(IReadOnlyList<HclValue> arguments)
    {
        if (Texts(arguments, 3) is not [var text, var old, var replacement] || old.Length == 0 || (old.Length > 1 && old[0] == '/' && old[old.Length - 1] == '/'))
            return null;

        return text.Length / old.Length * (long)replacement.Length > HclEvaluator.LongestText ? null : HclValue.Of(text.Replace(old, replacement));
    }

    private static HclValue? Join(IReadOnlyList<HclValue> arguments)
    {
        if (arguments.Count < 2 || arguments[0].AsText is not { } separator)
            return null;

        var parts = new List<string>();
        foreach (var argument in arguments.Skip(1))
        {
            foreach (var item in argument.Kind is HclKind.List ? argument.Items : [argument])
            {
                if (item.AsText is not { } text)
                    return null;

                parts.Add(text);
            }
        }

        return parts.Sum(static part => (long)part.Length) + (separator.Length * (long)parts.Count) > HclEvaluator.LongestText
            ? null
            : HclValue.Of(string.Join(separator, parts));
    }

    /// <summary>The verbs %s, %d, %v, %q without flags, %0Nd and %%.</summary>
    private static HclValue? Format(IReadOnlyList<HclValue> arguments)
    {
        if (arguments.Count == 0 || arguments[0].AsText is not { } format)
            return null;

        var text = new StringBuilder();
        var next = 1;
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%' || ++i >= format.Length)
            {
                text.Append(format[Math.Min(i, format.Length - 1)]);
                continue;
            }

            if (format[i] == '%')
            {
                text.Append('%');
                continue;
            }

            var width = 0;
            if (format[i] == '0')
            {
                for (i++; i < format.Length && format[i] is >= '0' and <= '9' && width < 100; i++)
                    width = (width * 10) + (format[i] - '0');
            }

            if (i >= format.Length || next >= arguments.Count || arguments[next++].AsText is not { } shown)
                return null;

            switch (format[i])
            {
                case 's' or 'v' when width == 0:
                    text.Append(shown);
                    break;
                case 'q' when width == 0:
                    text.Append('"').Append(shown).Append('"');
                    break;
                case 'd':
                    text.Append(shown.PadLeft(width, '0'));
                    break;
                default:
                    return null;
            }

            if (text.Length > HclEvaluator.LongestText)
                return null;
        }

        return HclValue.Of(text.ToString());
    }

    private static HclValue? Json(HclValue value)
    {
        var text = new StringBuilder();
        return WriteJson(value, text) ? HclValue.Of(text.ToString()) : null;
    }

    /// <summary>Members stand in the order of their names. // Terraform, "jsonencode"</summary>
    private static bool WriteJson(HclValue value, StringBuilder text)
    {
        if (text.Length > HclEvaluator.LongestText)
            return false;

        var isFirst = true;
        switch (value.Kind)
        {
            case HclKind.List:
                text.Append('[');
                foreach (var item in value.Items)
                {
                    text.Append(isFirst ? "" : ",");
                    isFirst = false;
                    if (!WriteJson(item, text))
                        return false;
                }

                text.Append(']');
                return true;
            case HclKind.Map:
                text.Append('{');
                foreach (var member in value.Members.OrderBy(static member => member.Key, StringComparer.Ordinal))
                {
                    text.Append(isFirst ? "" : ",").Append(JsonTree.Quote(member.Key)).Append(':');
                    isFirst = false;
                    if (!WriteJson(member.Value, text))
                        return false;
                }

                text.Append('}');
                return true;
            case HclKind.Text:
                text.Append(JsonTree.Quote(value.Text));
                return true;
            default:
                text.Append(value.AsText ?? "null");
                return true;
        }
    }

    private static HclValue? Substring(IReadOnlyList<HclValue> arguments)
    {
        if (arguments is not [{ AsText: { } text }, { AsNumber: { } from }, { AsNumber: { } count }])
            return null;

        var start = (int)(from < 0 ? text.Length + from : from);
        if (start < 0 || start > text.Length)
            return null;

        var length = count < 0 ? text.Length - start : (int)Math.Min(count, text.Length - start);
        return HclValue.Of(text.Substring(start, length));
    }

    private static HclValue? Length(IReadOnlyList<HclValue> arguments) => arguments is not [var value] ? null : value.Kind switch
    {
        HclKind.Text => HclValue.Of(value.Text.Length),
        HclKind.List => HclValue.Of(value.Items.Count),
        HclKind.Map => HclValue.Of(value.Members.Count),
        _ => null,
    };

    private static HclValue? Lookup(IReadOnlyList<HclValue> arguments) =>
        arguments is [{ Kind: HclKind.Map } map, { AsText: { } key }, ..]
            ? map.Members.TryGetValue(key, out var value) ? value : arguments.Count > 2 ? arguments[2] : null
            : null;

    private static HclValue? Contains(IReadOnlyList<HclValue> arguments)
    {
        if (arguments is not [{ Kind: HclKind.List } list, { IsWhollyKnown: true } wanted])
            return null;

        if (list.Items.Any(item => HclValue.AreEqual(item, wanted) == true))
            return HclValue.Of(true);

        return list.IsWhollyKnown ? HclValue.Of(false) : null;
    }

    private static HclValue? Flatten(HclValue list)
    {
        var items = new List<HclValue>();
        var pending = new Stack<HclValue>(list.Items.Reverse());
        while (pending.Count > 0)
        {
            var item = pending.Pop();
            if (!item.IsKnown || items.Count > HclEvaluator.MostItems)
                return null;

            if (item.Kind is not HclKind.List)
            {
                items.Add(item);
                continue;
            }

            foreach (var inner in item.Items.Reverse())
                pending.Push(inner);
        }

        return HclValue.Of(items);
    }

    private static HclValue? Range(IReadOnlyList<HclValue> arguments)
    {
        if (Numbers(arguments) is not { Count: >= 1 and <= 3 } numbers)
            return null;

        var (start, end) = numbers.Count == 1 ? (0, numbers[0]) : (numbers[0], numbers[1]);
        var step = numbers.Count == 3 ? numbers[2] : start <= end ? 1 : -1;
        if (step == 0 || Math.Abs((end - start) / step) > HclEvaluator.MostItems)
            return null;

        var items = new List<HclValue>();
        for (var value = start; step > 0 ? value < end : value > end; value += step)
            items.Add(HclValue.Of(value));

        return HclValue.Of(items);
    }

    private static HclValue? Merge(IReadOnlyList<HclValue> arguments)
    {
        var members = new Dictionary<string, HclValue>(StringComparer.Ordinal);
        foreach (var map in arguments)
        {
            if (map.Kind is HclKind.Null)
                continue;

            if (map.Kind is not HclKind.Map)
                return null;

            foreach (var member in map.Members)
                members[member.Key] = member.Value;
        }

        return members.Count > HclEvaluator.MostItems ? null : HclValue.Of(members);
    }

    private static HclValue? Zip(IReadOnlyList<HclValue> arguments)
    {
        if (arguments is not [{ Kind: HclKind.List } keys, { Kind: HclKind.List } values] || keys.Items.Count != values.Items.Count)
            return null;

        var members = new Dictionary<string, HclValue>(StringComparer.Ordinal);
        for (var i = 0; i < keys.Items.Count; i++)
        {
            if (keys.Items[i].AsText is not { } key)
                return null;

            members[key] = values.Items[i];
        }

        return HclValue.Of(members);
    }

    /// <summary>The first that is neither null nor empty; not known as soon as one before it is not.</summary>
    private static HclValue? Coalesce(IReadOnlyList<HclValue> arguments)
    {
        foreach (var argument in arguments)
        {
            if (!argument.IsKnown)
                return null;

            if (argument.Kind is not HclKind.Null && argument is not { Kind: HclKind.Text, Text.Length: 0 })
                return argument;
        }

        return null;
    }
}
