using System.Linq;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Syntax;
using VirtLint.Syntax.Xml;

namespace VirtLint.Tests.Syntax.Xml;

public sealed class XmlTreeTests
{
    [Test]
    public void An_attribute_is_found_by_path_with_the_span_of_its_value()
    {
        var text = SourceText.From("<domain type='kvm'>\n  <devices>\n    <disk><driver cache=\"unsafe\"/></disk>\n  </devices>\n</domain>\n");

        var setting = XmlTree.Parse(text).Roots[0].Find("devices/disk/driver/@cache");

        Assert.That(setting?.Value, Is.EqualTo("unsafe"));
        Assert.That(text.ToString(setting.ValueSpan), Is.EqualTo("unsafe"));
    }

    [TestCase("a/b/text()", "one")]
    [TestCase("a/c[@type='y']/@v", "2")]
    [TestCase("a/c/@v", "1")]
    [TestCase("a/missing", null)]
    [TestCase("a/c[@type='z']/@v", null)]
    public void Paths_lead_to_text_presence_and_attributes(string path, string? expected)
    {
        var root = XmlTree.Parse(SourceText.From("<r><a><b> one </b><c type='x' v='1'/><c type='y' v='2'/></a></r>")).Roots[0];

        Assert.That(root.Find(path)?.Value, Is.EqualTo(expected));
    }

    [Test]
    public void Several_roots_and_comments_are_read()
    {
        var tree = XmlTree.Parse(SourceText.From("<?xml version='1.0'?><!-- first --><a/>\n<b/>"));

        Assert.That(tree.Roots.Select(static root => root.Name), Is.EqualTo(["a", "b"]));
        Assert.That(tree.Comments.Single().Text, Is.EqualTo(" first "));
        Assert.That(tree.Errors, Is.Empty);
    }

    [Test]
    public void Namespaces_are_resolved_where_they_are_declared()
    {
        var root = XmlTree.Parse(SourceText.From("<d xmlns:q='urn:q'><q:commandline/><e/></d>")).Roots[0];

        Assert.That(root.Children.Select(static e => e.NamespaceUri), Is.EqualTo(["urn:q", ""]));
    }

    [TestCase("<a><b></a>", "found </a>; expected </b>, which closes line 1")]
    [TestCase("<a>", "<a> is never closed; expected </a> before the end of the file")]
    [TestCase("<a b=c/>", "the value of attribute 'b' is not quoted; expected b='…'")]
    [TestCase("<a b/>", "attribute 'b' has no value; expected b='…'")]
    [TestCase("<a b='1' b='2'/>", "attribute 'b' is stated twice on <a>; the first value is read")]
    [TestCase("<a>&nbsp;</a>", "entity '&nbsp;' is not predefined, and no others are resolved; expected '&amp;', '&lt;', '&gt;', '&quot;' or '&apos;'")]
    [TestCase("<a>x & y</a>", "'&' starts no entity; expected '&amp;' for the character")]
    [TestCase("<a/>text", "text stands outside of any element; expected an XML element")]
    [TestCase("", "the file is empty; expected an XML element")]
    [TestCase("<a><!-- x</a>", "the comment is never closed; expected '-->'")]
    [TestCase("<p:a/>", "namespace prefix 'p' is not declared; expected xmlns:p='…'")]
    public void One_mistake_gives_one_message(string text, string message)
    {
        var errors = XmlTree.Parse(SourceText.From(text)).Errors;

        Assert.That(errors[0].Message, Is.EqualTo(message));
    }

    [Test]
    public void A_document_type_is_refused_and_expands_nothing()
    {
        const string text = "<!DOCTYPE r [<!ENTITY a \"boom\"><!ENTITY b SYSTEM \"file:///etc/passwd\">]><r>&a;&b;</r>";

        var tree = XmlTree.Parse(SourceText.From(text));

        Assert.That(tree.Errors[0].Message, Does.StartWith("document type declarations are not read"));
        Assert.That(tree.Roots[0].Text, Is.EqualTo("&a;&b;"));
    }

    [Test]
    public void Nesting_beyond_the_limit_is_reported_and_ends_the_reading()
    {
        var text = string.Concat(Enumerable.Repeat("<a>", 100_000));

        var tree = XmlTree.Parse(SourceText.From(text));

        Assert.That(tree.Errors.Single().Message, Does.Contain($"more than {Limits.Depth} deep"));
    }

    [TestCase("<r>{% for d in disks %}<disk/>{% endfor %}</r>")]
    [TestCase("<r>\n<% if x %>\n<disk/>\n<% end %></r>")]
    [TestCase("<r {% if x %}a='1'{% endif %}/>")]
    public void Template_marks_between_elements_make_a_template_without_errors(string text)
    {
        var tree = XmlTree.Parse(SourceText.From(text));

        Assert.That(tree.IsTemplate);
        Assert.That(tree.Errors, Is.Empty);
    }

    [Test]
    public void Edits_read_back()
    {
        const string source = "<d>\n  <driver name='qemu' cache='unsafe'/>\n  <seclabel type='none'/>\n</d>\n";
        var text = SourceText.From(source);
        var root = XmlTree.Parse(text).Roots[0];

        var replaced = text.WithChanges(root.Replace(root.Find("driver/@cache")!, "a'b")!.Value);
        var inserted = text.WithChanges(root.Insert("driver/@io", "native")!.Value);
        var removed = text.WithChanges(root.Remove(root.Find("seclabel")!)!.Value);

        Assert.That(XmlTree.Parse(replaced).Roots[0].Find("driver/@cache")?.Value, Is.EqualTo("a'b"));
        Assert.That(XmlTree.Parse(inserted).Roots[0].Find("driver/@io")?.Value, Is.EqualTo("native"));
        Assert.That(removed.ToString(), Is.EqualTo("<d>\n  <driver name='qemu' cache='unsafe'/>\n</d>\n"));
    }
}
