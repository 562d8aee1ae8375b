using System.Linq;
using CsCheck;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Syntax;
using VirtLint.Syntax.Commands;

namespace VirtLint.Tests.Syntax.Commands;

[TestFixture]
internal sealed class CommandTests
{
    [TestCase("qemu -m 2G", "qemu|-m|2G")]
    [TestCase("  a\tb  ", "a|b")]
    [TestCase("a 'b c' \"d e\"", "a|b c|d e")]
    [TestCase("a\"b c\"d", "ab cd")]
    [TestCase("a \\\n  b\\\nc", "a|bc")]
    [TestCase("a\\ b \\\"", "a b|\"")]
    [TestCase("\"a\\nb\\\\ \\\"\"", "a\\nb\\ \"")]
    [TestCase("'' \"\"", "|")]
    [TestCase("a > out 2>&1 <in b", "a|b")]
    [TestCase("a#b '#c'", "a#b|#c")]
    public void Words_are_split_as_a_shell_splits_them(string text, string words)
    {
        var command = Line(text);

        Assert.That(command.Words.Select(word => word.Text), Is.EqualTo(words.Split('|')));
    }

    [TestCase("echo a > out", "out")]
    [TestCase("echo a >> '/x y' 2>&1", "/x y")]
    [TestCase("cat <in", null)]
    [TestCase("a; b >out", null)]
    public void A_command_knows_the_file_that_it_writes_to(string text, string? expected)
    {
        var script = CommandScript.Parse(SourceText.From(text));

        Assert.That(script.Commands[0].Output?.Text, Is.EqualTo(expected));
    }

    [Test]
    public void A_command_knows_that_lines_below_it_are_its_input()
    {
        var script = CommandScript.Parse(SourceText.From("cat > out <<EOF\na\nEOF\nb\n"));

        Assert.That(script.Commands.Select(static command => command.HasHereDocument), Is.EqualTo(new[] { true, false }));
    }

    [TestCase("a=$X/b", "a=${X}/b")]
    [TestCase("\"$X\"", "${X}")]
    [TestCase("${X:-1}", "${X:-1}")]
    [TestCase("$(cat \"f )\" | x)y", "$(cat \"f )\" | x)y")]
    [TestCase("`id -u`", "$(id -u)")]
    [TestCase("$1", "${1}")]
    [TestCase("{{ a b }}", "{{ a b }}")]
    [TestCase("<%= a %>", "<%= a %>")]
    public void An_expansion_makes_a_word_unresolved(string text, string expected)
    {
        var word = Line(text).Words[0];

        Assert.Multiple(() =>
        {
            Assert.That(word.IsResolved, Is.False);
            Assert.That(word.Text, Is.EqualTo(expected));
        });
    }

    [TestCase("'$X'")]
    [TestCase("\\$X")]
    [TestCase("a$")]
    [TestCase("$.")]
    public void A_dollar_that_expands_nothing_is_a_character(string text) =>
        Assert.That(Line(text).Words.Single().IsResolved);

    [Test]
    public void A_word_knows_where_it_stands()
    {
        var text = Snippet.Of("xx -device \"e1000,id=n\" 'a'b");

        var words = CommandLine.Parse(text, TextSpan.FromBounds(3, text.Length)).Words;

        Assert.Multiple(() =>
        {
            Assert.That(words.Select(word => text.ToString(word.Span)), Is.EqualTo(new[] { "-device", "e1000,id=n", "'a'b" }));
            Assert.That(words.Select(word => word.IsQuoted), Is.EqualTo(new[] { false, true, false }));
        });
    }

    [Test]
    public void A_script_is_split_into_commands()
    {
        var script = Script("#!/bin/sh\nset -e; cd /x && a | b # note\ncat <<EOF > f\nno command's here\nEOF\n(c)\r\nd \\\r\n e");

        Assert.Multiple(() =>
        {
            Assert.That(script.Errors, Is.Empty);
            Assert.That(
                script.Commands.Select(command => string.Join(' ', command.Words.Select(word => word.Text))),
                Is.EqualTo(new[] { "set -e", "cd /x", "a", "b", "cat", "c", "d e" }));
            Assert.That(script.Comments.Select(comment => script.At(comment.Span)), Is.EqualTo(new[] { "!/bin/sh", "note" }));
        });
    }

