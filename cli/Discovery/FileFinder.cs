using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Enumeration;
using System.Linq;

namespace VirtLint.Cli.Discovery;

/// <summary>A file of the run.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="IsNamed">Whether the command line names it, rather than a folder that holds it.</param>
/// <param name="IsEmpty">
/// Whether its length is zero, as it is for pipes and devices too: opening one of those could wait forever.
/// </param>
internal readonly record struct FoundFile(string Path, bool IsNamed, bool IsEmpty);

/// <summary>
/// Lists the files below the paths that the command line names: without what git ignores, without following links out of
/// the tree, each file once, in the order of their paths.
/// </summary>
/// <param name="report">Takes a sentence about a path that cannot be read.</param>
internal sealed class FileFinder(Action<string> report)
{
    private readonly SortedDictionary<string, FoundFile> _files = new(StringComparer.Ordinal);
    private readonly List<(string Link, string Tree)> _links = [];

    public IReadOnlyList<FoundFile> Find(IEnumerable<string> paths, string currentFolder)
    {
        foreach (var path in paths)
        {
            var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, currentFolder));
            if (Directory.Exists(full))
                Walk(full);
            else if (File.Exists(full))
                _files[full] = new(full, IsNamed: true, IsEmpty: false);
            else
                report($"'{path}' does not exist");
        }

        AddLinkedFiles();
        return [.. _files.Values];
    }

    private void Walk(string root)
    {
        var tree = Repository.RootOf(root) ?? root;
        var pending = new Stack<(string Folder, List<IgnoreFile> Ignores)>();
        pending.Push((root, Repository.IgnoreFilesAbove(root)));
        while (pending.TryPop(out var next))
        {
            var (folder, ignores) = next;
            if (IgnoreFile.Read(Path.Combine(folder, ".gitignore"), folder) is { } own)
                ignores = [.. ignores, own];

            foreach (var entry in Entries(folder))
            {
                var path = Path.Join(folder, entry.Name);
                if (entry.Name == ".git" || IsIgnored(ignores, path, entry.IsFolder && !entry.IsLink))
                    continue;

                if (entry.IsLink)
                    _links.Add((path, tree));
                else if (!entry.IsFolder)
                    _files.TryAdd(path, new(path, IsNamed: false, entry.IsEmpty));
                else if (Repository.IsRoot(path))
                    pending.Push((path, Repository.IgnoreFilesAbove(path)));
                else
                    pending.Push((path, ignores));
            }
        }
    }

    private IReadOnlyList<Entry> Entries(string folder)
    {
        try
        {
            return
            [
                .. new FileSystemEnumerable<Entry>(
                    folder,
                    static (ref FileSystemEntry entry) =>
                    {
                        var isLink = (entry.Attributes & FileAttributes.ReparsePoint) != 0;
                        return new(entry.FileName.ToString(), entry.IsDirectory, isLink, !isLink && !entry.IsDirectory && entry.Length == 0);
                    },
                    new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = false }),
            ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            report($"'{folder}' cannot be listed: {Reason.Of(exception)}");
            return [];
        }
    }

    private static bool IsIgnored(List<IgnoreFile> ignores, string path, bool isFolder)
    {
        for (var i = ignores.Count - 1; i >= 0; i--)
        {
            if (ignores[i].Ignores(path, isFolder) is { } verdict)
                return verdict;
        }

        return false;
    }

    /// <summary>A link counts as the file it names, if that is in the tree and no walk came by it.</summary>
    private void AddLinkedFiles()
    {
        if (_links.Count == 0)
            return;

        var known = RealPaths();
        foreach (var (link, tree) in _links.OrderBy(static entry => entry.Link, StringComparer.Ordinal))
        {
            if (RealPath.Of(link) is { } target
                && RealPath.Of(tree) is { } realTree
                && target.StartsWith(realTree + "/", StringComparison.Ordinal)
                && !target.StartsWith(realTree + "/.git/", StringComparison.Ordinal)
                && File.Exists(target)
                && known.Add(target))
            {
                _files.TryAdd(link, new(link, IsNamed: false, IsEmpty: new FileInfo(target).Length == 0));
            }
        }
    }

    private HashSet<string> RealPaths()
    {
        var folders = new Dictionary<string, string>(StringComparer.Ordinal);
        var paths = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in _files.Values)
        {
            var folder = Path.GetDirectoryName(file.Path) ?? "/";
            if (!folders.TryGetValue(folder, out var real))
                folders[folder] = real = RealPath.Of(folder) ?? folder;

            paths.Add(file.IsNamed ? RealPath.Of(file.Path) ?? file.Path : Path.Join(real, Path.GetFileName(file.Path)));
        }

        return paths;
    }

    private readonly record struct Entry(string Name, bool IsFolder, bool IsLink, bool IsEmpty);
}
