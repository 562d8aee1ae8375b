using System.Linq;
using CsCheck;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Syntax.Commands;
using VirtLint.Syntax.Ovsdb;

namespace VirtLint.Tests.Syntax.Ovsdb;

/// <summary>Reads the arguments of ovs-vsctl's database commands.</summary>
public sealed class OvsdbArgumentTests
{
    private static readonly string[] s_pieces =
        ["tag", "=", ":", ",", "[", "]", "{", "}", "\"", "'", "\\", "${", "$(", "{{", "}}", "$X", " ", "10", "other_config", "a-b", "\n", "é"];

    [TestCase("tag=10", "tag", null, "10")]
    [TestCase("trunks=[10,20]", "trunks", null, "10 20")]
    [TestCase("'trunks=10 20'", "trunks", null, "10 20")]
    [TestCase("other-config:forward-bpdu=true", "other-config", "forward-bpdu", "true")]
    [TestCase("'other_config={a=b,\"c d\"=e}'", "other_config", null, "a=b c d=e")]
    [TestCase("target='\"tcp:192.0.2.1:6640\"'", "target", null, "tcp:192.0.2.1:6640")]
    [TestCase("tag=$VLAN", "tag", null, "${VLAN}")]
    [TestCase("tag=${A:-1,2}", "tag", null, "${A:-1,2}")]
    [TestCase("tag={{ vlan }}", "tag", null, "{{ vlan }}")]
    [TestCase("tag=[]", "tag", null, "")]
    public void An_argument_is_column_key_and_values(string text, string column, string? key, string values)
    {
        var argument = OvsdbArgument.Parse(Word(text))!;

        Assert.That(argument.Column.Text, Is.EqualTo(column));
        Assert.That(argument.Key?.Text, Is.EqualTo(key));
        Assert.That(string.Join(" ", argument.Value.Atoms.Select(static atom => atom.Key is { } name ? $"{name.Text}={atom.Value.Text}" : atom.Value.Text)), Is.EqualTo(values));
    }

    [TestCase("br0")]
    [TestCase("=x")]
    [TestCase("a/b=c")]
    [TestCase("a:b")]
    public void A_word_that_sets_nothing_is_none(string text) => Assert.That(OvsdbArgument.Parse(Word(text)), Is.Null);

    [Test]
    public void Any_word_is_read_with_spans_inside_the_text() =>
        Gen.OneOf(s_pieces).Array[0, 40].Select(static parts => string.Concat(parts)).Sample(
            static text =>
            {
                foreach (var word in CommandScript.Parse(SourceText.From(text)).Commands.SelectMany(static command => command.Words))
                {
                    var values = OvsdbArgument.ParseValue(word).Atoms.Concat(OvsdbArgument.Parse(word)?.Value.Atoms ?? []);
                    Assert.That(values.All(atom => atom.Value.Span.Start >= 0 && atom.Value.Span.End <= text.Length && (atom.Key?.Span.End ?? 0) <= text.Length));
                }
            },
            iter: 2_000,
            threads: 1);

    private static CommandWord Word(string text) => CommandScript.Parse(SourceText.From(text)).Commands[0].Words[0];
}
