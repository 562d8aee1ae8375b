using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Schemas;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Libvirt.Schemas;

/// <summary>The schema of libvirt's XML documents.</summary>
/// <remarks>
/// libvirt skips names that it does not know, and every release adds some. So a name is reported only where it is sure to be
/// a mistake: it misspells a known one of its place, or belongs to another place.
/// </remarks>
internal sealed class XmlSchema(string root) : FormatSchema
{
    protected internal override void Check(SyntaxTree tree, BindingContext context)
    {
        if (tree is not XmlTree xml || XmlKinds.All.Root(root) is not { } kind)
            return;

        foreach (var element in xml.Roots)
        {
            if (element.Name != root)
                continue;

            // A tag that is missing or too many moves all that follows it: what stands in the wrong place then is no second mistake.
            if (tree.Errors.IsEmpty)
                new Walk(context, tree.IsTemplate).Check(element, kind);

            LibvirtReferences.Collect(element, context);
            if (root == "domain")
                DomainCombinations.Check(element, tree.IsTemplate, context);
        }
    }

    private sealed class Walk(BindingContext context, bool isTemplate)
    {
        public void Check(XmlElement element, XmlKind kind)
        {
            if (kind.IsOpen)
                return;

            foreach (var attribute in element.Attributes)
            {
                if (attribute.Prefix.Length == 0 && attribute.Name != "xmlns" && !kind.Attributes.Contains(attribute.Name))
                    CheckUnknown(element, attribute, kind);
            }

            Dictionary<string, XmlElement>? first = null;
            foreach (var child in element.Children)
            {
                if (child.Prefix.Length > 0 || child.NamespaceUri.Length > 0)
                    continue;

                if (!kind.Children.TryGetValue(child.Name, out var known))
                {
                    CheckUnknown(element, child, kind);
                    continue;
                }

                Check(child, known.Kind);
                if (known.IsSingle && !isTemplate)
                    CheckSingle(element, child, first ??= new(StringComparer.Ordinal));
            }
        }

        private void CheckSingle(XmlElement parent, XmlElement child, Dictionary<string, XmlElement> first)
        {
            if (!first.TryGetValue(child.Name, out var other))
            {
                first.Add(child.Name, child);
                return;
            }

            if (TextOf(child) == TextOf(other))
                return;

            context.Add(new SettingIssue(
                SettingIssueKind.DuplicateKey,
                child.Name,
                context.Origin(child.NameSpan),
                $"<{child.Name}> is stated twice in <{parent.Name}>, and only one of the two counts")
            {
                Related = new RelatedPlace(context.Origin(other.NameSpan), "the other statement"),
            });
        }

        /// <summary>An attribute that a child of the element has, or that misspells one of its own.</summary>
        private void CheckUnknown(XmlElement element, XmlAttribute attribute, XmlKind kind)
        {
            var owners = kind.Children.Where(child => child.Value.Kind.Attributes.Contains(attribute.Name)).Select(static child => child.Key).ToList();
            if (Nearest(attribute.Name, kind.Attributes) is { } nearest)
                Report(attribute.Name, attribute.NameSpan, $"'{attribute.Name}' is no attribute of <{element.Name}>, so it sets nothing; did you mean '{nearest}'?", nearest);
            else if (owners.Count == 1)
                Report(attribute.Name, attribute.NameSpan, $"'{attribute.Name}' is an attribute of <{owners[0]}>, not of <{element.Name}>, so it sets nothing here");
        }

        /// <summary>An element that only other elements have as a child, or that misspells one of its own place.</summary>
        private void CheckUnknown(XmlElement parent, XmlElement child, XmlKind kind)
        {
            var parents = XmlKinds.All.ParentsOf(child.Name);
            if (parents.Count is 1 or 2 && !parents.Contains(parent.Name))
                Report(child.Name, child.NameSpan, $"<{child.Name}> belongs in <{string.Join("> or <", parents)}>, not in <{parent.Name}>, so it sets nothing here");
            else if (parents.Count == 0 && Nearest(child.Name, kind.Children.Keys) is { } nearest)
                Report(child.Name, child.NameSpan, $"<{child.Name}> is no element of <{parent.Name}>, so it sets nothing; did you mean <{nearest}>?");
        }

        private void Report(string name, TextSpan span, string message, string? suggestion = null)
        {
            if (!TemplateMarks.Contains(name))
                context.ReportOnce(SettingIssueKind.UnknownKey, name, span, message, suggestion);
        }

        /// <summary>Only a name that is too long for a word of its own to be as near by chance.</summary>
        private static string? Nearest(string name, IEnumerable<string> known) =>
            name.Length < 4 ? null : Sentence.Nearest(name, known);

        private string TextOf(XmlElement element) => context.File.Text.ToString(element.Span);
    }
}
