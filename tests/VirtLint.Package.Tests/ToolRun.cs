using System;
using System.Diagnostics;
using System.Threading.Tasks;

namespace VirtLint.Package.Tests;

/// <summary>A program that ran to its end.</summary>
internal sealed record ToolRun(int ExitCode, string Output)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    /// <exception cref="TimeoutException">It did not end.</exception>
    public static async Task<ToolRun> Of(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        // The test host's own MSBuild settings must not leak into the consumer's build, nor its servers outlive the test.
        foreach (var name in (string[])["MSBuildSDKsPath", "MSBUILD_EXE_PATH", "MSBuildExtensionsPath", "MSBuildLoadMicrosoftTargetsReadOnly"])
            start.Environment.Remove(name);

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"'{program}' does not start.");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(s_patience)) is { IsCompletedSuccessfully: true } && process.HasExited)
            return new(process.ExitCode, await output + await error);

        process.Kill(entireProcessTree: true);
        throw new TimeoutException($"'{program} {string.Join(' ', arguments)}' does not end.");
    }
}
