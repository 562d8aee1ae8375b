using System;
using System.Collections.Generic;
using System.IO;

namespace VirtLint.Cli.Discovery;

/// <summary>What git's own files say of a tree, read without running git.</summary>
internal static class Repository
{
    /// <summary>The nearest folder upwards that holds a <c>.git</c>, folder or file; null outside a repository.</summary>
    public static string? RootOf(string folder)
    {
        for (var current = folder; current is not null; current = Path.GetDirectoryName(current))
        {
            if (IsRoot(current))
                return current;
        }

        return null;
    }

    public static bool IsRoot(string folder) => Path.Exists(Path.Combine(folder, ".git"));

    /// <summary>The ignore files that apply in a folder, the outermost first.</summary>
    public static List<IgnoreFile> IgnoreFilesAbove(string folder)
    {
        var files = new List<IgnoreFile>();
        if (RootOf(folder) is not { } root)
            return files;

        AddIfPresent(files, IgnoreFile.Read(ExcludeFile(root), root));
        var between = new Stack<string>();
        for (var current = folder; current is not null && current != root; current = Path.GetDirectoryName(current))
            between.Push(current);

        between.Push(root);
        foreach (var current in between)
        {
            // The folder's own file is read when the folder is.
            if (current != folder)
                AddIfPresent(files, IgnoreFile.Read(Path.Combine(current, ".gitignore"), current));
        }

        return files;
    }

    private static void AddIfPresent(List<IgnoreFile> files, IgnoreFile? file)
    {
        if (file is not null)
            files.Add(file);
    }

    /// <summary>gitrepository-layout(5): in a linked worktree, <c>info/exclude</c> is that of the main repository.</summary>
    private static string ExcludeFile(string root)
    {
        var git = Path.Combine(root, ".git");
        try
        {
            if (File.Exists(git) && File.ReadAllText(git).Trim() is var link && link.StartsWith("gitdir:", StringComparison.Ordinal))
            {
                git = Path.GetFullPath(link["gitdir:".Length..].Trim(), root);
                var common = Path.Combine(git, "commondir");
                if (File.Exists(common))
                    git = Path.GetFullPath(File.ReadAllText(common).Trim(), git);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // As without an exclude file.
        }

        return Path.Combine(git, "info", "exclude");
    }
}
