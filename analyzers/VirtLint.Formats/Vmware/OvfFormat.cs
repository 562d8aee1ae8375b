using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Libvirt;
using VirtLint.Model;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Vmware;

/// <summary>An appliance as a package: OVF envelopes of versions 0.9, 1 and 2, as VMware and VirtualBox write them.</summary>
/// <remarks>Elements and attributes are told by their local names: tools differ in the prefixes that they write.</remarks>
internal sealed class OvfFormat : Format
{
    public const string Specification = "DMTF DSP0243, Open Virtualization Format Specification";

    // DSP0243; of version 0.9, VMware's own
    private static readonly string[] s_namespaces = ["schemas.dmtf.org/ovf/envelope/", "www.vmware.com/schema/ovf/1/envelope", "schemas.dmtf.org/ovf/1/envelope"];

    public static readonly BindingTable<Image> Package = new BindingTable<Image>(Platform.Vmware, "*.ovf: Envelope", Specification)
        .Computed("(path)", i => i.Manifest, "no file of the same name that ends in .mf", source: "OVF package: manifest", decidedBy: "*.mf")
        .Computed("References/File", i => i.Integrity, "a file that the manifest does not list", source: "OVF package: manifest", decidedBy: "*.mf");

    public override string Id => "ovf";

    public override Platform Platform => Platform.Vmware;

    public override string Title => "OVF envelope (.ovf)";

    public override PathClaim Claim(FilePath path) => path.EndsWith(".ovf") ? PathClaim.Certain
        : path.EndsWith(".ovf.j2") || path.EndsWith(".ovf.tmpl") || path.EndsWith(".xml") ? PathClaim.Possible
        : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text) =>
        XmlHead.Of(text, "Envelope") is { } head && Array.Exists(s_namespaces, uri => head.RootTag.IndexOf(uri, StringComparison.OrdinalIgnoreCase) >= 0);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = XmlTree.Parse(context.File.Text);
        context.AddErrors(tree);
        context.IsPartial = tree.IsTemplate;
        foreach (var root in tree.Roots)
        {
            if (root.Name == "Envelope")
                BindEnvelope(path, root, context);
        }
    }

    private static void BindEnvelope(FilePath path, XmlElement envelope, BindingContext context)
    {
        var package = context.Add(new Image(path.Name, context.Origin(envelope.NameSpan)));
        BindFiles(path, package, envelope, context);
        var references = new OvfReferences(envelope, context);
        references.Check();
        var pending = new Stack<XmlElement>();
        pending.Push(envelope);
        while (pending.Count > 0)
        {
            var element = pending.Pop();
            OvfProperties.Bind(package, element, context);
            for (var i = element.Children.Count - 1; i >= 0; i--)
            {
                var child = element.Children[i];
                if (IsContent(child, "VirtualSystem") || IsContent(child, "VirtualSystemCollection"))
                    pending.Push(child);
            }

            if (IsContent(element, "VirtualSystem"))
                new OvfSystem(envelope, references, context).Bind(path, element);
        }
    }

    private static void BindFiles(FilePath path, Image package, XmlElement envelope, BindingContext context)
    {
        foreach (var file in envelope.Elements("References").SelectMany(static references => references.Elements("File")))
        {
            if (file.Attribute("href") is { Value.Length: > 0 } href)
                context.Add(new Image(href.Value, context.Origin(href.ValueSpan), package));
        }

        // Content libraries keep digests of their own (item.json); the boxes of Vagrant are verified as a whole when they are fetched.
        var isKeptElsewhere = path.Name == "box.ovf" || context.Companions.Has("item.json") is true;
        // An envelope alone is a draft or a record: only together with a file of its own is it a package that somebody may deploy.
        if (!isKeptElsewhere && package.Parts<Image>().Any(file => context.Companions.Has(file.Name) is true) && context.Companions.Has(ManifestFormat.Stem(path.Name) + ManifestFormat.Extension) is false)
            package.Manifest = Facts.Default(context, ImageChecksum.None, envelope.NameSpan, Specification);
    }

    /// <summary>A section by its name; in version 0.9 its type is an attribute.</summary>
    public static IEnumerable<XmlElement> Sections(XmlElement parent, string name)
    {
        foreach (var child in parent.Children)
        {
            if (child.Name == name || (child.Name == "Section" && IsOfType(child, name)))
                yield return child;
        }
    }

    private static bool IsContent(XmlElement element, string name) => element.Name == name || (element.Name == "Content" && IsOfType(element, name));

    private static bool IsOfType(XmlElement element, string name) =>
        element.Attribute("type") is { } type && type.Value.Substring(type.Value.IndexOf(':') + 1) == name + "_Type";
}
