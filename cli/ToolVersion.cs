using System.Reflection;

namespace VirtLint.Cli;

/// <summary>The version of this build.</summary>
internal static class ToolVersion
{
    /// <summary>Without the commit: <c>0.1.0</c>.</summary>
    public static string Semantic { get; } =
        (typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0").Split('+')[0];
}
