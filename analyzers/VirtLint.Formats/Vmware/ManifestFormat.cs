using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Digests;

namespace VirtLint.Formats.Vmware;

/// <summary>The digests of an OVF package's files: <c>.mf</c>.</summary>
internal sealed class ManifestFormat : Format
{
    public const string Extension = ".mf";

    public static readonly BindingTable<Image> Table = new BindingTable<Image>(Platform.Vmware, "*.mf", OvfFormat.Specification)
        .Computed("(file)", i => i.Manifest, "the weakest algorithm that a file is listed by", source: "OVF package: manifest")
        .Computed("(path)", i => i.IsSigned, "a file of the same name that ends in .cert", source: "OVF package: certificate", decidedBy: "*.cert")
        .Computed("(line)", i => i.Integrity, "a digest, held against the file beside the manifest", source: "OVF package: manifest", decidedBy: "the package's files");

    public override string Id => "ovf-manifest";

    public override Platform Platform => Platform.Vmware;

    public override string Title => "OVF manifest (.mf)";

    public override PathClaim Claim(FilePath path) => path.EndsWith(Extension) ? PathClaim.Possible : PathClaim.None;

    /// <summary>A list of digests that names an envelope: the manifests of Java archives and other lists of digests are not ours.</summary>
    public override bool Sniff(FilePath path, SourceText text) =>
        TextHead.Has(text, ".ovf)") && text.Lines.Select(line => text.ToString(line.Span)).FirstOrDefault(static line => !string.IsNullOrWhiteSpace(line)) is { } first && DigestTree.IsDigestLine(first);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = DigestTree.Parse(context.File.Text);
        context.AddErrors(tree);
        if (tree.Lines.FirstOrDefault(static line => line.File.Text.EndsWith(".ovf", StringComparison.Ordinal)) is not { } envelope)
            return;

        var package = context.Add(new Image(envelope.File.Text, context.Origin(envelope.File.Span)));
        package.Manifest = Weakest(tree, context);
        if (context.Companions.Has(Stem(path.Name) + SignatureFormat.Extension) is { } isSigned)
            package.IsSigned = Fact.Default(isSigned, package.Origin, OvfFormat.Specification);

        foreach (var line in tree.Lines)
        {
            var file = context.Add(new Image(line.File.Text, context.Origin(line.File.Span), package));
            file.Integrity = IntegrityOf(line, context);
        }
    }

    /// <summary>A path or name without its last extension: what the files of one package have in common.</summary>
    public static string Stem(string path)
    {
        var dot = path.LastIndexOf('.');
        return dot > path.LastIndexOf('/') ? path.Substring(0, dot) : path;
    }

    private static Fact<ImageChecksum> Weakest(DigestTree tree, BindingContext context)
    {
        var strong = new HashSet<string>(tree.Lines.Where(static line => !IsWeak(line)).Select(static line => line.File.Text), StringComparer.Ordinal);
        var line = tree.Lines.FirstOrDefault(line => IsWeak(line) && !strong.Contains(line.File.Text)) ?? tree.Lines[0];
        return Fact.Stated(IsWeak(line) ? ImageChecksum.Weak : ImageChecksum.Strong, context.Origin(line.Algorithm.Span), line.Algorithm.Text);
    }

    private static bool IsWeak(DigestLine line) => line.Algorithm.Text == "SHA1";

    private static Fact<FileIntegrity> IntegrityOf(DigestLine line, BindingContext context)
    {
        var (origin, name) = (context.Origin(line.Digest.Span), line.File.Text);
        return context.Companions.Has(name) switch
        {
            null => Fact<FileIntegrity>.Absent,
            false when context.Companions.AreAll => Fact.Stated(FileIntegrity.Missing, context.Origin(line.File.Span), name),
            false => Fact<FileIntegrity>.Unresolved(origin, line.Digest.Text, "file that is kept elsewhere"),
            true when AlgorithmOf(line) is { } algorithm && context.Companions.Digest(name, algorithm) is { } digest =>
                Fact.Stated(digest.Equals(line.Digest.Text, StringComparison.OrdinalIgnoreCase) ? FileIntegrity.Intact : FileIntegrity.Changed, origin, line.Digest.Text),
            true => Fact<FileIntegrity>.Unresolved(origin, line.Digest.Text, "file whose content was not read"),
        };
    }

    public static DigestAlgorithm? AlgorithmOf(DigestLine line) => line.Algorithm.Text switch
    {
        "SHA1" => DigestAlgorithm.Sha1,
        "SHA256" => DigestAlgorithm.Sha256,
        "SHA512" => DigestAlgorithm.Sha512,
        _ => null,
    };
}
