using System.Linq;
using CsCheck;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Syntax.Hcl;

namespace VirtLint.Tests.Syntax.Hcl;

public sealed class HclTreeTests
{
    private const string Everything = """
        # a comment
        terraform { required_version = ">= 1.5" }
        variable "size" {
          type    = number
          default = 2 // another
        }
        locals {
          names = [for i, n in var.names : upper(n) if n != ""]
          tags  = merge({ a = 1, "b" : 2 }, { (local.k) = "x" }, var.more...)
          text  = <<-EOT
            hello ${var.name}
              %{ if var.on }on%{ else }off%{ endif }
            EOT
        }
        resource "libvirt_domain" "db" {
          count  = var.size > 1 ? var.size : 1
          disk   = { id = libvirt_volume.root[count.index].id }
          first  = aws_x.y.*.id[0]
          legacy = "${var.a.0}"
          dynamic "nic" {
            for_each = toset(local.nics)
            content {
              net = nic.value["net"]
            }
          }
        }
        """;

    [TestCase("1 + 2 * 3", "(1 + (2 * 3))")]
    [TestCase("(1 + 2) * 3", "((1 + 2) * 3)")]
    [TestCase("a || b && !c == d", "(a || (b && ((!c) == d)))")]
    [TestCase("-1.5e3", "(-1500)")]
    [TestCase("a ? b : c ? d : e", "(a ? b : (c ? d : e))")]
    [TestCase("x.y[0].z", "x.y[0].z")]
    [TestCase("x.0.y", "x.0.y")]
    [TestCase("x[*].id", "x[*].id")]
    [TestCase("x.*.id", "x[*].id")]
    [TestCase("f(a, [b]...)", "f(a, [b]...)")]
    [TestCase("provider::local::exists(\"p\")", "provider::local::exists('p')")]
    [TestCase("[1, 2,\n  # comment\n  3,\n]", "[1, 2, 3]")]
    [TestCase("{ a = 1, b: 2\n \"c d\" = 3\n (e) = 4 }", "{a: 1, b: 2, 'c d': 3, !e: 4}")]
    [TestCase("{}", "{}")]
    [TestCase("[for k, v in m : v if k != null]", "for(k,v in m: v if (k != null))")]
    [TestCase("{ for v in m : v.id => v... }", "for(,v in m: v.id => v...)")]
    [TestCase("\"a${b}c\"", "'a<b>c'")]
    [TestCase("\"$${a} %%{b} \\\"q\\\" \\u00e9\"", "'${a} %{b} \"q\" é'")]
    [TestCase("\"${\"nested ${a}\"}\"", "'<'nested <a>'>'")]
    [TestCase("\"${ a ? \"x\" : \"}\" }\"", "'<(a ? 'x' : '}')>'")]
    [TestCase("\"%{ for x in xs ~}${x}%{ endfor }\"", "'<for ,x in xs|<x>>'")]
    [TestCase("f(\n  a,\n  b\n)", "f(a, b)")]
    [TestCase("for_each", "for_each")]
    public void An_expression_is_grouped_as_the_language_does(string text, string expected)
    {
        var tree = HclTree.Parse(SourceText.From($"x = {text}\n"));

        Assert.That(tree.Errors, Is.Empty);
        Assert.That(HclText.Of(tree.Root), Is.EqualTo($"x = {expected}"));
    }

    [Test]
    public void A_heredoc_loses_the_indentation_that_its_lines_share()
    {
        var tree = HclTree.Parse(SourceText.From("x = <<-EOT\n    one\n      two ${v}\n    EOT\ny = 1\n"));

        Assert.That(tree.Errors, Is.Empty);
        Assert.That(HclText.Of(tree.Root), Is.EqualTo("x = 'one\\n  two <v>\\n'; y = 1"));
    }

    [Test]
    public void Blocks_have_labels_and_nest()
    {
        var tree = HclTree.Parse(SourceText.From("resource \"a\" b {\n  c { d = 1 }\n}\n"));

        Assert.That(tree.Errors, Is.Empty);
        Assert.That(HclText.Of(tree.Root), Is.EqualTo("resource 'a' 'b' { c { d = 1 } }"));
    }

