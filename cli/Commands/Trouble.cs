using VirtLint.Engine;

namespace VirtLint.Cli.Commands;

/// <summary>Tells of defects of ours, and of the file that brought them to light.</summary>
internal static class Trouble
{
    public static void Tell(Analysis analysis, Host host)
    {
        foreach (var failure in analysis.Failures)
        {
            var doing = failure.RuleId.Length == 0 ? "reading" : $"rule {failure.RuleId} on";
            host.Complain($"this is a defect of virtlint: {doing} '{failure.Path}' failed with {failure.Message}");
        }
    }
}
