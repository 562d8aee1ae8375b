using System;
using System.IO;

namespace VirtLint.Cli;

/// <summary>All that a run touches of the process it lives in.</summary>
/// <param name="Out">Takes findings and reports.</param>
/// <param name="Error">Takes the tool's own troubles.</param>
/// <param name="Folder">The current folder: relative paths start here.</param>
/// <param name="HasColour">Whether <paramref name="Out"/> is a terminal that wants colour.</param>
/// <param name="ShowsProgress">Whether <paramref name="Error"/> is a terminal.</param>
/// <param name="Now">The clock that expiries are judged by.</param>
internal sealed record Host(TextWriter Out, TextWriter Error, string Folder, bool HasColour, bool ShowsProgress, DateTimeOffset Now)
{
    public static Host OfProcess() => new(
        Console.Out,
        Console.Error,
        Environment.CurrentDirectory,
        // https://no-color.org: any value that is not empty.
        HasColour: !Console.IsOutputRedirected
            && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            && Environment.GetEnvironmentVariable("TERM") != "dumb",
        ShowsProgress: !Console.IsErrorRedirected,
        DateTimeOffset.Now);

    /// <summary>Says what went wrong on our side, in the manner of Unix tools.</summary>
    public void Complain(string sentence)
    {
        lock (Error)
            Error.WriteLine($"virtlint: {sentence}");
    }
}
