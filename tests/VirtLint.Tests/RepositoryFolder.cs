using System.Runtime.CompilerServices;

namespace VirtLint.Tests;

/// <summary>The checkout that the tests were built from.</summary>
internal static class RepositoryFolder
{
    public static string Path { get; } = Find();

    public static string At(string relative) => System.IO.Path.Combine(Path, relative);

    private static string Find([CallerFilePath] string path = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(path) ?? "", "..", ".."));
}
