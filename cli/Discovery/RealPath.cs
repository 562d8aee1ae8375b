using System;
using System.Collections.Generic;
using System.IO;

namespace VirtLint.Cli.Discovery;

/// <summary>The path of a file once every link on the way to it has been followed.</summary>
internal static class RealPath
{
    // As many as Linux follows: path_resolution(7).
    private const int LinkLimit = 40;

    /// <summary>The resolved path, or null when a link leads nowhere or in circles.</summary>
    public static string? Of(string path)
    {
        var pending = new Stack<string>();
        Push(pending, path);
        var real = "/";
        var links = 0;
        while (pending.TryPop(out var segment))
        {
            if (segment == ".")
                continue;

            if (segment == "..")
            {
                real = Path.GetDirectoryName(real) ?? "/";
                continue;
            }

            var next = Path.Join(real, segment);
            try
            {
                if (new FileInfo(next).LinkTarget is not { } target)
                {
                    real = next;
                    continue;
                }

                if (++links > LinkLimit)
                    return null;

                if (Path.IsPathRooted(target))
                    real = "/";

                Push(pending, target);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }

        return Path.Exists(real) ? real : null;
    }

    private static void Push(Stack<string> pending, string path)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var i = segments.Length - 1; i >= 0; i--)
            pending.Push(segments[i]);
    }
}
