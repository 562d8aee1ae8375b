using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using VirtLint.Cli.Discovery;

namespace VirtLint.Cli.Reports;

/// <summary>The names by which reports call files.</summary>
/// <param name="folder">The current folder of the run.</param>
internal sealed class PathNames(string folder)
{
    private readonly Dictionary<string, string> _roots = new(StringComparer.Ordinal);

    /// <summary>For people: relative to the current folder, if the file is below it.</summary>
    public string Display(string path) => Below(folder, path) ?? path;

    /// <summary>
    /// For code scanning: relative to the root of the repository, wherever the tool ran, else to the current folder; with
    /// forward slashes, percent-encoded.
    /// </summary>
    public (string Uri, bool IsRelative) Uri(string path) =>
        Below(RootOf(path), path) is { } relative ? (Encode(relative), true) : ("file://" + Encode(path), false);

    /// <summary>Relative to the root of the repository, as it is written.</summary>
    public string InRepository(string path) => Below(RootOf(path), path) ?? path;

    private string RootOf(string path)
    {
        var parent = Path.GetDirectoryName(path) ?? "/";
        if (!_roots.TryGetValue(parent, out var root))
            _roots[parent] = root = Repository.RootOf(parent) ?? folder;

        return root;
    }

    private static string? Below(string root, string path)
    {
        var prefix = root.EndsWith('/') ? root : root + "/";
        return path.StartsWith(prefix, StringComparison.Ordinal) ? path[prefix.Length..] : null;
    }

    private static string Encode(string path)
    {
        var uri = new StringBuilder(path.Length);
        foreach (var value in Encoding.UTF8.GetBytes(path))
        {
            // RFC 3986: pchar without the colon, which a first segment must not hold, and the slashes between segments.
            if (char.IsAsciiLetterOrDigit((char)value) || "/-._~!$&'()*+,;=@".Contains((char)value))
                uri.Append((char)value);
            else
                uri.Append('%').Append(value.ToString("X2"));
        }

        return uri.ToString();
    }
}
