using System;
using System.Globalization;
using System.IO;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Cli.Discovery;

/// <summary>What became of the bytes of one file.</summary>
/// <param name="Text">The decoded text; of a file that could not be read whole, as much as tells what it is.</param>
/// <param name="Unreadable">Why the text is not the whole file, to follow its name; null when it is.</param>
internal sealed record FileText(SourceText Text, string? Unreadable = null)
{
    /// <summary>Enough for any format to recognise its own.</summary>
    private const int HeadLength = 64 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly UTF8Encoding Utf8WithMark = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    /// <summary>Reads and decodes a file.</summary>
    /// <exception cref="IOException">The file system refused.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static FileText Read(string path, long limit)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var bytes = ReadUpTo(stream, limit + 1);
        if (bytes.Length > limit)
            return TooLarge(bytes, limit);

        return Decode(bytes);
    }

    /// <param name="bytes">As much of the file as was read.</param>
    public static FileText TooLarge(byte[] bytes, long limit) => new(Head(bytes), $"is larger than {Size(limit)}");

    public static FileText Decode(byte[] bytes)
    {
        var (encoding, mark) = EncodingOf(bytes);
        if (encoding is null && IsBinary(bytes))
            return new(Head(bytes), "holds NUL bytes, so it is no text");

        string? declared = null;
        if (encoding is null)
        {
            declared = XmlDeclaration.Encoding(bytes);
            encoding = DictionaryEncoding(bytes) ?? Known(declared);
            if (encoding is null)
                return new(Head(bytes), $"declares the encoding '{declared}', which is not read here");
        }

        try
        {
            return new(SourceText.From(encoding.GetString(bytes, mark, bytes.Length - mark), encoding));
        }
        catch (DecoderFallbackException exception)
        {
            var invalid = mark + exception.Index;
            var line = 1 + bytes.AsSpan(0, Math.Clamp(invalid, 0, bytes.Length)).Count((byte)'\n');
            return new(Head(bytes), $"is not valid {encoding.WebName.ToUpperInvariant()} in line {line.ToString(CultureInfo.InvariantCulture)}");
        }
    }

    private static byte[] ReadUpTo(FileStream stream, long limit)
    {
        // Files of /proc and pipes have no length: they are read to their end.
        var length = stream.CanSeek ? Math.Min(stream.Length, limit) : 0;
        var buffer = new byte[length > 0 ? length : Math.Min(limit, HeadLength)];
        var count = 0;
        while (true)
        {
            var read = stream.Read(buffer, count, buffer.Length - count);
            count += read;
            if (read == 0 || count >= limit)
                break;

            if (count == buffer.Length)
            {
                var next = stream.ReadByte();
                if (next < 0)
                    break;

                Array.Resize(ref buffer, (int)Math.Min(limit, buffer.Length * 2L));
                buffer[count++] = (byte)next;
            }
        }

        if (count < buffer.Length)
            Array.Resize(ref buffer, count);

        return buffer;
    }

    private static (Encoding? Encoding, int MarkLength) EncodingOf(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Utf8WithMark, 3),
        [0xFF, 0xFE, 0, 0, ..] => (new UTF32Encoding(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true), 4),
        [0, 0, 0xFE, 0xFF, ..] => (new UTF32Encoding(bigEndian: true, byteOrderMark: true, throwOnInvalidCharacters: true), 4),
        [0xFF, 0xFE, ..] => (new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true), 2),
        [0xFE, 0xFF, ..] => (new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true), 2),
        // XML 1.0, appendix F: UTF-16 without a mark shows by its first characters; configuration starts with ASCII ones.
        [>= (byte)'\t' and < 0x7F, 0, >= (byte)'\t' and < 0x7F, 0, ..] => (new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true), 0),
        [0, >= (byte)'\t' and < 0x7F, 0, >= (byte)'\t' and < 0x7F, ..] => (new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true), 0),
        _ => (null, 0),
    };

    /// <summary>
    /// The encoding of a dictionary of VMware that names another than UTF-8 in its first line. Keys, quotes and values that
    /// matter are ASCII in all of them: read byte by byte, the file is written back as it was.
    /// </summary>
    private static Encoding? DictionaryEncoding(ReadOnlySpan<byte> bytes)
    {
        var line = bytes[..Math.Min(bytes.Length, 200)];
        var end = line.IndexOfAny((byte)'\n', (byte)'\r');
        if (!line.StartsWith(".encoding"u8) || end < 0)
            return null;

        var name = System.Text.Encoding.ASCII.GetString(line[..end]);
        return name.Contains("utf", StringComparison.OrdinalIgnoreCase) || name.Contains("ascii", StringComparison.OrdinalIgnoreCase) ? null : Encoding.Latin1;
    }

    private static Encoding? Known(string? declared) => declared?.ToUpperInvariant() switch
    {
        // A declaration of UTF-16 in a file of single bytes cannot be true; UTF-8 is what such files hold.
        null or "UTF-8" or "UTF8" or "UTF-16" or "UTF-16LE" or "UTF-16BE" => Utf8,
        "US-ASCII" or "ASCII" => Utf8,
        "ISO-8859-1" or "ISO_8859-1" or "LATIN1" or "LATIN-1" => Encoding.Latin1,
        _ => null,
    };

    // The bound within which git, too, looks for a NUL.
    private static bool IsBinary(ReadOnlySpan<byte> bytes) => bytes[..Math.Min(bytes.Length, 8000)].Contains((byte)0);

    private static SourceText Head(byte[] bytes) =>
        SourceText.From(Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, HeadLength)));

    private static string Size(long bytes) => bytes switch
    {
        >= 1 << 20 when bytes % (1 << 20) == 0 => $"{bytes >> 20} MiB",
        >= 1 << 10 when bytes % (1 << 10) == 0 => $"{bytes >> 10} KiB",
        _ => $"{bytes} bytes",
    };

    private static class XmlDeclaration
    {
        /// <summary>The encoding that an XML declaration names, or null when there is none.</summary>
        public static string? Encoding(ReadOnlySpan<byte> bytes)
        {
            if (!bytes.StartsWith("<?xml"u8))
                return null;

            var end = bytes.IndexOf("?>"u8);
            if (end is < 0 or > 200)
                return null;

            var declaration = bytes[..end];
            var key = declaration.IndexOf("encoding"u8);
            if (key < 0)
                return null;

            var rest = declaration[(key + "encoding".Length)..];
            var open = rest.IndexOfAny((byte)'"', (byte)'\'');
            if (open < 0)
                return null;

            var length = rest[(open + 1)..].IndexOf(rest[open]);
            return length < 0 ? null : System.Text.Encoding.ASCII.GetString(rest.Slice(open + 1, length));
        }
    }
}
