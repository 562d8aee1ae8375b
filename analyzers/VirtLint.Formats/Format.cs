using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Schemas;
using VirtLint.Model;

namespace VirtLint.Formats;

/// <summary>How sure a format is of a file before it has seen the text.</summary>
public enum PathClaim
{
    /// <summary>Not this format.</summary>
    None,

    /// <summary>The content decides.</summary>
    Possible,

    /// <summary>The path alone is proof.</summary>
    Certain,
}

/// <summary>What runs a script.</summary>
public enum ScriptLanguage
{
    /// <summary>A POSIX shell, or one like it.</summary>
    Shell,

    /// <summary>Windows PowerShell, or PowerShell 7.</summary>
    PowerShell,
}

/// <summary>One format of one platform: how its files are recognised, and how their text becomes entities.</summary>
public abstract class Format
{
    /// <summary>The name that options and reports use: <c>libvirt-domain</c>, <c>pve-datacenter</c>.</summary>
    public abstract string Id { get; }

    public abstract Platform Platform { get; }

    /// <summary>What the format is, for documentation: <c>libvirt domain XML</c>.</summary>
    public abstract string Title { get; }

    /// <summary>What the path says. Called for every file of a run: it allocates nothing and looks at nothing else.</summary>
    public abstract PathClaim Claim(FilePath path);

    /// <summary>Whether a text whose path was <see cref="PathClaim.Possible"/> is this format, from as little of it as will do.</summary>
    public virtual bool Sniff(FilePath path, SourceText text) => false;

    /// <summary>The folder that the files of one host or cluster share with this one; files join only within it.</summary>
    public virtual string SiteRoot(FilePath path) => path.Folder;

    /// <summary>Which keys the format has; null where any may stand. Held against every tree that <see cref="Bind"/> takes in.</summary>
    public virtual FormatSchema? Schema => null;

    /// <summary>What binds the format's files together once all are read; null where each file says all by itself.</summary>
    public virtual IProject? Project => null;

    /// <summary>The language of scripts that the format reads, wherever their text stands; null when it reads none.</summary>
    public virtual ScriptLanguage? Script => null;

    /// <summary>Whether a text of the format says something without the other files of its project.</summary>
    public virtual bool StandsAlone => Project is null;

    /// <summary>Parses the text once and adds the entities that it declares. Never throws on any input.</summary>
    public abstract void Bind(FilePath path, BindingContext context);
}

/// <summary>A path with forward slashes, cut into the parts that recognition asks for.</summary>
public readonly struct FilePath
{
    private readonly int _slash;

    public FilePath(string path)
    {
        Full = path;
        _slash = path.LastIndexOf('/');
        Name = path.Substring(_slash + 1);
        FolderName = _slash < 0 ? "" : NameOfFolder(path, _slash);
    }

    public string Full { get; }

    /// <summary>The last segment.</summary>
    public string Name { get; }

    /// <summary>The name of the folder that holds the file; empty for a bare name.</summary>
    public string FolderName { get; }

    /// <summary>Everything before the last segment, without its slash; empty for a bare name.</summary>
    public string Folder => _slash < 0 ? "" : Full.Substring(0, _slash);

    public bool EndsWith(string suffix) => Full.EndsWith(suffix, StringComparison.Ordinal);

    /// <summary>Whether the path ends with these whole segments: <c>qemu-server/101.conf</c> is in <c>a/qemu-server/101.conf</c>.</summary>
    public bool EndsWithSegments(string suffix) =>
        EndsWith(suffix) && (Full.Length == suffix.Length || Full[Full.Length - suffix.Length - 1] == '/');

    /// <summary>The path that a file names from its folder; null when it leads out of the tree.</summary>
    public static string? Combine(string folder, string relative)
    {
        var segments = folder.Length == 0 ? [] : new List<string>(folder.Split('/'));
        foreach (var segment in relative.Split('/'))
        {
            if (segment is "" or ".")
                continue;

            if (segment != "..")
                segments.Add(segment);
            else if (segments.Count > 0)
                segments.RemoveAt(segments.Count - 1);
            else
                return null;
        }

        return string.Join("/", segments);
    }

    private static string NameOfFolder(string path, int slash)
    {
        var start = slash == 0 ? 0 : path.LastIndexOf('/', slash - 1) + 1;
        return path.Substring(start, slash - start);
    }

    public override string ToString() => Full;
}
