using System.Collections.Generic;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Formats.PowerShell;

internal enum ScriptValueKind
{
    /// <summary>A text, number or truth value that is known.</summary>
    Text,
    List,
    Table,

    /// <summary>What a command gives out.</summary>
    Output,

    /// <summary>Nothing that could be known without running the script.</summary>
    Unknown,
}

/// <summary>What an expression is known to give.</summary>
internal sealed class ScriptValue
{
    private ScriptValue(ScriptValueKind kind, TextSpan span, string text = "", string reason = "")
    {
        Kind = kind;
        Span = span;
        Text = text;
        Reason = reason;
    }

    public ScriptValueKind Kind { get; }

    /// <summary>The text; the expression itself where its value is not known.</summary>
    public string Text { get; }

    /// <summary>Where it stands at its use, without quotes.</summary>
    public TextSpan Span { get; }

    /// <summary>Why it is not known.</summary>
    public string Reason { get; private init; }

    public bool IsQuoted { get; private init; }

    /// <summary>Whether the text is written out at <see cref="Span"/>, so that it can be written anew.</summary>
    public bool IsLiteral { get; private init; }

    /// <summary>Where a variable was given the value.</summary>
    public TextSpan? WrittenAt { get; private init; }

    public IReadOnlyList<ScriptValue> Items { get; private init; } = [];

    public IReadOnlyList<ScriptEntry> Entries { get; private init; } = [];

    /// <summary>Whether the script changes the table later, so that it may hold more.</summary>
    public bool IsOpen { get; private init; }

    /// <summary>Whether a list is a table taken apart, so that a loop over it sets each of its entries.</summary>
    public bool IsOfTable { get; private init; }

    public ScriptCall? Call { get; private init; }

    public static ScriptValue Of(string text, TextSpan span, bool isQuoted, bool isLiteral) =>
        new(ScriptValueKind.Text, span, text) { IsQuoted = isQuoted, IsLiteral = isLiteral };

    public static ScriptValue Of(IReadOnlyList<ScriptValue> items, TextSpan span, string text) => new(ScriptValueKind.List, span, text) { Items = items };

    public static ScriptValue Of(IReadOnlyList<ScriptEntry> entries, TextSpan span, string text) => new(ScriptValueKind.Table, span, text) { Entries = entries };

    /// <summary>The keys, values or entries of a table.</summary>
    public static ScriptValue OfTable(IReadOnlyList<ScriptValue> items, TextSpan span, string text) => new(ScriptValueKind.List, span, text) { Items = items, IsOfTable = true };

    public static ScriptValue Of(ScriptCall call, TextSpan span, string text) => new(ScriptValueKind.Output, span, text) { Call = call, Reason = "output of a command" };

    public static ScriptValue Unknown(TextSpan span, string text, string reason) => new(ScriptValueKind.Unknown, span, text, reason);

    /// <summary>The same value, at the variable that has it.</summary>
    public ScriptValue At(TextSpan use, string written, bool isOpen) => Kind switch
    {
        ScriptValueKind.Text => new(Kind, use, Text) { WrittenAt = WrittenAt ?? Span },
        ScriptValueKind.Unknown => new(Kind, use, written, Reason),
        _ => new(Kind, use, written) { Items = Items, Entries = Entries, Call = Call, Reason = Reason, IsOpen = isOpen, IsOfTable = IsOfTable },
    };
}

/// <summary>A key of a table with its value.</summary>
internal sealed record ScriptEntry(string Key, TextSpan KeySpan, ScriptValue Value, TextSpan Span);
