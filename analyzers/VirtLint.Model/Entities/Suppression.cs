using System;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Model;

/// <summary>What became of a suppression in a run.</summary>
public enum SuppressionOutcome
{
    /// <summary>Its rule did not run on the file, or could not decide: nothing can be said of it.</summary>
    Unjudged,

    /// <summary>Its rule ran, and had nothing to say at that place.</summary>
    Unused,

    /// <summary>It holds a finding back.</summary>
    Used,
}

/// <summary>
/// A comment <c>virtlint: ignore VL2001 until 2027-01-31: reason</c>, for one of the rules that it names; the first of
/// them owns the others.
/// </summary>
/// <param name="name">The rule's ID as written; empty when the comment names none.</param>
/// <param name="origin">The ID's text.</param>
/// <param name="covers">The text in which findings of the rule are held back.</param>
public sealed class Suppression(string name, Origin origin, TextSpan covers, Entity? owner = null) : Entity(name, origin, owner)
{
    public override EntityKind Kind => EntityKind.Suppression;

    /// <summary>The text in which findings of the rule are held back.</summary>
    public TextSpan Covers { get; } = covers;

    /// <summary>Why the finding is accepted, in the author's words. Absent when the comment does not say.</summary>
    public Fact<string> Reason { get => field ?? Fact<string>.Absent; set => field = Set(value); }

    /// <summary>The last day on which it holds. Absent when it holds for good.</summary>
    public Fact<DateTimeOffset> Until { get => field ?? Fact<DateTimeOffset>.Absent; set => field = Set(value); }

    /// <summary>Set by the run once all other rules have judged.</summary>
    public SuppressionOutcome Outcome { get; set; }

    /// <summary>Whether its last day has passed. Without a clock, nothing expires.</summary>
    public bool IsExpired(ProjectOptions options) =>
        options.AsOf is { } today && Until.Is(last => last.Date < today.Date);
}
