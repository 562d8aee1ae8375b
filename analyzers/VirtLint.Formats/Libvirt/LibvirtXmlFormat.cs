using System;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Libvirt.Schemas;
using VirtLint.Formats.Schemas;
using VirtLint.Model;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Libvirt;

/// <summary>One kind of libvirt XML document, recognised by its root element.</summary>
/// <param name="id">The format's identifier.</param>
/// <param name="title">What the format is.</param>
/// <param name="root">The local name of the root element.</param>
/// <param name="isOurs">Tells libvirt's own root from others of the same name.</param>
/// <param name="bind">Adds the entities that one root element declares.</param>
internal sealed class LibvirtXmlFormat(
    string id, string title, string root, Func<XmlHead, bool> isOurs, Action<XmlElement, BindingContext> bind) : Format
{
    public override string Id => id;

    public override Platform Platform => Platform.Libvirt;

    public override FormatSchema? Schema { get; } = new XmlSchema(root);

    public override string Title => title;

    /// <summary>XML files, and templates of XML files: <c>domain.xml.j2</c>, <c>vm.xml.erb</c>.</summary>
    public override PathClaim Claim(FilePath path) =>
        path.EndsWith(".xml") || path.Full.IndexOf(".xml.", path.Full.LastIndexOf('/') + 1, StringComparison.Ordinal) >= 0
            ? PathClaim.Possible
            : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text) => XmlHead.Of(text, root) is { } head && isOurs(head);

    public override string SiteRoot(FilePath path) => LibvirtPaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = XmlTree.Parse(context.File.Text);
        context.AddErrors(tree);
        context.IsPartial = tree.IsTemplate;
        foreach (var element in tree.Roots)
        {
            if (element.Name == root)
                bind(element, context);
        }
    }
}
