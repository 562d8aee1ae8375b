using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace VirtLint.Rules;

/// <summary>The chapter of the catalog; its value is the thousands of its rules' numbers.</summary>
public enum Category
{
    Lint = 0,
    Access = 1,
    Migration = 2,
    Images = 3,
    Network = 4,
    Isolation = 5,
    Monitoring = 6,
    Sprawl = 7,
    MixedVendors = 8,
}

/// <summary>How sure a finding is real, in GitHub's words.</summary>
public enum Precision
{
    Low,
    Medium,
    High,
    VeryHigh,
}

/// <summary>Whether a rule runs without being asked for.</summary>
public enum Profile
{
    /// <summary>Meant to stay quiet on a sane home laboratory.</summary>
    Recommended,

    /// <summary>What hardening guides ask for on top; on under <c>virtlint.profile = strict</c>.</summary>
    Strict,
}

/// <summary>Everything that is fixed about a rule: a Roslyn descriptor, and what SARIF and the catalog add to it.</summary>
public sealed class RuleDescriptor
{
    /// <param name="message">A composite format string; the arguments are those of <c>Report</c>.</param>
    /// <param name="securitySeverity">CVSS-like, 0.1 to 10.0; null for a rule that is about reliability alone.</param>
    /// <param name="standards">Identifiers that the catalog lists: <c>CWE-319</c>, <c>NIST SP 800-125A migration</c>.</param>
    /// <param name="platforms">The platforms that the rule claims; its page has examples for each.</param>
    public RuleDescriptor(
        string id,
        string title,
        string message,
        Category category,
        DiagnosticSeverity severity,
        Precision precision,
        ImmutableArray<Platform> platforms,
        Profile profile = Profile.Recommended,
        double? securitySeverity = null,
        ImmutableArray<string> standards = default)
    {
        Precision = precision;
        Platforms = platforms;
        Profile = profile;
        SecuritySeverity = securitySeverity;
        Standards = standards.IsDefault ? [] : standards;
        Category = category;
        Diagnostic = new DiagnosticDescriptor(
            id,
            title,
            message,
            $"VirtLint.{category}",
            severity,
            isEnabledByDefault: true,
            helpLinkUri: $"https://github.com/virtlint/virtlint/blob/main/docs/rules/{id}.md");
    }

    public DiagnosticDescriptor Diagnostic { get; }

    public string Id => Diagnostic.Id;

    public string Title => Diagnostic.Title.ToString();

    public Category Category { get; }

    public DiagnosticSeverity Severity => Diagnostic.DefaultSeverity;

    public Precision Precision { get; }

    public Profile Profile { get; }

    public double? SecuritySeverity { get; }

    public ImmutableArray<string> Standards { get; }

    public ImmutableArray<Platform> Platforms { get; }
}
