using Microsoft.CodeAnalysis;

namespace VirtLint.Cli.Reports;

/// <summary>The words for severities, the same on the command line, in options and in reports.</summary>
internal static class Severities
{
    public static string Word(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "info",
    };
}
