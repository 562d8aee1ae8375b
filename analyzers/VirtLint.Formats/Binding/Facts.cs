using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Binding;

/// <summary>Makes facts of settings, for tables and for the binders that compute a fact from several settings.</summary>
public static class Facts
{
    /// <summary>
    /// The fact that a key states in a scope: Stated, Unresolved for a template, Default where the platform fixes one,
    /// else Absent. A value outside the vocabulary is reported and gives Unresolved, since the platform refuses it.
    /// </summary>
    public static Fact<T> Read<T>(
        SettingScope scope, string key, Vocabulary<T> vocabulary, PlatformDefault<T>? whenAbsent, string source, BindingContext context)
    {
        if (scope.Find(key) is { } setting)
            return Read(scope, setting, key, vocabulary, context);

        return whenAbsent is null || context.IsPartial
            ? Fact<T>.Absent
            : Fact.Default(whenAbsent.For(context.Target), context.Origin(scope.Anchor), source, key, new Spelling<T>(scope, key, null, vocabulary, context.Embedding));
    }

    /// <summary>A default that several keys decide by their absence; Absent where others add to the text.</summary>
    /// <param name="anchor">Where a reader would add the key.</param>
    public static Fact<T> Default<T>(BindingContext context, T value, TextSpan anchor, string source, string key = "") =>
        context.IsPartial ? Fact<T>.Absent : Fact.Default(value, context.Origin(anchor), source, key);

    /// <summary>What a setting's value means, where no vocabulary tells: Unresolved with the grammar's reason where it is not known.</summary>
    public static Fact<T> Of<T>(SettingScope scope, Setting setting, Func<string, T> read, BindingContext context)
    {
        var origin = context.Origin(setting.ValueSpan);
        if ((setting.Unresolved ?? (setting.IsConditional || TemplateMarks.Contains(setting.Value) ? "template" : null)) is { } reason)
            return Fact<T>.Unresolved(origin, setting.Value, reason, setting.Key);

        var fact = Fact.Stated(read(setting.Value), origin, setting.Value, setting.Key);
        return (scope as ISettingSource)?.SourceOf(setting) is { } place ? fact.With(place) : fact;
    }

    /// <summary>The fact that one setting states.</summary>
    public static Fact<T> Read<T>(SettingScope scope, Setting setting, string key, Vocabulary<T> vocabulary, BindingContext context)
    {
        var origin = context.Origin(setting.ValueSpan);
        var written = setting.Translates ?? setting;
        if (setting.Translates is not null)
            key = written.Key;

        if (setting.Unresolved is { } reason)
            return Fact<T>.Unresolved(origin, vocabulary.IsSecret && !IsReference(written.Value) ? "***" : written.Value, reason, key);

        if (setting.IsConditional || (!setting.IsEvaluated && TemplateMarks.Contains(setting.Value)))
            return Fact<T>.Unresolved(origin, vocabulary.IsSecret && !TemplateMarks.Contains(setting.Value) ? "***" : setting.Value, "template", key);

        if (vocabulary.TryRead(setting.Value, out var value))
        {
            var fact = Fact.Stated(value, origin, written.Value, key, new Spelling<T>(scope, key, setting, vocabulary, context.Embedding));
            if ((scope as ISettingSource)?.SourceOf(setting) is { } place)
                fact = fact.With(place);

            return vocabulary.IsSecret ? fact.Masked() : fact;
        }

        context.ReportInvalidValue(setting, vocabulary.Expected, vocabulary.Words, vocabulary.IsSecret);
        return Fact<T>.Unresolved(origin, vocabulary.IsSecret ? "***" : setting.Value, "value that the platform refuses", key);
    }

    /// <summary>Whether a text only names what holds the value, and nothing of the value itself: <c>var.password</c>.</summary>
    private static bool IsReference(string text) => text.All(static c => char.IsLetterOrDigit(c) || c is '.' or '_' or '-' or '[' or ']') && text.Contains('.');

    private sealed class Spelling<T>(SettingScope scope, string key, Setting? setting, Vocabulary<T> vocabulary, EmbeddedText? within) : IFactSpelling<T>
    {
        public string? Spell(T value) => vocabulary.Spell(value);

        public ImmutableArray<TextChange> Write(T value)
        {
            if (vocabulary.Spell(value) is not { } word)
                return [];

            return (setting is null ? scope.Insert(key, word) : scope.Replace(setting, word)) is { } change && (within is null ? change : within.Outward(change)) is { } written ? [written] : [];
        }

        public TextChange? Remove() => setting is null || within is not null ? null : scope.Remove(setting);
    }
}

/// <summary>A scope whose values may be written elsewhere: a variable's default, an input of a module.</summary>
internal interface ISettingSource
{
    /// <summary>Where the value of a setting is written out, or null when it is the setting's own text.</summary>
    RelatedPlace? SourceOf(Setting setting);
}
