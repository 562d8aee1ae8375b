using System;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Binding;

/// <summary>Reads a guest's labels from whatever the platform has for them: tags, lines of a description, metadata.</summary>
/// <remarks>The first statement of a label counts.</remarks>
public sealed class GuestLabels(VirtualMachine machine, BindingContext context)
{
    /// <summary>Declares the labels as facts of the place that a platform keeps them in.</summary>
    public static BindingTable<VirtualMachine> Declare(BindingTable<VirtualMachine> table) => table
        .Computed("owner", m => m.GuestOwner, "text; the options virtlint.label.* name others")
        .Computed("purpose", m => m.Purpose, "text")
        .Computed("expires", m => m.Expiry, "a date")
        .Computed("environment", m => m.Stage, "words such as 'production' and 'test'")
        .Computed("sensitivity", m => m.Sensitivity, "words such as 'confidential' and 'public'")
        .Computed("(name, tag)", m => m.IsCalledTemplate, "a word such as 'template' or 'golden' at either end");

    private const int LongestName = 40;

    private static readonly string[] s_templateWords = ["template", "golden", "tmpl", "base-image"];

    private readonly LabelConvention _convention = new(context.Options);

    /// <summary>A tag: a word of its own, or name and value in one.</summary>
    public void Tag(Literal tag)
    {
        if (_convention.OfWord(tag.Text) is { } meant)
            Set(meant, tag);
        else if (_convention.InTag(tag.Text, out var valueStart) is { } label)
            Set(label, new(tag.Text.Substring(valueStart), tag.Span.Length == tag.Text.Length ? TextSpan.FromBounds(tag.Span.Start + valueStart, tag.Span.End) : tag.Span));

        Name(tag);
    }

    /// <summary>A name or tag that may call the guest a template: <c>debian-12-template</c>.</summary>
    public void Name(Literal name)
    {
        foreach (var word in s_templateWords)
        {
            if (!machine.IsCalledTemplate.IsKnown && IsEdgeWord(name.Text, word))
                machine.IsCalledTemplate = Fact.Stated(true, context.Origin(name.Span), name.Text);
        }
    }

    /// <summary>A label that has a name of its own, such as an element of the metadata.</summary>
    /// <returns>Whether the name is a label's.</returns>
    public bool Named(string name, Literal value)
    {
        if (value.Text.Length == 0 || _convention.Named(name) is not { } label)
            return false;

        Set(label, value);
        return true;
    }

    /// <summary>Prose: each line that reads <c>name: value</c> or <c>name = value</c> is a label.</summary>
    /// <param name="span">The text as it stands in the file.</param>
    /// <param name="isEncoded">Whether <c>%3A</c> stands for a colon.</param>
    public void Prose(TextSpan span, bool isEncoded)
    {
        var source = context.File.Text;
        for (var number = source.Lines.GetLinePosition(span.Start).Line; number < source.Lines.Count; number++)
        {
            var line = source.Lines[number];
            if (line.Start >= span.End)
                return;

            Line(TextSpan.FromBounds(Math.Max(line.Start, span.Start), Math.Min(line.End, span.End)), isEncoded);
        }
    }

    /// <summary>One line, behind the marks of a list, a quotation or a heading, with the name in bold or not.</summary>
    private void Line(TextSpan span, bool isEncoded)
    {
        var text = context.File.Text.ToString(span);
        var start = 0;
        while (start < text.Length && (char.IsWhiteSpace(text[start]) || text[start] is '#' or '*' or '-' or '>' or '_' or '|'))
            start++;

        var (end, valueStart) = Separator(text, start, isEncoded);
        if (end < 0)
            return;

        var name = text.Substring(start, end - start).TrimEnd(' ', '\t', '*', '_');
        while (valueStart < text.Length && (char.IsWhiteSpace(text[valueStart]) || text[valueStart] is '*' or '_'))
            valueStart++;

        var valueEnd = text.Length;
        if (isEncoded && text.EndsWith("<br>", StringComparison.Ordinal))
            valueEnd -= 4;

        while (valueEnd > valueStart && char.IsWhiteSpace(text[valueEnd - 1]))
            valueEnd--;

        if (valueEnd > valueStart)
            Named(name, new(text.Substring(valueStart, valueEnd - valueStart), TextSpan.FromBounds(span.Start + valueStart, span.Start + valueEnd)));
    }

    private static (int End, int ValueStart) Separator(string text, int start, bool isEncoded)
    {
        for (var i = start; i < text.Length && i - start < LongestName; i++)
        {
            if (text[i] is ':' or '=')
                return (i, i + 1);

            if (isEncoded && string.Compare(text, i, "%3a", 0, 3, StringComparison.OrdinalIgnoreCase) == 0)
                return (i, i + 3);
        }

        return (-1, 0);
    }

    private void Set(GuestLabel label, Literal value)
    {
        switch (label)
        {
            case GuestLabel.Owner when machine.GuestOwner.State is FactState.Absent:
                machine.GuestOwner = Read(value, static text => text);
                break;
            case GuestLabel.Purpose when machine.Purpose.State is FactState.Absent:
                machine.Purpose = Read(value, static text => text);
                break;
            case GuestLabel.Environment when machine.Stage.State is FactState.Absent:
                machine.Stage = Read(value, _convention.StageOf);
                break;
            case GuestLabel.Sensitivity when machine.Sensitivity.State is FactState.Absent:
                machine.Sensitivity = Read(value, _convention.SensitivityOf);
                break;
            case GuestLabel.Expiry when machine.Expiry.State is FactState.Absent:
                var origin = context.Origin(value.Span);
                machine.Expiry = LabelConvention.DayOf(value.Text) is { } day
                    ? Fact.Stated(day, origin, value.Text)
                    : Fact<DateTimeOffset>.Unresolved(origin, value.Text, "not a date");
                break;
        }
    }

    private Fact<T> Read<T>(Literal value, Func<string, T> read) => TemplateMarks.Contains(value.Text)
        ? Fact<T>.Unresolved(context.Origin(value.Span), value.Text, "template")
        : Fact.Stated(read(value.Text), context.Origin(value.Span), value.Text);

    /// <summary>Whether the name starts or ends with the word: in the middle, it tells what the guest works with.</summary>
    private static bool IsEdgeWord(string name, string word)
    {
        if (name.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (name.Length == word.Length || !char.IsLetter(name[word.Length])))
            return true;

        var before = name.Length - word.Length - 1;
        return before >= 0 && name.EndsWith(word, StringComparison.OrdinalIgnoreCase) && !char.IsLetter(name[before]);
    }
}
