using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using VirtLint.Formats.Hcl;

namespace VirtLint.Formats.Ansible;

/// <summary>
/// Evaluates what stands between <c>{{</c> and <c>}}</c>, as far as it is names, literals, their members and a few filters.
/// Everything else is unknown: nothing is ever run.
/// </summary>
/// <param name="text">The expression.</param>
/// <param name="find">Gives the value of a name; null where nothing in the tree sets it.</param>
internal sealed class JinjaExpression(string text, Func<string, HclValue?> find)
{
    /// <summary>The <see cref="HclValue.Reference"/> of a name that nothing in the tree sets: it may be set from outside.</summary>
    public const string Unset = "(unset)";

    /// <summary>The same of a member that a known mapping does not have.</summary>
    public const string Missing = "(missing)";

    /// <summary>The same of a value that something keeps elsewhere: an encrypted value, a lookup.</summary>
    public const string Elsewhere = "(elsewhere)";

    // Ansible, "Tips and tricks": keep vaulted variables safely visible
    private const string VaultPrefix = "vault_";

    private const int Deepest = 24;

    private static readonly string[] s_lookups = ["lookup", "query", "q", "vault", "hashi_vault"];

    // Ansible, "Special Variables"
    private static readonly string[] s_special =
        ["inventory_hostname", "inventory_hostname_short", "groups", "group_names", "hostvars", "playbook_dir", "role_path", "inventory_dir", "play_hosts", "omit", "item"];

    private int _at;
    private int _depth;
    private string? _unreadable;

    public HclValue Evaluate()
    {
        var value = Sum();
        Skip();
        if (_unreadable is null && _at < text.Length)
            _unreadable = "an expression";

        return _unreadable is null ? value : HclValue.Unknown(_unreadable);
    }

    private HclValue Sum()
    {
        if (++_depth > Deepest)
            return Fail("an expression");

        var value = Filtered();
        while (_unreadable is null && (Take('~') || Take('+')))
        {
            var right = Filtered();
            value = !value.IsKnown ? value : !right.IsKnown ? right
                : value.AsText is { } a && right.AsText is { } b && !IsNumber(value) && !IsNumber(right) ? Joined(value, a, b)
                : HclValue.Unknown("a sum");
        }

        _depth--;
        return value;
    }

    private static HclValue Joined(HclValue left, string a, string b)
    {
        var joined = HclValue.Of(a + b);
        return left.WrittenAt is { } place ? joined.At(place) : joined;
    }

    private static bool IsNumber(HclValue value) => value.Kind is HclKind.Number;

    private HclValue Filtered()
    {
        var value = Postfix();
        while (_unreadable is null && Take('|'))
            value = Filter(value, Word());

        return value;
    }

    private HclValue Postfix()
    {
        var value = Primary();
        while (_unreadable is null)
        {
            Skip();
            if (_at < text.Length && text[_at] == '.')
            {
                _at++;
                value = Member(value, Word());
            }
            else if (Take('['))
            {
                var index = Sum();
                if (!Take(']'))
                    return Fail("an expression");

                value = !index.IsKnown ? index : Member(value, index.AsText ?? "");
            }
            else
            {
                break;
            }
        }

        return value;
    }

