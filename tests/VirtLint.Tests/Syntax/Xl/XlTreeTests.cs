using System;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Syntax;
using VirtLint.Syntax.Xl;

namespace VirtLint.Tests.Syntax.Xl;

public sealed class XlTreeTests
{
    [Test]
    public void Numbers_texts_and_lists_are_read()
    {
        var root = Parse("name = 'web01'; vcpus = 2 # two\ndisk = [ \"/dev/a,raw,xvda,rw\",\n  'b' ]\n").Root;

        Assert.That(root.Find("name")?.Value, Is.EqualTo("web01"));
        Assert.That(root.Find("vcpus")?.Value, Is.EqualTo("2"));
        Assert.That(root.Items("disk").Select(static item => item.Text), Is.EqualTo(new[] { "/dev/a,raw,xvda,rw", "b" }));
    }

    [Test]
    public void The_last_assignment_counts_and_an_addition_adds()
    {
        var root = Parse("vnc = 1\nvnc = 0\nvif = [ 'a' ]\nvif += [ 'b' ]\n").Root;

        Assert.That(root.Find("vnc")?.Value, Is.EqualTo("0"));
        Assert.That(root.Items("vif"), Has.Length.EqualTo(2));
    }

    [Test]
    public void A_malformed_line_is_reported_and_the_rest_is_still_read()
    {
        var tree = Parse("name = web01\nvcpus 2\nmemory = 512\n");

        Assert.That(tree.Errors, Has.Length.EqualTo(2));
        Assert.That(tree.Root.Find("memory")?.Value, Is.EqualTo("512"));
    }

    [Test]
    public void A_spec_has_positions_keys_and_a_rest()
    {
        var spec = XlSpec.Parse(new Literal("vdev=xvda,access=ro,target=/a,b=c", new TextSpan(10, 33)), "target", "target", "format", "vdev", "access");

        Assert.That(spec.Find("target")?.Value, Is.EqualTo("/a,b=c"));
        Assert.That(spec.Find("vdev")?.ValueSpan, Is.EqualTo(new TextSpan(15, 4)));
    }

    [TestCase("/srv/a.iso,,hdc,cdrom")]
    [TestCase("/srv/a.iso,cdrom,,hdc")]
    public void A_flag_takes_no_position(string text)
    {
        var spec = XlSpec.Parse(new Literal(text, new TextSpan(0, text.Length)), "target", "target", "format", "vdev", "access");

        Assert.That(spec.Find("vdev")?.Value, Is.EqualTo("hdc"));
        Assert.That(spec.Find("cdrom"), Is.Not.Null);
        Assert.That(spec.Find("access"), Is.Null);
    }

    [Test]
    public void No_input_makes_the_parser_throw()
    {
        const string Signs = "ab=[]'\"\\;#,+ \n\t0{}";
        var random = new Random(7);
        for (var round = 0; round < 3000; round++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(60)).Select(_ => Signs[random.Next(Signs.Length)])]);

            var tree = Parse(text);

            Assert.That(tree.Root.Settings.All(setting => setting.FullSpan.End <= text.Length && setting.ValueSpan.End <= text.Length), Is.True, text);
        }
    }

    [TestCase('[')]
    [TestCase('"')]
    [TestCase('=')]
    public void A_long_run_of_one_sign_is_read_in_time(char sign) =>
        Assert.That(() => Parse("a = " + new string(sign, 200_000)), Throws.Nothing);

    private static XlTree Parse(string text) => XlTree.Parse(SourceText.From(text));
}