    [TestCase("a 'b\nc", "'", "unterminated quote; expected a closing single quote")]
    [TestCase("a \"b\nc", "\"", "unterminated quote; expected a closing double quote")]
    [TestCase("a $(b\nc", "$(", "unterminated command substitution; expected its end")]
    [TestCase("a ${b\nc", "${", "unterminated expansion; expected a closing '}'")]
    [TestCase("a <<E\nb\n", "", "unterminated here-document; expected its delimiter on a line of its own")]
    public void A_mistake_is_reported_and_the_rest_is_read(string text, string found, string message)
    {
        var script = Script(text);

        Assert.Multiple(() =>
        {
            Assert.That(script.Messages(), Is.EqualTo(new[] { message }));
            Assert.That(script.At(script.Errors[0].Span), Is.EqualTo(found));
            Assert.That(script.Commands[0].Words[0].Text, Is.EqualTo("a"));
        });
    }

    [Test]
    public void Template_lines_of_a_script_are_skipped()
    {
        var script = Script("{% if a %}\nb '{{ c }}'\n{% endif %}\n");

        Assert.Multiple(() =>
        {
            Assert.That(script.IsTemplate);
            Assert.That(script.Commands, Has.Length.EqualTo(1));
        });
    }

    [Test]
    public void Options_are_paired_with_their_values()
    {
        var arguments = QemuArguments.Parse(Line("qemu -nographic disk.img --vnc :1,password=on -serial - -S -m 2G -trailing"));

        Assert.Multiple(() =>
        {
            Assert.That(
                arguments.Options.Select(option => option.Name + " " + option.Value?.Text),
                Is.EqualTo(new[] { "nographic ", "vnc :1,password=on", "serial -", "S ", "m 2G", "trailing " }));
            Assert.That(arguments.Positional.Select(word => word.Text), Is.EqualTo(new[] { "qemu", "disk.img" }));
            Assert.That(arguments.IsComplete);
        });
    }

    [Test]
    public void An_unknown_word_makes_the_arguments_incomplete()
    {
        var arguments = QemuArguments.Parse(Line("qemu -vnc $LISTEN:1 $EXTRA"));

        Assert.Multiple(() =>
        {
            Assert.That(arguments.IsComplete, Is.False);
            Assert.That(arguments.Named("vnc").Single().IsResolved, Is.False);
            Assert.That(TemplateMarks.Contains(arguments.Named("vnc").Single().AsOption("vnc")!.Find("vnc")!.Value));
        });
    }

    [Test]
    public void Literals_are_paired_too()
    {
        var arguments = QemuArguments.Parse([new Literal("-sandbox", new TextSpan(3, 8)), new Literal("on,obsolete=deny", new TextSpan(20, 16))]);

        var option = arguments.Named("sandbox").Single().AsOption("enable")!;

        Assert.Multiple(() =>
        {
            Assert.That(option.Find("enable")!.Value, Is.EqualTo("on"));
            Assert.That(option.Find("obsolete")!.ValueSpan, Is.EqualTo(new TextSpan(32, 4)));
        });
    }

    [Test]
    public void An_option_is_read_with_exact_spans()
    {
        const string Text = "-drive 'file=/a,,b.img,format=raw,readonly,format=qcow2'";
        var option = QemuArguments.Parse(Line(Text)).Options[0].AsOption()!;

        Assert.Multiple(() =>
        {
            Assert.That(option.Find("file")!.Value, Is.EqualTo("/a,b.img"));
            Assert.That(At(Text, option.Find("file")!.ValueSpan), Is.EqualTo("/a,,b.img"));
            Assert.That(option.Find("format")!.Value, Is.EqualTo("qcow2"));
            Assert.That(option.FindAll("format"), Has.Length.EqualTo(2));
            Assert.That(option.Find("readonly")!.Value, Is.Empty);
            Assert.That(At(Text, option.Find("readonly")!.ValueSpan), Is.EqualTo("readonly"));
            Assert.That(option.Head, Is.Null);
        });
    }

    [Test]
    public void A_word_of_several_quotings_still_maps_to_the_text()
    {
        const string Text = "-drive file=\"/a b\",format=\\\nraw,x=$Y";
        var option = QemuArguments.Parse(Line(Text)).Options[0].AsOption()!;

        Assert.Multiple(() =>
        {
            Assert.That(At(Text, option.Find("file")!.ValueSpan), Is.EqualTo("/a b"));
            Assert.That(At(Text, option.Find("format")!.ValueSpan), Is.EqualTo("raw"));
            Assert.That(At(Text, option.Find("x")!.ValueSpan), Is.EqualTo("$Y"));
            Assert.That(option.Find("x")!.Value, Is.EqualTo("${Y}"));
        });
    }

