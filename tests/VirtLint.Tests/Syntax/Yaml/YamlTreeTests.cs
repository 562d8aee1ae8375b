using System.Linq;
using CsCheck;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Tests.Syntax.Yaml;

public sealed class YamlTreeTests
{
    private const string Everything = """
        # a comment
        kind: VirtualMachine
        base: &base
          memory: 2Gi
          'quoted': "a\tb"
        spec:
          <<: *base
          disks:
          - name: root
            size: 20
          - {name: data, size: 30}
          script: |
            #!/bin/sh
            echo hello
          folded: >-
            one
            two
          nothing:
        ---
        - second
        """;

    [TestCase("kind", "VirtualMachine", "VirtualMachine")]
    [TestCase("base.quoted", "a\tb", "a\\tb")]
    [TestCase("spec.disks[0].size", "20", "20")]
    [TestCase("spec.disks[1].name", "data", "data")]
    [TestCase("spec.memory", "2Gi", "2Gi")]
    [TestCase("spec.script", "#!/bin/sh\necho hello\n", "#!/bin/sh\n    echo hello")]
    [TestCase("spec.folded", "one two", "one\n    two")]
    public void A_value_is_decoded_and_its_span_is_its_own_text(string path, string value, string text)
    {
        var tree = YamlTree.Parse(Snippet.Of(Everything));

        var setting = tree.Documents[0].Find(path);
        Assert.That(tree.Errors, Is.Empty);
        Assert.That(setting?.Value, Is.EqualTo(value));
        Assert.That(tree.At(setting?.ValueSpan ?? default), Is.EqualTo(text));
    }

    [TestCase("a: {b: {c: d}}", "a", "{b: {c: d}}")]
    [TestCase("a: {b: {c: d}}", "a.b", "{c: d}")]
    [TestCase("a: [[b], c]", "a", "[[b], c]")]
    [TestCase("a: {}", "a", "{}")]
    public void A_flow_collection_spans_its_brackets(string text, string path, string span)
    {
        var node = YamlTree.Parse(SourceText.From(text)).Documents[0].Select(path);

        Assert.That(text.Substring(node!.Span.Start, node.Span.Length), Is.EqualTo(span));
    }

    [Test]
    public void Every_document_of_a_stream_is_read()
    {
        var tree = YamlTree.Parse(Snippet.Of(Everything));

        Assert.That(tree.Documents, Has.Length.EqualTo(2));
        Assert.That(tree.Documents[1].Find("[0]")?.Value, Is.EqualTo("second"));
    }

    [TestCase("\uFEFFa: 1\r\nb: ü𝄞 # x\r\nc: here\r\n")]
    [TestCase("a: 1\nb: ü𝄞\nc: here")]
    public void Places_hold_behind_marks_line_breaks_and_astral_characters(string text)
    {
        var tree = YamlTree.Parse(Snippet.Of(text));

        Assert.That(tree.At(tree.Documents[0].Find("c")?.ValueSpan ?? default), Is.EqualTo("here"));
        Assert.That(tree.At(tree.Documents[0].Find("b")?.ValueSpan ?? default), Is.EqualTo("ü𝄞"));
    }

    [Test]
    public void An_unquoted_placeholder_is_a_value()
    {
        var tree = YamlTree.Parse(Snippet.Of("a: {{ name }}\nb: {x: 1}\n"));

        Assert.That(tree.Documents[0].Find("a")?.Value, Is.EqualTo("{{ name }}"));
        Assert.That(tree.Documents[0].Find("b.x")?.Value, Is.EqualTo("1"));
    }

    [Test]
    public void A_template_is_read_by_its_plain_parts()
    {
        var tree = YamlTree.Parse(Snippet.Of("""
            {{- if .Values.on }}
            kind: VM
            {{- end }}
            name: {{ .Release.Name }}-vm
            metadata:
              {{- include "labels" . | nindent 2 }}
              x: 1
            """));

        Assert.That(tree.Errors, Is.Empty);
        Assert.That(tree.IsTemplate);
        Assert.That(tree.Documents[0].Find("kind")?.IsConditional, Is.True);
        Assert.That(tree.Documents[0].Find("name")?.Value, Is.EqualTo("{{ .Release.Name }}-vm"));
        Assert.That(tree.Documents[0].Find("name")?.IsConditional, Is.False);
        Assert.That(tree.Documents[0].Find("metadata.x")?.Value, Is.EqualTo("1"));
    }