    private static HclValue Member(HclValue value, string name) => value.Kind switch
    {
        HclKind.Unknown => value,
        HclKind.Map => value.Members.TryGetValue(name, out var member) ? member : HclValue.Unknown($"a value without '{name}'", Missing),
        HclKind.List when int.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index) =>
            (index < 0 ? index + value.Items.Count : index) is var at && at >= 0 && at < value.Items.Count ? value.Items[at] : HclValue.Unknown("a list that is too short", Missing),
        _ => HclValue.Unknown("an expression"),
    };

    private HclValue Primary()
    {
        Skip();
        if (_at >= text.Length)
            return Fail("an expression");

        var c = text[_at];
        if (c is '\'' or '"')
            return Quoted(c);

        if (Take('('))
        {
            var inner = Sum();
            return Take(')') ? inner : Fail("an expression");
        }

        if (Take('['))
            return List();

        if (char.IsDigit(c))
            return Number();

        var name = Word();
        if (name.Length == 0)
            return Fail("an expression");

        Skip();
        if (_at < text.Length && text[_at] == '(')
            return Call(name);

        return name switch
        {
            "true" or "True" => HclValue.Of("true"),
            "false" or "False" => HclValue.Of("false"),
            "none" or "None" => HclValue.Null,
            "not" or "if" or "else" or "and" or "or" or "in" or "is" => Fail("an expression"),
            _ => find(name) ?? (IsSpecial(name) ? HclValue.Unknown("only a run knows it") : HclValue.Unknown($"'{name}' is not set in the tree", name.StartsWith(VaultPrefix, StringComparison.Ordinal) ? Elsewhere : Unset)),
        };
    }

    private static bool IsSpecial(string name) => name.StartsWith("ansible_", StringComparison.Ordinal) || Array.IndexOf(s_special, name) >= 0;

    /// <summary>A call is never made; what looks a value up keeps it elsewhere.</summary>
    private HclValue Call(string name)
    {
        var isLookup = Array.IndexOf(s_lookups, name) >= 0;
        var depth = 0;
        var quote = '\0';
        for (; _at < text.Length; _at++)
        {
            var c = text[_at];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '\'' or '"')
            {
                quote = c;
            }
            else if (c == '(')
            {
                depth++;
            }
            else if (c == ')' && --depth == 0)
            {
                _at++;
                return isLookup ? HclValue.Unknown("a lookup", Elsewhere) : HclValue.Unknown($"a call of '{name}'");
            }
        }

        return Fail("an expression");
    }

    private HclValue List()
    {
        var items = new List<HclValue>();
        while (_unreadable is null && !Take(']'))
        {
            items.Add(Sum());
            if (!Take(',') && !Peek(']'))
                return Fail("an expression");
        }

        return HclValue.Of(items);
    }

    private HclValue Quoted(char quote)
    {
        var result = new StringBuilder();
        for (_at++; _at < text.Length; _at++)
        {
            var c = text[_at];
            if (c == quote)
            {
                _at++;
                return HclValue.Of(result.ToString());
            }

            if (c == '\\' && _at + 1 < text.Length && text[_at + 1] is '\\' or '\'' or '"')
                c = text[++_at];

            result.Append(c);
        }

        return Fail("an expression");
    }

    private HclValue Number()
    {
        var start = _at;
        while (_at < text.Length && (char.IsDigit(text[_at]) || text[_at] == '.'))
            _at++;

        return double.TryParse(text.Substring(start, _at - start), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? HclValue.Of(number) : Fail("an expression");
    }

    private HclValue Filter(HclValue value, string name)
    {
        var arguments = new List<HclValue>();
        var omits = false;
        if (Take('('))
        {
            while (_unreadable is null && !Take(')'))
            {
                Skip();
                var start = _at;
                arguments.Add(Sum());
                omits |= text.Substring(start, _at - start).Trim() == "omit";
                if (Take('='))
                    arguments[arguments.Count - 1] = Sum();

                if (!Take(',') && !Peek(')'))
                    return Fail("an expression");
            }
        }

        return name switch
        {
            "default" or "d" when omits => Omitted(value),
            "default" or "d" => Default(value, arguments),
            "bool" => Flag(value),
            "string" or "mandatory" or "list" => value,
            "int" => value.Kind is HclKind.Text or HclKind.Number or HclKind.Unknown ? value : HclValue.Unknown("the filter 'int' is not evaluated"),
            "trim" => Mapped(value, static word => word.Trim()),
            "lower" => Mapped(value, static word => word.ToLowerInvariant()),
            "upper" => Mapped(value, static word => word.ToUpperInvariant()),
            "dict2items" => Items(value),
            "first" => Member(value, "0"),
            "last" => Member(value, "-1"),
            _ => value.Reference == Elsewhere ? value : HclValue.Unknown($"the filter '{name}' is not evaluated"),
        };
    }

    /// <summary>What nothing sets may be set from outside, so that only a member that is not there is left out for certain.</summary>
    private static HclValue Omitted(HclValue value) => value.Reference switch
    {
        Missing => HclValue.Null,
        Unset => HclValue.Unknown("it may be left out"),
        _ => value,
    };

    private static HclValue Default(HclValue value, List<HclValue> arguments)
    {
        var fallback = arguments.Count > 0 ? arguments[0] : HclValue.Of("");
        if (value.Reference is Unset or Missing)
            return fallback;

        var isForEmpty = arguments.Count > 1 && AnsibleWords.AsFlag(arguments[1]) == true;
        return isForEmpty && value.IsKnown && (value.Kind is HclKind.Null || value.AsText is "" || AnsibleWords.AsFlag(value) == false) ? fallback : value;
    }

    private static HclValue Flag(HclValue value) => !value.IsKnown ? value
        : AnsibleWords.AsFlag(value) is { } flag ? Placed(HclValue.Of(flag ? "true" : "false"), value)
        : HclValue.Unknown("the filter 'bool' is not evaluated");

    private static HclValue Mapped(HclValue value, Func<string, string> map) => value.AsText is { } word ? Placed(HclValue.Of(map(word)), value) : value.IsKnown ? HclValue.Unknown("a filter") : value;

    private static HclValue Placed(HclValue value, HclValue from) => from.WrittenAt is { } place ? value.At(place) : value;

    private static HclValue Items(HclValue value) => value.Kind switch
    {
        HclKind.Unknown => value,
        HclKind.Map => HclValue.Of([.. value.Members.Select(static member => HclValue.Of(new Dictionary<string, HclValue> { ["key"] = HclValue.Of(member.Key), ["value"] = member.Value }))]),
        _ => HclValue.Unknown("the filter 'dict2items' is not evaluated"),
    };

    private HclValue Fail(string reason)
    {
        _unreadable ??= reason;
        return HclValue.Unknown(reason);
    }

    private string Word()
    {
        Skip();
        var start = _at;
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] == '_'))
            _at++;

        return text.Substring(start, _at - start);
    }

    private bool Peek(char c)
    {
        Skip();
        return _at < text.Length && text[_at] == c;
    }

    private bool Take(char c)
    {
        if (!Peek(c))
            return false;

        _at++;
        return true;
    }

    private void Skip()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
            _at++;
    }
}
