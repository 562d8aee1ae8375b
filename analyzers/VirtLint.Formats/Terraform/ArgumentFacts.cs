using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Terraform;

/// <summary>Facts that binders compute of arguments, where no row of a table does.</summary>
internal static class ArgumentFacts
{
    /// <summary>What an argument's value means: Unresolved with the evaluator's reason where the value is not known.</summary>
    public static Fact<T> Of<T>(ConfigNode node, Setting setting, Func<string, T> read, BindingContext context) => Facts.Of(node, setting, read, context);

    /// <summary>An argument that is a product of whole numbers, such as cores and sockets.</summary>
    public static Fact<int> Product(Fact<int> a, Fact<int> b) =>
        b.IsUnresolved ? b : b.IsKnown && b.Value > 1 ? a.Select(value => (int)Math.Min((long)value * b.Value, int.MaxValue)) : a;

    /// <summary>MiB, as a number.</summary>
    public static Fact<long> Mebibytes(Fact<int> number) => number.Select(static value => (long)value << 20);

    /// <summary>The words of a list, or of a text in which some characters separate them.</summary>
    public static IEnumerable<Literal> Words(Setting? setting, params char[] separators)
    {
        if (setting is null or { Unresolved: not null })
            return [];

        return setting.IsList
            ? setting.Items
            : setting.Value.Split(separators).Select(static word => word.Trim()).Where(static word => word.Length > 0).Select(word => new Literal(word, setting.ValueSpan));
    }

    /// <summary>Whether the value is written out at its own place, sign by sign.</summary>
    public static bool IsLiteral(Setting setting, BindingContext context) =>
        setting.Unresolved is null && setting.ValueSpan.Length == setting.Value.Length && context.File.Text.ToString(setting.ValueSpan) == setting.Value;
}
