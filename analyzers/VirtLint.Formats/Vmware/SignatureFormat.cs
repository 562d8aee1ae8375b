using System;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Digests;

namespace VirtLint.Formats.Vmware;

/// <summary>The signature of an OVF package's manifest, and the certificate of who made it: <c>.cert</c>.</summary>
internal sealed class SignatureFormat : Format
{
    public const string Extension = ".cert";

    private const string Guide = "VMware, OVF Tool User's Guide: OVF Package Signing";

    public static readonly BindingTable<Image> Table = new BindingTable<Image>(Platform.Vmware, "*.cert", Guide)
        .Computed("(signature)", i => i.Manifest, "the algorithm of the signature")
        .Computed("(signature)", i => i.Integrity, "the manifest's digest, held against the signature by the certificate's key", decidedBy: "*.mf")
        .Computed("(certificate)", i => i.SignerExpiry, "the last moment at which the certificate is valid")
        .Computed("(certificate)", i => i.IsSelfSigned, "issuer and subject are one");

    public override string Id => "ovf-signature";

    public override Platform Platform => Platform.Vmware;

    public override string Title => "OVF signature (.cert)";

    public override PathClaim Claim(FilePath path) => path.EndsWith(Extension) ? PathClaim.Possible : PathClaim.None;

    /// <summary>A signature of a manifest: certificates of other kinds end the same way.</summary>
    public override bool Sniff(FilePath path, SourceText text) =>
        TextHead.Has(text, ".mf)") && text.Lines.Select(line => text.ToString(line.Span)).FirstOrDefault(static line => !string.IsNullOrWhiteSpace(line)) is { } first && DigestTree.IsDigestLine(first);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = SignatureTree.Parse(context.File.Text);
        context.AddErrors(tree);
        if (tree.Signature is not { } signature)
            return;

        var expected = ManifestFormat.Stem(path.Name) + ManifestFormat.Extension;
        if (signature.File.Text != expected)
            context.Report(SettingIssueKind.DanglingReference, signature.File.Text, signature.File.Span, $"'{signature.File.Text}' names a manifest that is not this package's, which is '{expected}', so the signature vouches for nothing");

        var manifest = context.Add(new Image(signature.File.Text, context.Origin(signature.File.Span)));
        manifest.Manifest = Fact.Stated(
            signature.Algorithm.Text == "SHA1" ? ImageChecksum.Weak : ImageChecksum.Strong, context.Origin(signature.Algorithm.Span), signature.Algorithm.Text);
        if (!tree.Certificate.IsEmpty)
            BindCertificate(manifest, tree, signature, context);
    }

    private static void BindCertificate(Image manifest, SignatureTree tree, DigestLine signature, BindingContext context)
    {
        var origin = context.Origin(tree.CertificateSpan);
        try
        {
            using var certificate = new X509Certificate2(tree.Certificate.ToArray());
            manifest.SignerExpiry = Fact.Stated(new DateTimeOffset(certificate.NotAfter.ToUniversalTime()), origin, certificate.Subject, "certificate");
            manifest.IsSelfSigned = Fact.Stated(certificate.SubjectName.RawData.SequenceEqual(certificate.IssuerName.RawData), origin, certificate.Subject, "certificate");
            manifest.Integrity = IntegrityOf(certificate, signature, context);
        }
        catch (CryptographicException)
        {
            context.Report(SettingIssueKind.SyntaxError, "certificate", tree.CertificateSpan, "the certificate cannot be read: it is no X.509 certificate, or it is cut off");
        }
    }

    private static Fact<FileIntegrity> IntegrityOf(X509Certificate2 certificate, DigestLine signature, BindingContext context)
    {
        var origin = context.Origin(signature.Digest.Span);
        if (ManifestFormat.AlgorithmOf(signature) is not { } algorithm || context.Companions.Digest(signature.File.Text, algorithm) is not { } digest)
            return Fact<FileIntegrity>.Unresolved(origin, signature.Digest.Text, "manifest whose content was not read");

        using var key = certificate.GetRSAPublicKey();
        if (key is null)
            return Fact<FileIntegrity>.Unresolved(origin, signature.Digest.Text, "key that is not of RSA");

        var isValid = key.VerifyHash(Bytes(digest), Bytes(signature.Digest.Text), new HashAlgorithmName(signature.Algorithm.Text), RSASignaturePadding.Pkcs1);
        return Fact.Stated(isValid ? FileIntegrity.Intact : FileIntegrity.WronglySigned, origin, signature.Digest.Text);
    }

    private static byte[] Bytes(string digits)
    {
        var bytes = new byte[digits.Length / 2];
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)((Uri.FromHex(digits[2 * i]) * 16) + Uri.FromHex(digits[(2 * i) + 1]));

        return bytes;
    }
}
