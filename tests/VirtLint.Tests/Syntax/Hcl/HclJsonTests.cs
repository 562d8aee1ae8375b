using System.Linq;
using CsCheck;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Syntax.Hcl;

namespace VirtLint.Tests.Syntax.Hcl;

public sealed class HclJsonTests
{
    private const string Everything = """
        {
          "//": "a comment",
          "terraform": { "backend": { "local": {} } },
          "variable": { "size": { "type": "number", "default": 2 }, "mark": { "default": "${x}" } },
          "locals": [ { "a": "${var.size > 1 ? \"x\" : upper(\"y\\n\")}" }, { "b": { "${local.a}": null } } ],
          "resource": {
            "libvirt_domain": {
              "db": [ { "count": "${var.size}", "disk": [ { "file": "a" }, { "file": "b" } ], "tags": [ "a", true, 1.5 ] } ],
              "web": { "dynamic": { "nic": { "for_each": "${local.nics}", "content": { "net": "${nic.value}" } } } }
            }
          }
        }
        """;

    [TestCase("""{ "resource": { "a": { "b": { "x": 1 }, "c": { } } } }""", "resource 'a' 'b' { x = 1 }; resource 'a' 'c' {  }")]
    [TestCase("""{ "resource": [ { "a": { "b": [ { "x": 1 } ] } }, { "a": { "c": { } } } ] }""", "resource 'a' 'b' { x = 1 }; resource 'a' 'c' {  }")]
    [TestCase("""[ { "provider": { "p": [ { }, { "alias": "q" } ] } }, { "locals": { "l": null } } ]""", "provider 'p' {  }; provider 'p' { alias = 'q' }; locals { l = null }")]
    [TestCase("""{ "//": "no", "locals": { "//": { "a": 1 }, "b": 2 } }""", "locals { b = 2 }")]
    [TestCase("""{ "locals": { "a": "${x ? \"\\u0022\" : f(\"y\")}" } }""", "locals { a = '<(x ? '\"' : f('y'))>' }")]
    [TestCase("""{ "locals": { "a": "x > 1 \u0026\u0026 ${a \u0026\u0026 b}" } }""", "locals { a = 'x > 1 && <(a && b)>' }")]
    [TestCase("""{ "variable": { "v": { "default": "${x}" } } }""", "variable 'v' { default = '${x}' }")]
    [TestCase("""{ "build": { "provisioner": [ { "shell": { } }, { "file": { } } ], "sources": [ "qemu.a" ] } }""", "build { provisioner = [{'shell': {}}, {'file': {}}]; sources = ['qemu.a']; provisioner 'shell' {  }; provisioner 'file' {  } }")]
    public void Members_become_attributes_and_blocks(string text, string expected)
    {
        var tree = HclTree.ParseJson(SourceText.From(text), isValues: false);

        Assert.That(tree.Errors, Is.Empty);
        Assert.That(HclText.Of(tree.Root), Is.EqualTo(expected));
    }

    [Test]
    public void Values_of_variables_are_no_templates()
    {
        var tree = HclTree.ParseJson(SourceText.From("""{ "password": "a${b", "disks": [ { "size": 1 } ] }"""), isValues: true);

        Assert.That(tree.Errors, Is.Empty);
        Assert.That(HclText.Of(tree.Root), Is.EqualTo("password = 'a${b'; disks = [{'size': 1}]"));
    }

    [TestCase("""{ "locals": { "a": "${x", "b": "}" } }""", "found '\"'; expected '}' that closes the template sequence")]
    [TestCase("""{ "locals": { "a": "${[", "b": "]}" } }""", "found '\"'; expected an expression")]
    [TestCase("""{ "locals": { "a": "%{ if x }y" } }""", "found '\"'; expected '%{ endif }'")]
    public void A_template_ends_with_its_string(string text, string message)
    {
        var tree = HclTree.ParseJson(SourceText.From(text), isValues: false);

        Assert.That(tree.Errors.Select(static error => error.Message), Is.EqualTo(new[] { message }));
    }

    [Test]
    public void A_file_with_everything_has_no_error() =>
        Assert.That(HclTree.ParseJson(SourceText.From(Everything), isValues: false).Errors, Is.Empty);

    [TestCase("[")]
    [TestCase("{\"a\":")]
    [TestCase("{\"dynamic\":")]
    [TestCase("{\"resource\":[")]
    public void Nesting_beyond_all_reason_is_an_error(string opening) =>
        Assert.That(HclTree.ParseJson(SourceText.From(string.Concat(Enumerable.Repeat(opening, 100_000))), isValues: false).Errors, Is.Not.Empty);

    [Test]
    public void Broken_text_neither_throws_nor_leaves_its_bounds()
    {
        string[] pieces = ["", "\"", "{", "}", "[", "]", "${", "%{", "\\\"", "\\u0022", "\\n", "\\", "<<E\\n", "/*", ":", ",", "//", "~}", "null"];

        Gen.OneOf(Snippet.Mutated(Everything, pieces), Snippet.Of([.. pieces, "\"dynamic\":", "1"])).Sample(text =>
        {
            var tree = HclTree.ParseJson(SourceText.From(text), isValues: false);

            Snippet.AssertWithin(tree, []);
            HclText.Of(tree.Root);
        }, iter: Snippet.Iterations);
    }
}
