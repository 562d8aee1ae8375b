using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Model;

namespace VirtLint.Formats.Proxmox;

/// <summary>Finds the node's directory behind the name by which a guest shares it.</summary>
internal sealed class DirectoryMappings : ISiteLinker
{
    public Platform Platform => Platform.ProxmoxVe;

    public void Link(Site site) => Link([.. site.All<SharedFolder>()], static folder => PvePaths.NodeOf(folder.Origin.File.Path));

    /// <summary>Joins folders of guests with those of nodes.</summary>
    /// <param name="folders">The folders of both kinds.</param>
    /// <param name="nodeOf">Gives the node of a guest's folder; empty where it is not known.</param>
    internal static void Link(IReadOnlyList<SharedFolder> folders, Func<SharedFolder, string> nodeOf)
    {
        var inventory = folders.Where(static folder => folder.Owner is null).ToLookup(static folder => folder.Name, StringComparer.Ordinal);
        foreach (var folder in folders)
        {
            if (folder is not { Owner: not null, Directory: { IsKnown: true, Origin: { } origin } name })
                continue;

            // A node's guests lie in nodes/NAME/; without it, only a directory that every node has under one path is certain.
            var node = nodeOf(folder);
            var directories = inventory[name.Value].Where(map => node.Length == 0 || map.Node.Is(node)).ToList();
            if (directories.Count > 0 && directories.All(map => map.HostPath.Is(path => path == directories[0].HostPath.Or(""))))
            {
                folder.HostPath = Fact.Stated(directories[0].HostPath.Value, origin, name.AsWritten, name.Key)
                    .With(new RelatedPlace(directories[0].HostPath.Origin ?? directories[0].Origin, $"'{name.Value}' is this directory"));
            }
        }
    }
}
