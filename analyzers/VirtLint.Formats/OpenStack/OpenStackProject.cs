using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;

namespace VirtLint.Formats.OpenStack;

/// <summary>Tells the services' files which release they are for, where a file of the same cloud states it.</summary>
internal sealed class OpenStackProject : IProject
{
    public static readonly OpenStackProject Instance = new();

    private OpenStackProject()
    {
    }

    public void Bind(IReadOnlyList<BindingContext> files)
    {
        // What kolla-ansible deploys lies below its globals.yml: the overrides in "config", and a folder a service.
        var clouds = files.Where(static file => file.Release is not null)
            .GroupBy(static file => FolderOf(file), StringComparer.Ordinal)
            .OrderByDescending(static cloud => cloud.Key.Length)
            .ToList();
        foreach (var file in files)
        {
            if (file.BindByRelease is not { } bind)
                continue;

            var cloud = clouds.FirstOrDefault(cloud => cloud.Key.Length == 0 || file.File.Path.StartsWith(cloud.Key + "/", StringComparison.Ordinal));
            if (file.Target is null && cloud?.Select(static stated => stated.Release?.Version).Distinct().ToList() is [{ } release])
            {
                file.Target = release;
                file.Release = cloud.First().Release;
            }

            bind();
        }
    }

    private static string FolderOf(BindingContext file)
    {
        var path = new FilePath(file.File.Path);
        return path.FolderName == "globals.d" ? new FilePath(path.Folder).Folder : path.Folder;
    }
}
