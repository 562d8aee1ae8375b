using System;
using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Digests;

/// <summary>The signature of a list of digests, <c>SHA256(web.mf)= 5f1c…</c>, and the certificate of who made it, in PEM.</summary>
// VMware, OVF Tool User's Guide: OVF Package Signing
public sealed class SignatureTree : SyntaxTree
{
    private const string Begin = "-----BEGIN CERTIFICATE-----";
    private const string End = "-----END CERTIFICATE-----";

    private SignatureTree(SourceText text, DigestLine? signature, TextSpan certificateSpan, ImmutableArray<byte> certificate, ImmutableArray<SyntaxError> errors)
        : base(text, errors)
    {
        Signature = signature;
        CertificateSpan = certificateSpan;
        Certificate = certificate;
    }

    /// <summary>The signature, as the digest of the list of digests; null where it could not be read.</summary>
    public DigestLine? Signature { get; }

    /// <summary>The line that the certificate starts with; empty where there is none.</summary>
    public TextSpan CertificateSpan { get; }

    /// <summary>The first certificate, decoded; empty where it could not be read.</summary>
    public ImmutableArray<byte> Certificate { get; }

    public static SignatureTree Parse(SourceText source)
    {
        var errors = new ErrorList();
        var lines = source.Lines;
        var at = 0;
        while (at < lines.Count && string.IsNullOrWhiteSpace(source.ToString(lines[at].Span)))
            at++;

        if (at == lines.Count)
        {
            errors.Add(new TextSpan(0, 0), "expected a signature such as 'SHA256(web.mf)= 5f1c0a…'");
            return new(source, null, default, [], errors.ToImmutable());
        }

        var signature = ReadSignature(source.ToString(lines[at].Span), lines[at].Start, errors);
        var (span, certificate) = ReadCertificate(source, at, errors);
        return new(source, signature, span, certificate, errors.ToImmutable());
    }

    private static DigestLine? ReadSignature(string text, int at, ErrorList errors)
    {
        if (DigestTree.ReadParts(text, at, "a signature such as 'SHA256(web.mf)= 5f1c0a…'", errors) is not { } line)
            return null;

        if (DigestTree.IsHexadecimal(line.Digest.Text) && line.Digest.Text.Length % 2 == 0)
            return line;

        errors.Add(line.Digest.Span.IsEmpty ? line.Algorithm.Span : line.Digest.Span, "a signature is an even number of hexadecimal digits");
        return null;
    }

    /// <summary>Tools that print a certificate in words, too, put them before it.</summary>
    private static (TextSpan Span, ImmutableArray<byte> Certificate) ReadCertificate(SourceText source, int at, ErrorList errors)
    {
        var body = new StringBuilder();
        var span = default(TextSpan);
        for (var i = at; i < source.Lines.Count; i++)
        {
            var line = source.ToString(source.Lines[i].Span).Trim();
            if (line == Begin && span.IsEmpty)
                span = new(source.Lines[i].Start, Begin.Length);
            else if (line == End && !span.IsEmpty)
                return (span, Decode(body.ToString(), span, errors));
            else if (!span.IsEmpty)
                body.Append(line);
        }

        if (span.IsEmpty)
            errors.Add(source.Lines[at].Span, $"expected a certificate below the signature, which starts with '{Begin}'");
        else
            errors.Add(span, $"unterminated certificate; expected '{End}' on a line of its own");

        return (span, []);
    }

    private static ImmutableArray<byte> Decode(string text, TextSpan span, ErrorList errors)
    {
        try
        {
            return [.. Convert.FromBase64String(text)];
        }
        catch (FormatException)
        {
            errors.Add(span, "the certificate is not in Base64");
            return [];
        }
    }
}
