using System;
using System.IO;
using VirtLint.Cli;
using VirtLint.Engine;

namespace VirtLint.Tests.Cli;

/// <summary>A folder of its own for one test, and virtlint run in it.</summary>
internal sealed class Workspace : IDisposable
{
    /// <summary>A day for everything that expires.</summary>
    private static readonly DateTimeOffset s_today = new(2027, 1, 31, 12, 0, 0, TimeSpan.Zero);

    public string Folder { get; } = Directory.CreateTempSubdirectory("virtlint-test-").FullName;

    public string At(string path) => Path.Combine(Folder, path);

    public Workspace Add(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path)) ?? Folder);
        File.WriteAllText(At(path), text);
        return this;
    }

    public Workspace Add(string path, byte[] bytes)
    {
        Add(path, "");
        File.WriteAllBytes(At(path), bytes);
        return this;
    }

    /// <summary>Makes the folder the root of a repository, as far as virtlint looks.</summary>
    public Workspace AsRepository()
    {
        Directory.CreateDirectory(At(".git"));
        return this;
    }

    public string Read(string path) => File.ReadAllText(At(path));

    public CliRun Run(params string[] arguments) => RunWith(LintEngine.Default, arguments);

    public CliRun RunWith(LintEngine engine, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = Program.Run(arguments, new Host(output, error, Folder, HasColour: false, ShowsProgress: false, s_today), engine);
        return new(code, output.ToString(), error.ToString());
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

/// <summary>What a run of virtlint left.</summary>
internal sealed record CliRun(int ExitCode, string Output, string Error);