    [TestCase("e1000,mac=1", "driver", "e1000")]
    [TestCase("driver=e1000,mac=1", "driver", "e1000")]
    [TestCase("a,,b,mac=1", "driver", "a,b")]
    [TestCase("e1000", "driver", "e1000")]
    public void The_first_part_may_omit_its_key(string text, string key, string value)
    {
        var option = QemuOption.Parse(new Literal(text, new TextSpan(0, text.Length)), "driver");

        Assert.That(option.Find(key)!.Value, Is.EqualTo(value));
    }

    [Test]
    public void A_json_value_is_read_as_json()
    {
        const string Text = "-blockdev '{\"driver\": \"qcow2\", \"file\": {\"driver\": \"nbd\"}}'";
        var option = QemuArguments.Parse(Line(Text)).Options[0].AsOption("driver")!;

        Assert.Multiple(() =>
        {
            Assert.That(option.Errors, Is.Empty);
            Assert.That(option.Find("driver")!.Value, Is.EqualTo("qcow2"));
            Assert.That(At(Text, option.Find("file.driver")!.ValueSpan), Is.EqualTo("nbd"));
        });
    }

    [Test]
    public void A_malformed_json_value_is_reported_where_it_stands()
    {
        const string Text = "-object '{\"a\": }'";
        var option = QemuArguments.Parse(Line(Text)).Options[0].AsOption()!;

        Assert.Multiple(() =>
        {
            Assert.That(option.Errors.Single().Message, Is.EqualTo("unexpected '}'; expected a value"));
            Assert.That(At(Text, option.Errors.Single().Span), Is.EqualTo("}"));
        });
    }

    [Test]
    public void An_option_is_edited_in_place()
    {
        const string Text = "qemu -netdev user,id=n,restrict=off,ipv6";
        var source = Snippet.Of(Text);
        var option = QemuArguments.Parse(CommandLine.Parse(source)).Options[0].AsOption("type")!;

        string Edit(TextChange? change) => source.WithChanges(change!.Value).ToString();

        Assert.Multiple(() =>
        {
            Assert.That(Edit(option.Replace(option.Find("restrict")!, "on")), Does.EndWith(",restrict=on,ipv6"));
            Assert.That(Edit(option.Replace(option.Find("ipv6")!, "off")), Does.EndWith(",ipv6=off"));
            Assert.That(Edit(option.Replace(option.Find("type")!, "tap")), Does.Contain("-netdev tap,id"));
            Assert.That(Edit(option.Replace(option.Find("id")!, "a,b")), Does.Contain("id=a,,b,"));
            Assert.That(Edit(option.Remove(option.Find("restrict")!)), Does.EndWith("id=n,ipv6"));
            Assert.That(Edit(option.Insert("net", "10.0.0.0/8")), Does.EndWith("ipv6,net=10.0.0.0/8"));
            Assert.That(option.Replace(option.Find("id")!, "a b"), Is.Null);
        });
    }

    [Test]
    public void Any_text_is_read_without_failing()
    {
        Snippet.Of("a", " ", "\n", "'", "\"", "\\", "\\\n", "$", "$(", ")", "${", "}", "`", "{{", "}}", "{%", "%}", "<", "<<E", "\nE\n", ">", "#", ";", "&", "|", "-x ", "k=v", ",", ",,", "{\"a\":1}", "'{").Sample(text =>
        {
            var script = Script(text);
            Snippet.AssertWithin(script, []);
            foreach (var command in script.Commands.Append(Line(text)))
            {
                Snippet.AssertWithin(script, command.Span);
                foreach (var argument in QemuArguments.Parse(command).Options)
                {
                    if (argument.AsOption("head") is not { } option)
                        continue;

                    Snippet.AssertWithin(script, option.Settings);
                    foreach (var setting in option.Settings)
                        _ = option.Replace(setting, "x");
                }
            }
        }, iter: Snippet.Iterations);
    }

    private static string At(string text, TextSpan span) => text.Substring(span.Start, span.Length);

    private static CommandLine Line(string text) => CommandLine.Parse(Snippet.Of(text));

    private static CommandScript Script(string text) => CommandScript.Parse(Snippet.Of(text));
}
