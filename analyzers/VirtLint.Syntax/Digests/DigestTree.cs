using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Digests;

/// <summary>A list of digests, as openssl dgst writes it: <c>SHA256(web.ovf)= 9f86…</c>.</summary>
public sealed class DigestTree : SyntaxTree
{
    private static readonly (string Name, int Digits)[] s_algorithms = [("SHA1", 40), ("SHA224", 56), ("SHA256", 64), ("SHA384", 96), ("SHA512", 128)];

    private DigestTree(SourceText text, ImmutableArray<DigestLine> lines, ImmutableArray<SyntaxError> errors)
        : base(text, errors) => Lines = lines;

    public ImmutableArray<DigestLine> Lines { get; }

    public static DigestTree Parse(SourceText source)
    {
        var errors = new ErrorList();
        var lines = ImmutableArray.CreateBuilder<DigestLine>();
        foreach (var line in source.Lines)
        {
            var text = source.ToString(line.Span);
            if (string.IsNullOrWhiteSpace(text))
                continue;

            if (errors.IsFull || lines.Count >= Limits.Nodes)
                break;

            if (Read(text, line.Start, errors) is { } read)
                lines.Add(read);
        }

        return new(source, lines.ToImmutable(), errors.ToImmutable());
    }

    /// <summary>Whether a line has the form of a digest, whatever it says.</summary>
    public static bool IsDigestLine(string line)
    {
        var text = line.TrimStart();
        var open = text.IndexOf('(');
        return open > 3 && text.StartsWith("SHA", StringComparison.OrdinalIgnoreCase) && text.IndexOf(')', open) is > 0 and var close && text.IndexOf('=', close) > 0;
    }

    /// <summary>The three parts of a line such as <c>SHA256(web.ovf)= 9f86…</c>, the algorithm by its usual name; null after an error.</summary>
    /// <param name="example">What a line looks like, to follow "expected".</param>
    internal static DigestLine? ReadParts(string text, int at, string example, ErrorList errors)
    {
        var open = text.IndexOf('(');
        var equals = text.LastIndexOf('=');
        var close = equals < 0 ? -1 : text.LastIndexOf(')', equals);
        if (open <= 0 || close <= open)
        {
            errors.Add(Part(text, at, 0, text.Length).Span, $"expected {example}");
            return null;
        }

        var algorithm = Part(text, at, 0, open);
        var known = Array.Find(s_algorithms, entry => entry.Name.Equals(algorithm.Text.Replace("-", ""), StringComparison.OrdinalIgnoreCase));
        if (known.Name is null)
        {
            errors.Add(algorithm.Span, $"unknown digest algorithm '{algorithm.Text}'; expected 'SHA1', 'SHA256' or 'SHA512'");
            return null;
        }

        return new(algorithm with { Text = known.Name }, Part(text, at, open + 1, close), Part(text, at, equals + 1, text.Length));
    }

    private static DigestLine? Read(string text, int at, ErrorList errors)
    {
        if (ReadParts(text, at, "a digest such as 'SHA256(web.ovf)= 9f86d0…'", errors) is not { } line)
            return null;

        var digits = Array.Find(s_algorithms, entry => entry.Name == line.Algorithm.Text).Digits;
        if (IsHexadecimal(line.Digest.Text) && line.Digest.Text.Length == digits)
            return line;

        errors.Add(line.Digest.Span.IsEmpty ? line.Algorithm.Span : line.Digest.Span, $"a digest by {line.Algorithm.Text} has {digits} hexadecimal digits; this one has {line.Digest.Text.Length} characters");
        return null;
    }

    private static Literal Part(string text, int at, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
            start++;

        while (end > start && char.IsWhiteSpace(text[end - 1]))
            end--;

        return new(text.Substring(start, end - start), TextSpan.FromBounds(at + start, at + end));
    }

    internal static bool IsHexadecimal(string text)
    {
        foreach (var c in text)
        {
            if (!Uri.IsHexDigit(c))
                return false;
        }

        return text.Length > 0;
    }
}
