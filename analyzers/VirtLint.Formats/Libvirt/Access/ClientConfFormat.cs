using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Libvirt.Schemas;
using VirtLint.Formats.Schemas;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.LibvirtConf;

namespace VirtLint.Formats.Libvirt.Access;

/// <summary>Where libvirt's clients connect: <c>libvirt.conf</c>.</summary>
/// <remarks>libvirt, uri.rst, "Default URI choice" and "URI aliases".</remarks>
internal sealed class ClientConfFormat : Format
{
    public override string Id => "libvirt-client-conf";

    public override Platform Platform => Platform.Libvirt;

    public override string Title => "libvirt client settings (libvirt.conf)";

    public override FormatSchema? Schema { get; } = new FlatSchema(LibvirtConfKeys.Client, LibvirtConfKeys.Family);

    /// <summary>The name belongs to SASL's and Nova's files too.</summary>
    public override PathClaim Claim(FilePath path) =>
        LibvirtPaths.NameWithoutTemplate(path) == "libvirt.conf" && path.FolderName != "sasl2" ? PathClaim.Possible : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text) => TextHead.HasLine(text, " \t", "uri_");

    public override string SiteRoot(FilePath path) => LibvirtPaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = LibvirtConfTree.Parse(context.File.Text);
        context.AddErrors(tree);
        if (tree.Root.Find("uri_default") is { IsList: false } single)
            ConnectionUri.Bind("uri_default", single.AsLiteral(), single.Key, context);

        if (tree.Root.Find("uri_aliases") is not { IsList: true } aliases)
            return;

        foreach (var item in aliases.Items)
        {
            var equals = item.Text.IndexOf('=');
            if (equals <= 0)
                continue;

            var uri = item.Text.Substring(equals + 1);
            ConnectionUri.Bind(item.Text.Substring(0, equals), new Literal(uri, TextSpan.FromBounds(item.Span.End - uri.Length, item.Span.End)), aliases.Key, context);
        }
    }
}
