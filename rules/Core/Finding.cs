using System.Collections.Generic;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Model;

namespace VirtLint.Rules;

/// <summary>What a rule found, where, and how to mend it.</summary>
public sealed class Finding
{
    private readonly List<RelatedPlace> _related = [];
    private readonly object[] _arguments;

    internal Finding(RuleDescriptor rule, Entity entity, string factName, Origin origin, object[] arguments)
    {
        Rule = rule;
        Entity = entity;
        FactName = factName;
        Origin = origin;
        Severity = rule.Severity;
        _arguments = arguments;
    }

    public RuleDescriptor Rule { get; }

    public Entity Entity { get; }

    /// <summary>The fact that was judged, or empty when the entity as a whole was.</summary>
    public string FactName { get; }

    public Origin Origin { get; private set; }

    /// <summary>The severity that applies, after what rule and project say.</summary>
    public DiagnosticSeverity Severity { get; set; }

    public IReadOnlyList<RelatedPlace> Related => _related;

    /// <summary>The mechanical edit that mends it, or null when a person has to decide.</summary>
    public Fix? SuggestedFix { get; private set; }

    /// <summary>What a reader should do, in one sentence without a final period; null when the page says it all.</summary>
    public string? Help { get; private set; }

    /// <summary>What fills the rule's message in.</summary>
    public IReadOnlyList<object> Arguments => _arguments;

    /// <summary>The rule's message with its arguments, in one sentence without a final period.</summary>
    public string Message => string.Format(
        CultureInfo.InvariantCulture, Rule.Diagnostic.MessageFormat.ToString(CultureInfo.InvariantCulture), _arguments);

    /// <summary>What stays the same when the file is reindented, reordered or moved.</summary>
    public string Identity => FactName.Length == 0 ? $"{Rule.Id}|{Entity.Identity}" : $"{Rule.Id}|{Entity.Identity}|{FactName}";

    /// <summary>The finding as the compiler knows it.</summary>
    public Diagnostic ToDiagnostic() => Diagnostic.Create(
        Rule.Diagnostic, Origin.ToLocation(), Severity, additionalLocations: null, properties: null, _arguments);

    /// <summary>Lowers or raises the severity of this one finding, where the catalog grades a rule by circumstance.</summary>
    public Finding At(DiagnosticSeverity severity)
    {
        Severity = severity;
        return this;
    }

    public Finding Relate(RelatedPlace place)
    {
        _related.Add(place);
        return this;
    }

    public Finding Relate(Origin origin, string message) => Relate(new RelatedPlace(origin, message));

    /// <summary>Says what to do when no edit can be offered.</summary>
    public Finding Advise(string help)
    {
        Help = help;
        return this;
    }

    /// <summary>Offers the edit that makes the file state <paramref name="value"/>, where the platform has a word for it.</summary>
    /// <param name="isSafe">Whether the edit only hardens: nothing that works today can stop working for lack of keys or traffic.</param>
    public Finding Fix<T>(Fact<T> fact, T value, bool isSafe = false)
    {
        if (fact is not { Spelling: { } spelling, Origin: { } origin } || spelling.Spell(value) is not { } word)
            return this;

        Help ??= fact.Key.Length == 0 ? $"write '{word}'" : $"set '{fact.Key}' to '{word}'";
        if (spelling.Write(value) is { Length: > 0 } changes)
            SuggestedFix = new Fix(Help, isSafe, origin.File, changes);

        return this;
    }

    /// <summary>Offers the edit that removes the statement, so that the platform's default holds.</summary>
    public Finding FixByRemoving<T>(Fact<T> fact, bool isSafe = false)
    {
        if (fact is not { Spelling: { } spelling, Origin: { } origin })
            return this;

        Help ??= $"remove '{fact.Key}'";
        if (spelling.Remove() is { } change)
            SuggestedFix = new Fix(Help, isSafe, origin.File, [change]);

        return this;
    }

    /// <summary>Offers an edit that replaces the reported text.</summary>
    public Finding FixByReplacing(string text, bool isSafe = false)
    {
        Help ??= $"replace by '{text}'";
        SuggestedFix = new Fix(Help, isSafe, Origin.File, [new TextChange(Origin.Span, text)]);
        return this;
    }

    /// <summary>Offers an edit that deletes text.</summary>
    /// <param name="name">What the text states.</param>
    public Finding FixByDeleting(TextSpan span, string name, bool isSafe = false)
    {
        Help ??= $"remove '{name}'";
        SuggestedFix = new Fix(Help, isSafe, Origin.File, [new TextChange(span, "")]);
        return this;
    }
}

/// <summary>A mechanical edit of one file.</summary>
/// <param name="Title">What it does, in the imperative.</param>
/// <param name="IsSafe">Whether it only hardens, and may be applied without being looked at.</param>
/// <param name="File">The file.</param>
/// <param name="Changes">The edits, in the order of the file, none overlapping.</param>
public sealed record Fix(string Title, bool IsSafe, SourceFile File, IReadOnlyList<TextChange> Changes);
