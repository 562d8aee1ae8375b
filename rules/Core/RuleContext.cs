using System;
using System.Collections.Generic;
using VirtLint.Model;

namespace VirtLint.Rules;

/// <summary>
/// What a rule asks and tells. It asks for facts in words that make the safe choice the easy one: nothing is true of a fact
/// that is Unresolved, and asking for one is remembered as undecided.
/// </summary>
/// <param name="rule">The first rule that judges.</param>
/// <param name="options">What the project says for the file that is being judged.</param>
/// <param name="site">The host or cluster that the file belongs to.</param>
public sealed class RuleContext(RuleDescriptor rule, ProjectOptions options, Site site)
{
    private readonly List<Finding> _findings = [];
    private readonly List<UndecidedFact> _undecided = [];

    /// <summary>The rule that is judging: one context is handed from rule to rule.</summary>
    public RuleDescriptor Rule { get; set; } = rule;

    public ProjectOptions Options { get; } = options;

    public Site Site { get; } = site;

    public IReadOnlyList<Finding> Findings => _findings;

    public IReadOnlyList<UndecidedFact> Undecided => _undecided;

    /// <summary>Whether the fact is known, stated or by default, and equals <paramref name="value"/>.</summary>
    public bool Is<T>(Fact<T> fact, T value)
    {
        Remember(fact);
        return fact.Is(value);
    }

    /// <summary>Whether the fact is known, stated or by default, and <paramref name="predicate"/> holds for it.</summary>
    public bool Is<T>(Fact<T> fact, Func<T, bool> predicate)
    {
        Remember(fact);
        return fact.Is(predicate);
    }

    /// <summary>Whether the file itself states the value.</summary>
    public bool States<T>(Fact<T> fact, T value) => Is(fact, value) && fact.IsStated;

    /// <summary>Whether the file itself states a value for which <paramref name="predicate"/> holds.</summary>
    public bool States<T>(Fact<T> fact, Func<T, bool> predicate) => Is(fact, predicate) && fact.IsStated;

    /// <summary>Whether nothing at all is known of the fact: for rules about absence, and only those.</summary>
    public bool IsAbsent(Fact fact)
    {
        Remember(fact);
        return fact.State is FactState.Absent;
    }

    /// <summary>Reports a fact, at the text that states it, or where a reader would state it.</summary>
    /// <param name="entity">Whose fact it is: the finding's identity rests on it.</param>
    /// <param name="arguments">The arguments of the descriptor's message.</param>
    public Finding Report(Entity entity, Fact fact, params object[] arguments)
    {
        var finding = Add(entity, FactName(entity, fact), fact.Origin ?? entity.Origin, arguments);
        foreach (var place in fact.Related)
            finding.Relate(place);

        return finding;
    }

    /// <summary>Reports an entity as a whole, at its declaration.</summary>
    public Finding Report(Entity entity, params object[] arguments) => Add(entity, "", entity.Origin, arguments);

    /// <summary>Reports what is wrong with a setting, and offers what would mend it.</summary>
    public Finding Report(SettingIssue issue)
    {
        var finding = Add(issue, "", issue.Origin, [issue.Message]);
        if (issue.Related is { } place)
            finding.Relate(place);

        return issue.Suggestion is { } text ? finding.FixByReplacing(text, issue.IsMendSafe)
            : issue.Removal is { } span ? finding.FixByDeleting(span, issue.Name, issue.IsMendSafe)
            : finding;
    }

    private Finding Add(Entity entity, string factName, Origin origin, object[] arguments)
    {
        var finding = new Finding(Rule, entity, factName, origin, arguments);
        _findings.Add(finding);
        return finding;
    }

    private void Remember(Fact fact)
    {
        if (fact is { IsUnresolved: true, Origin: { } origin })
            _undecided.Add(new(Rule, origin, fact.Key, fact.AsWritten, fact.Source));
    }

    private static string FactName(Entity entity, Fact fact)
    {
        foreach (var entry in entity.Facts)
        {
            if (ReferenceEquals(entry.Value, fact))
                return entry.Key;
        }

        return fact.Key;
    }
}

/// <summary>A rule met a value that cannot be known.</summary>
/// <param name="Rule">The rule that could not decide.</param>
/// <param name="Origin">The value's text.</param>
/// <param name="Key">The key that states it.</param>
/// <param name="AsWritten">The value's text, masked where it is a secret.</param>
/// <param name="Reason">Why it cannot be evaluated: <c>template</c>, <c>include</c> …</param>
public sealed record UndecidedFact(RuleDescriptor Rule, Origin Origin, string Key, string AsWritten, string Reason);
