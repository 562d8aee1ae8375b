using System;
using System.Collections.Generic;
using System.Formats.Tar;
using System.IO;
using VirtLint.Formats;

namespace VirtLint.Cli.Discovery;

/// <summary>
/// An OVF package in one tar archive. Its texts are read where they lie and named <c>web.ova!/web.ovf</c>, as the members of
/// archives are named elsewhere; nothing is ever unpacked.
/// </summary>
internal sealed class PackageArchive : IDisposable
{
    private const string Extension = ".ova";
    private const string Inside = Extension + "!/";

    /// <summary>Packages hold a descriptor, a manifest, a certificate and disks.</summary>
    private const int MostMembers = 10_000;

    private readonly FileStream _stream;
    private readonly Dictionary<string, (long Offset, long Length)> _members = new(StringComparer.Ordinal);
    private readonly List<(string Path, FileText Text)> _texts = [];

    private PackageArchive(FileStream stream)
    {
        _stream = stream;
        Members = new ArchiveMembers(stream, _members);
    }

    /// <summary>Why the archive could not be read, to follow its name; null when it was.</summary>
    public string? Trouble { get; private set; }

    public IReadOnlyList<(string Path, FileText Text)> Texts => _texts;

    public CompanionFiles Members { get; }

    public static bool IsNamed(string path) => path.EndsWith(Extension, StringComparison.Ordinal);

    /// <summary>Whether a path leads into an archive.</summary>
    public static bool IsInside(string path) => path.Contains(Inside, StringComparison.Ordinal);

    /// <exception cref="IOException">The file system refused.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static PackageArchive Open(string path, long limit)
    {
        var archive = new PackageArchive(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        try
        {
            archive.ReadMembers(path, limit);
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            archive.Trouble = "is no tar archive, or is cut off";
        }

        return archive;
    }

    public void Dispose() => _stream.Dispose();

    private void ReadMembers(string path, long limit)
    {
        using var reader = new TarReader(_stream, leaveOpen: true);
        while (reader.GetNextEntry() is { } entry)
        {
            if (_members.Count >= MostMembers)
            {
                Trouble = $"has more than {MostMembers} members";
                return;
            }

            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile))
                continue;

            if (entry.Length > 0 && entry.DataOffset + entry.Length > _stream.Length)
                throw new EndOfStreamException();

            var name = entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name;
            if (!CompanionFolder.IsPlain(name) || !_members.TryAdd(name, (entry.DataOffset, entry.Length)))
                continue;

            if (IsText(name))
                _texts.Add(($"{path}!/{name}", TextOf(entry, limit)));
        }

        if (_members.Count == 0)
            Trouble = "is no tar archive, or is cut off";
    }

    private static bool IsText(string name) => name.EndsWith(".ovf", StringComparison.Ordinal) || name.EndsWith(".mf", StringComparison.Ordinal) || name.EndsWith(".cert", StringComparison.Ordinal);

    private static FileText TextOf(TarEntry entry, long limit)
    {
        if (entry.Length > limit)
            return FileText.TooLarge([], limit);

        var bytes = new byte[entry.Length];
        entry.DataStream?.ReadExactly(bytes);
        return FileText.Decode(bytes);
    }

    private sealed class ArchiveMembers(FileStream stream, Dictionary<string, (long Offset, long Length)> members) : CompanionFiles
    {
        private readonly Dictionary<(string Name, DigestAlgorithm Algorithm), string?> _digests = [];

        public override bool AreAll => true;

        public override bool? Has(string name) => members.ContainsKey(name);

        public override string? Digest(string name, DigestAlgorithm algorithm)
        {
            if (!_digests.TryGetValue((name, algorithm), out var digest))
                _digests[(name, algorithm)] = digest = Compute(name, algorithm);

            return digest;
        }

        private string? Compute(string name, DigestAlgorithm algorithm)
        {
            if (!members.TryGetValue(name, out var place) || place.Length > CompanionFolder.LargestFile)
                return null;

            stream.Position = place.Offset;
            using var member = new StreamPart(stream, place.Length);
            return CompanionFolder.Compute(member, algorithm);
        }
    }

    /// <summary>A number of bytes of another stream, from where it stands.</summary>
    private sealed class StreamPart(Stream stream, long length) : Stream
    {
        private long _left = length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = stream.Read(buffer[..(int)Math.Min(buffer.Length, _left)]);
            _left -= read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
