using System.Collections.Generic;
using System.Linq;

namespace VirtLint.Model;

/// <summary>One file after binding: the entities that it declares.</summary>
/// <param name="File">The file.</param>
/// <param name="Format">The format's identifier: <c>libvirt-domain</c>, <c>pve-qemu</c>.</param>
/// <param name="Platform">The platform that reads the file.</param>
/// <param name="SiteRoot">The folder that one host or cluster's files have in common; files join only within it.</param>
/// <param name="Entities">Everything that the file declares, owners before what they own.</param>
/// <param name="Options">What the project says for this file.</param>
public sealed record FileModel(
    SourceFile File,
    string Format,
    Platform Platform,
    string SiteRoot,
    IReadOnlyList<Entity> Entities,
    ProjectOptions Options);

/// <summary>The files of one host or cluster: what they name in each other can be resolved.</summary>
public sealed class Site(Platform platform, string root, IReadOnlyList<FileModel> files)
{
    public Platform Platform { get; } = platform;

    /// <summary>The folder that the site's files have in common.</summary>
    public string Root { get; } = root;

    public IReadOnlyList<FileModel> Files { get; } = files;

    /// <summary>Whether the site holds a file of this format, so that its silence can be told from its absence.</summary>
    public bool Has(string format) => Files.Any(file => file.Format == format);

    public IEnumerable<TEntity> All<TEntity>() where TEntity : Entity =>
        Files.SelectMany(static file => file.Entities).OfType<TEntity>();
}

/// <summary>Everything in the run.</summary>
public sealed class Fleet(IReadOnlyList<Site> sites)
{
    public IReadOnlyList<Site> Sites { get; } = sites;

    public IEnumerable<TEntity> All<TEntity>() where TEntity : Entity => Sites.SelectMany(static site => site.All<TEntity>());
}
