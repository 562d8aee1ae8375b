namespace VirtLint.Cli;

/// <summary>What the exit code says.</summary>
internal static class ExitCode
{
    public const int Clean = 0;

    public const int Findings = 1;

    /// <summary>Wrong usage, an unreadable path or a defect of ours: the run says less than it was asked for.</summary>
    public const int Trouble = 2;
}
