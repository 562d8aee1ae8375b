using System.Linq;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Syntax.Vmx;

namespace VirtLint.Tests.Syntax.Vmx;

public sealed class VmxTreeTests
{
    [Test]
    public void A_key_is_found_in_any_case()
    {
        var tree = Parse("MemSize = \"4096\"\r\n");

        Assert.That(tree.Root.Find("memsize")?.Value, Is.EqualTo("4096"));
    }

    [Test]
    public void A_hexadecimal_escape_is_the_character_of_its_number()
    {
        var tree = Parse("annotation = \"say |22hello|22|0Aagain\"\n");

        Assert.That(tree.Root.Find("annotation")?.Value, Is.EqualTo("say \"hello\"\nagain"));
    }

    [Test]
    public void Blanks_inside_the_quotes_are_no_part_of_the_value()
    {
        var tree = Parse("isolation.tools.copy.disable = \" TRUE\"\n");

        var setting = tree.Root.Find("isolation.tools.copy.disable");
        Assert.That(setting?.Value, Is.EqualTo("TRUE"));
        Assert.That(tree.Text.ToString(setting!.ValueSpan), Is.EqualTo("TRUE"));
    }

    [Test]
    public void A_program_comments_and_empty_lines_are_passed_by()
    {
        var tree = Parse("#!/usr/bin/vmware\n\n// made by hand\n# so is this\nmemSize = \"1\" # megabytes\n");

        Assert.That(tree.Errors, Is.Empty);
        Assert.That(tree.Root.Settings.Select(static setting => setting.Key), Is.EqualTo(["memSize"]));
    }

    [Test]
    public void The_first_of_two_statements_counts_and_the_second_is_kept_as_repeated()
    {
        var tree = Parse("memSize = \"1\"\nmemsize = \"2\"\n");

        Assert.That(tree.Root.Find("memSize")?.Value, Is.EqualTo("1"));
        Assert.That(tree.Repeated.Select(static setting => setting.Value), Is.EqualTo(["2"]));
    }

    [TestCase("memSize\n", "expected '=' behind the name of a setting")]
    [TestCase("= \"1\"\n", "expected the name of a setting before '='")]
    [TestCase("memSize = \"1\n", "unterminated value; expected a closing double quote on the same line")]
    [TestCase("memSize = \"1\"2\n", "unexpected '2' behind the value; a double quote in a value is written '|22'")]
    public void A_malformed_line_is_reported_and_the_rest_is_still_read(string line, string message)
    {
        var tree = Parse(line + "numvcpus = \"2\"\n");

        Assert.That(tree.Errors.Select(static error => error.Message), Is.EqualTo([message]));
        Assert.That(tree.Root.Find("numvcpus")?.Value, Is.EqualTo("2"));
    }

    [Test]
    public void A_line_of_a_template_alone_makes_the_file_a_template()
    {
        var tree = Parse("memSize = \"1\"\n${extra_settings}\n");

        Assert.That(tree.IsTemplate, Is.True);
        Assert.That(tree.Errors, Is.Empty);
    }

    private static VmxTree Parse(string text) => VmxTree.Parse(SourceText.From(text));
}