    [TestCase("a: 1\n\tb: 2\n")]
    [TestCase("a: [1, 2\n")]
    [TestCase("a: *nowhere\n")]
    [TestCase("a: \"open\n")]
    public void A_malformed_text_has_one_error_and_keeps_what_came_before(string text)
    {
        var tree = YamlTree.Parse(Snippet.Of($"first: 1\n---\n{text}"));

        Assert.That(tree.Errors, Has.Length.EqualTo(1));
        Assert.That(tree.Documents[0].Find("first")?.Value, Is.EqualTo("1"));
    }

    [Test]
    public void A_tab_is_reported_where_it_stands()
    {
        var tree = YamlTree.Parse(Snippet.Of("a: 1\nb:\n  c: 2\n  \td: 3\n"));

        Assert.That(tree.Errors.Select(error => tree.At(error.Span)), Is.EqualTo(new[] { "\t" }));
        Assert.That(tree.Text.Lines.GetLinePosition(tree.Errors[0].Span.Start).Line, Is.EqualTo(3));
    }

    [TestCase("a:\n  b: 1\n   c: 2\n", 1)]
    [TestCase("a:\n  b: \"{{ one }}\"\n   c: 2\n", 1)]
    [TestCase("a:\n  b: 1\n{{- if .Values.deep }}\n   c: 2\n{{- end }}\n", 0)]
    public void What_a_templates_statements_may_mend_is_no_error(string text, int errors) =>
        Assert.That(YamlTree.Parse(Snippet.Of(text)).Errors, Has.Length.EqualTo(errors));

    [Test]
    public void Aliases_do_not_expand()
    {
        var text = "a0: &a0 [x, x]\n" + string.Concat(Enumerable.Range(1, 60).Select(static i => $"a{i}: &a{i} [*a{i - 1}, *a{i - 1}, *a{i - 1}]\n"));

        var tree = YamlTree.Parse(Snippet.Of(text));

        Assert.That(tree.Errors, Is.Empty);
        Assert.That(tree.Documents[0].Find("a60[0][0][0]"), Is.Not.Null);
    }

    [Test]
    public void Merging_over_and_over_comes_to_an_end()
    {
        var text = "a0: &a0 {" + string.Join(", ", Enumerable.Range(0, 200).Select(static i => $"k{i}: 1")) + "}\n"
            + string.Concat(Enumerable.Range(1, 60).Select(static i => $"a{i}: &a{i}\n  <<: [*a{i - 1}, *a{i - 1}, *a{i - 1}]\n"));

        Assert.That(YamlTree.Parse(Snippet.Of(text)).Errors, Has.Length.EqualTo(1));
    }

    [TestCase("[")]
    [TestCase("- ")]
    [TestCase("{a: ")]
    public void Nesting_beyond_all_reason_is_an_error(string opening) =>
        Assert.That(YamlTree.Parse(Snippet.Of(string.Concat(Enumerable.Repeat(opening, 5_000)))).Errors, Has.Length.EqualTo(1));

    [Test]
    public void Broken_text_neither_throws_nor_leaves_its_bounds()
    {
        string[] pieces = ["", "\n", "  ", "- ", ": ", "{", "}", "[", "]", "&a ", "*a", "|\n", "\"", "'", "{{ x }}", "{% if %}", "---\n", "!t ", "#", "\t", "<<: "];

        Gen.OneOf(Snippet.Mutated(Everything, pieces), Snippet.Of([.. pieces, "x", "1"])).Sample(text =>
        {
            var tree = YamlTree.Parse(Snippet.Of(text));

            Snippet.AssertWithin(tree, tree.Documents.SelectMany(static document => document.Settings));
        }, iter: Snippet.Iterations);
    }
}
