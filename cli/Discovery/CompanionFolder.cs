using System;
using System.Collections.Concurrent;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using VirtLint.Formats;

namespace VirtLint.Cli.Discovery;

/// <summary>The files of one folder, asked for by name.</summary>
internal sealed class CompanionFolder(string folder) : CompanionFiles
{
    /// <summary>Above this, a digest is left to the tools that deploy the package.</summary>
    public const long LargestFile = 1L << 30;

    private const int LargestPointer = 1024;

    private readonly ConcurrentDictionary<(string Name, DigestAlgorithm Algorithm), string?> _digests = new();

    public override bool? Has(string name) => IsPlain(name) ? File.Exists(Path.Join(folder, name)) : null;

    public override string? Digest(string name, DigestAlgorithm algorithm) =>
        IsPlain(name) ? _digests.GetOrAdd((name, algorithm), key => Compute(Path.Join(folder, key.Name), key.Algorithm)) : null;

    /// <summary>A name of a file in a folder, and no way out of it.</summary>
    public static bool IsPlain(string name) =>
        name.Length is > 0 and <= 255 && name is not ("." or "..") && name.IndexOfAny(['/', '\\', ':', '\0']) < 0;

    /// <summary>The digest of a stream, in lower-case hexadecimal digits.</summary>
    public static string Compute(Stream stream, DigestAlgorithm algorithm) => Convert.ToHexStringLower(algorithm switch
    {
        DigestAlgorithm.Sha256 => SHA256.HashData(stream),
        DigestAlgorithm.Sha512 => SHA512.HashData(stream),
#pragma warning disable CA5350 // Old packages have nothing else: a digest that differs is news all the same.
        _ => SHA1.HashData(stream),
#pragma warning restore CA5350
    });

    private static string? Compute(string path, DigestAlgorithm algorithm)
    {
        try
        {
            // A link may lead to a device or a pipe, which never ends.
            if (new FileInfo(path) is not { Exists: true, LinkTarget: null, Length: > 0 and <= LargestFile })
                return null;

            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return stream.Length <= LargestPointer && Pointer(stream) is { } pointer
                ? OfPointer(pointer, algorithm)
                : Compute(stream, algorithm);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>What stands in a repository for a file that is kept elsewhere: a pointer of Git LFS or git-annex.</summary>
    private static string? Pointer(FileStream stream)
    {
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        stream.Position = 0;
        var text = Encoding.Latin1.GetString(bytes);
        return text.StartsWith("version https://git-lfs.github.com/spec/", StringComparison.Ordinal) || text.StartsWith("/annex/objects/", StringComparison.Ordinal) ? text : null;
    }

    /// <summary>A pointer of Git LFS names the digest itself. // git-lfs, docs/spec.md: "oid sha256:"</summary>
    private static string? OfPointer(string pointer, DigestAlgorithm algorithm)
    {
        const string Key = "\noid sha256:";
        var at = pointer.IndexOf(Key, StringComparison.Ordinal);
        return algorithm is DigestAlgorithm.Sha256 && at >= 0 && at + Key.Length + 64 <= pointer.Length ? pointer.Substring(at + Key.Length, 64) : null;
    }
}