    [TestCase("x = 1\ny = ]\nz = 3\n", "(1,4) found ']'; expected an expression", "x = 1; z = 3")]
    [TestCase("a {\n  ...\n  b = 1\n}\nc = 2\n", "(1,2) found '.'; expected an attribute or a block", "c = 2; a { b = 1 }")]
    [TestCase("x = [1 2]\ny = 3\n", "(0,7) found '2'; expected ',' or ']'", "y = 3")]
    [TestCase("x = {\n  a b\n  c = [\n}\ny = 3\n", "(1,4) found 'b'; expected '=' and the value of this key", "y = 3")]
    [TestCase("x = \"open\ny = 3\n", "(0,9) found end of line; expected '\"' that closes the text", "y = 3")]
    [TestCase("x = 1\nx = 2\n", "(1,0) 'x' is stated a second time in this block; expected it once", "x = 1")]
    [TestCase("a {\n  b = 1\n", "(0,0) the block 'a' is not closed; expected '}'", "a { b = 1 }")]
    [TestCase("a = 1 b = 2\nc = 3\n", "(0,6) found 'b'; expected the end of the line", "a = 1; c = 3")]
    [TestCase("x = <<EOT\nnever\n", "(0,6) the heredoc is not closed; expected a line 'EOT'", "")]
    [TestCase("}\nx = 1\n", "(0,0) found '}'; expected an attribute or a block", "x = 1")]
    public void One_mistake_has_one_message_and_the_rest_is_read(string text, string error, string rest)
    {
        var source = SourceText.From(text);

        var tree = HclTree.Parse(source);

        Assert.That(tree.Errors.Select(e => $"({source.Lines.GetLinePosition(e.Span.Start)}) {e.Message}"), Is.EqualTo(new[] { error }));
        Assert.That(HclText.Of(tree.Root), Is.EqualTo(rest));
    }

    [Test]
    public void Spans_are_the_values_own()
    {
        const string Text = "disk { size = \"20G\" }\n";

        var block = HclTree.Parse(SourceText.From(Text)).Root.Blocks.Single();

        var value = (HclTemplate)block.Body.Attributes.Single().Value;
        Assert.That(Text.Substring(value.ContentSpan.Start, value.ContentSpan.Length), Is.EqualTo("20G"));
        Assert.That(Text.Substring(block.TypeSpan.Start, block.TypeSpan.Length), Is.EqualTo("disk"));
        Assert.That(Text.Substring(block.Span.Start, block.Span.Length), Is.EqualTo(Text.TrimEnd()));
    }

    [Test]
    public void A_file_with_everything_has_no_error() =>
        Assert.That(HclTree.Parse(SourceText.From(Everything)).Errors, Is.Empty);

    [TestCase("[")]
    [TestCase("{a=")]
    [TestCase("(")]
    [TestCase("-")]
    [TestCase("\"${")]
    [TestCase("f(")]
    [TestCase("a?")]
    [TestCase("b {\n")]
    public void Nesting_beyond_all_reason_is_an_error(string opening)
    {
        var text = (opening.StartsWith('b') ? "" : "x = ") + string.Concat(Enumerable.Repeat(opening, 100_000));

        Assert.That(HclTree.Parse(SourceText.From(text)).Errors, Is.Not.Empty);
    }

    [Test]
    public void Broken_text_neither_throws_nor_leaves_its_bounds()
    {
        string[] pieces = ["", "\"", "{", "}", "[", "(", "${", "%{", "<<E\n", "\n", "\\", "/*", "=", ".", "for ", "...", "~}"];

        Gen.OneOf(Snippet.Mutated(Everything, pieces), Snippet.Of([.. pieces, "x", " = ", "b ", "1"])).Sample(text =>
        {
            var tree = HclTree.Parse(SourceText.From(text));

            Snippet.AssertWithin(tree, []);
            HclText.Of(tree.Root);
        }, iter: Snippet.Iterations);
    }
}
