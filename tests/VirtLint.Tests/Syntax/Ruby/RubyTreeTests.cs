using System;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Syntax.Ruby;

namespace VirtLint.Tests.Syntax.Ruby;

public sealed class RubyTreeTests
{
    [Test]
    public void A_call_has_its_arguments_by_position_and_name()
    {
        var call = Calls("Vagrant.configure('2') do |config|\n  config.vm.network :forwarded_port, guest: 80,\n    \"host\" => 8080, :auto_correct => true\nend\n").Last();

        Assert.That(call.Settings.Select(static setting => (setting.Key, setting.Value)), Is.EqualTo(new[] { ("0", "forwarded_port"), ("guest", "80"), ("host", "8080"), ("auto_correct", "true") }));
        Assert.That(call.Block?.Parameter, Is.EqualTo("config"));
        Assert.That(call.IsConditional, Is.False);
    }

    [Test]
    public void What_is_computed_is_kept_as_it_is_written()
    {
        var value = Calls("Vagrant.configure('2') do |c|\n  c.vm.box = ENV.fetch('BOX', 'a')\nend\n").Last().Find("0");

        Assert.That(value?.Unresolved, Is.Not.Null);
        Assert.That(value?.Value, Is.EqualTo("ENV.fetch('BOX', 'a')"));
    }

    [TestCase("  if x\n    c.ssh.insert_key = false\n  end\n")]
    [TestCase("  c.ssh.insert_key = false if x\n")]
    [TestCase("  (1..3).each do |i|\n    c.ssh.insert_key = false\n  end\n")]
    public void What_a_condition_or_a_loop_surrounds_may_run_or_not(string body) =>
        Assert.That(Calls($"Vagrant.configure('2') do |c|\n{body}end\n").Last(static call => call.Path.Length == 3).IsConditional, Is.True);

    [Test]
    public void Behind_a_condition_calls_run_again()
    {
        var calls = Calls("Vagrant.configure('2') do |c|\n  if x\n    a = <<-EOS\n  end if do\n    EOS\n  elsif y\n    b\n  end\n  c.vm.box = 'a'\nend\n");

        Assert.That(calls.Last().IsConditional, Is.False);
        Assert.That(calls.Last().Block, Is.Not.Null);
    }

    [Test]
    public void No_input_makes_the_parser_throw()
    {
        string[] words = ["a", ".", "b", "do", "|", "end", "if", "(", ")", "[", "]", "{", "}", "=", ",", ":x", "x:", "=>", "'t'", "\"#{a}\"", "<<-E", "\n", ";", "%w[", "\\", "#", "::", "1", "\"", "=begin", "E"];
        var random = new Random(7);
        for (var round = 0; round < 3000; round++)
        {
            var text = string.Join(random.Next(2) == 0 ? " " : "", Enumerable.Range(0, random.Next(40)).Select(_ => words[random.Next(words.Length)]));

            var calls = Calls(text);

            Assert.That(calls.All(call => call.Settings.All(setting => setting.FullSpan.End <= text.Length && setting.ValueSpan.End <= text.Length)), Is.True, text);
        }
    }

    [TestCase("a.b(")]
    [TestCase("a.b do |c|\n")]
    [TestCase("if x\n")]
    [TestCase("a.b [1, {")]
    [TestCase("\n")]
    public void A_long_run_of_one_thing_is_read_in_time(string part) =>
        Assert.That(() => Calls(string.Concat(Enumerable.Repeat(part, 50_000))), Throws.Nothing);

    private static RubyCall[] Calls(string text) => [.. RubyTree.Parse(SourceText.From(text)).Calls];
}
