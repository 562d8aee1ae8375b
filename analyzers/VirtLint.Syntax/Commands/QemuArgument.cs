using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Commands;

/// <summary>One option of a QEMU command line.</summary>
public sealed class QemuArgument
{
    private readonly SpanMap _value;

    internal QemuArgument(string name, TextSpan nameSpan, Literal? value, SpanMap map, bool isResolved)
    {
        Name = name;
        NameSpan = nameSpan;
        Value = value;
        _value = map;
        IsResolved = isResolved;
    }

    /// <summary>The option's name without its one or two dashes.</summary>
    public string Name { get; }

    /// <summary>The option as written, dashes included.</summary>
    public TextSpan NameSpan { get; }

    /// <summary>The word behind the option, or null where the option takes none or the line ends.</summary>
    public Literal? Value { get; }

    /// <summary>Whether the value is free of variables and placeholders.</summary>
    public bool IsResolved { get; }

    /// <summary>The value read as <c>key=value,…</c> or JSON, or null when the option has none.</summary>
    /// <param name="impliedKey">The key that the first part may leave out: <c>driver</c> of <c>-device</c>.</param>
    public QemuOption? AsOption(string? impliedKey = null) =>
        Value is null ? null : QemuOption.Parse(_value, impliedKey);
}
