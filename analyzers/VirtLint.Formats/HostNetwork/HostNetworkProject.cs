using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;

namespace VirtLint.Formats.HostNetwork;

/// <summary>Joins the files of one folder in the order of their names, as the programs do that read them.</summary>
/// <param name="read">Reads one file's links.</param>
internal sealed class HostNetworkProject(Action<BindingContext, HostLinks> read) : IProject
{
    public void Bind(IReadOnlyList<BindingContext> files)
    {
        foreach (var folder in files.GroupBy(static file => new FilePath(file.File.Path).Folder, StringComparer.Ordinal))
        {
            var links = new HostLinks();
            foreach (var file in folder.OrderBy(static file => new FilePath(file.File.Path).Name, StringComparer.Ordinal))
                read(file, links);

            links.Bind();
        }
    }
}
