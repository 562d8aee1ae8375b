using System;
using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform;

/// <summary>The files of a run that a configuration may read: those of its own formats, templates among them.</summary>
internal sealed class TerraformTexts
{
    private readonly Dictionary<string, SourceFile> _files = new(StringComparer.Ordinal);

    public TerraformTexts(IReadOnlyList<BindingContext> files)
    {
        foreach (var context in files)
            _files[context.File.Path] = context.File;
    }

    /// <summary>The file of a path, or null.</summary>
    public SourceFile? Read(string path) => _files.TryGetValue(Plain(path), out var file) ? file : null;

    /// <summary>The path without steps that go nowhere: <c>a/./b/../c</c> is <c>a/c</c>.</summary>
    private static string Plain(string path)
    {
        var segments = new List<string>();
        foreach (var segment in path.Split('/'))
        {
            if (segment == ".." && segments.Count > 0 && segments[segments.Count - 1] is not ("" or ".."))
                segments.RemoveAt(segments.Count - 1);
            else if (segment is not "." && !(segment.Length == 0 && segments.Count > 0))
                segments.Add(segment);
        }

        return string.Join("/", segments);
    }
}
