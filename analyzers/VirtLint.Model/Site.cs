using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;

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
    ProjectOptions Options)
{
    /// <summary>The objects that the file defines by name.</summary>
    public IReadOnlyList<ObjectDefinition> Definitions { get; init; } = [];

    /// <summary>The objects that the file names.</summary>
    public IReadOnlyList<ObjectReference> References { get; init; } = [];

    /// <summary>The kinds of which this file, with the others of its site, defines all that there are.</summary>
    public IReadOnlyCollection<ObjectKind> Complete { get; init; } = [];

    /// <summary>The places that hold secrets which no entity has.</summary>
    public IReadOnlyList<TextSpan> Hidden { get; init; } = [];
}

/// <summary>What a site's files say of an object that one of them names.</summary>
public enum Resolution
{
    /// <summary>The files that would define it are not all there.</summary>
    Unknown,

    Defined,

    /// <summary>It is defined and switched off.</summary>
    Disabled,

    /// <summary>The files that would define it are there, and do not.</summary>
    Missing,
}

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

    private HashSet<ObjectKind> Complete => field ??= [.. Files.SelectMany(static file => file.Complete)];

    private ILookup<(ObjectKind Kind, string Name), ObjectDefinition> Definitions => field ??= Files
        .SelectMany(static file => file.Definitions)
        .ToLookup(static definition => (definition.Kind, definition.Name));

    /// <summary>Whether the object that a file names is defined, by the file itself or by another of the site.</summary>
    public Resolution Resolve(ObjectReference reference)
    {
        var found = Definitions[(reference.Kind, reference.Name)];
        if (found.Any())
            return found.All(static definition => definition.IsDisabled) ? Resolution.Disabled : Resolution.Defined;

        return Complete.Contains(reference.Kind) ? Resolution.Missing : Resolution.Unknown;
    }

    /// <summary>Where an object that a file names is defined; empty when it is not, or always there.</summary>
    public IEnumerable<ObjectDefinition> DefinitionsOf(ObjectReference reference) => Definitions[(reference.Kind, reference.Name)];
}

/// <summary>Everything in the run.</summary>
public sealed class Fleet(IReadOnlyList<Site> sites)
{
    public IReadOnlyList<Site> Sites { get; } = sites;

    public IEnumerable<TEntity> All<TEntity>() where TEntity : Entity => Sites.SelectMany(static site => site.All<TEntity>());
}
