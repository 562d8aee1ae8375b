using System.Collections.Generic;
using System.Linq;
using CsCheck;
using NUnit.Framework;
using VirtLint.Syntax.PowerShell;

namespace VirtLint.Tests.Syntax.PowerShell;

public sealed class PowerShellTreeTests
{
    private const string Example =
        "param([string] $Name = 'a', [switch] $Force)\n<# setup #>\nfunction New-Guest($Size) {\n    $table = @{ Name = $Name; Path = \"D:\\$Name\" }\n"
        + "    New-VM @table -MemoryStartupBytes 4GB `\n        -Generation 2 | Set-VM -Notes @\"\nowner: $Name\n\"@\n    if (-not $Force) { throw 'no' } elseif ($a -eq 1) { } else { $b = 1, 2 }\n}\n"
        + "foreach ($vm in Get-VM) { switch ($vm.State) { 'Off' { Start-VM $vm } default { } } }\n$x.Where{$_.Id -gt 1}.Name[0] | ForEach-Object { $_ }\n";

    private static readonly string[] s_pieces =
    [
        "", " ", "\n", "\r\n", "`", "`\n", "'", "\"", "@'\n", "\n'@", "@\"\n", "\n\"@", "$(", "@(", "@{", "(", ")", "{", "}", "[", "]", "$x", "@x", "${x", "#", "<#", "#>", ";", "|", "||", "&&", "&",
        ",", "=", "+=", "-Name", "-Name:", "4GB", "0x1f", "-", "--%", ">", "2>&1", "if", "else", "foreach", "switch", "try", "function", "param", "class", "do", "return", "[ref]", "::", ".Name", "..", "!",
        "99999999999999999999999", "1e400", "\0", "\uD800",
    ];

    [Test]
    public void Words_quotes_and_escapes_are_decoded()
    {
        var command = Commands("Set-VM 'it''s' \"a`tb\" c`;d -Notes \"x $y\"\n").Single();

        Assert.That(command.Arguments.Select(static argument => (argument.Value as PsString)?.Text), Is.EqualTo(["it's", "a\tb", "c;d", null, null]));
    }

    [Test]
    public void A_command_goes_on_behind_a_backtick_and_behind_a_pipe()
    {
        var commands = Commands("Get-VM a `\n  -Id 1 |\n  Set-VM -Name b\n| Start-VM\n");

        Assert.That(commands.Select(static command => (command.Name as PsString)?.Text), Is.EqualTo(["Get-VM", "Set-VM", "Start-VM"]));
    }

    [Test]
    public void Here_strings_keep_their_lines_and_comments_go()
    {
        var command = Commands("Set-VM -Notes @'\nowner: a # no comment\n'@ # a comment\n<# Remove-VM #>\n").Single();

        Assert.That((command.Arguments[1].Value as PsString)?.Text, Is.EqualTo("owner: a # no comment"));
    }

    [TestCase("4GB", "4294967296")]
    [TestCase("0x10", "16")]
    [TestCase("-1", "-1")]
    [TestCase("1.5MB", "1572864")]
    public void A_number_has_its_multiplier_worked_in(string written, string value) =>
        Assert.That((Commands($"Set-VM {written}\n").Single().Arguments[0].Value as PsNumber)?.Value, Is.EqualTo(value));

    [Test]
    public void The_body_of_a_resource_may_start_on_the_next_line()
    {
        var tree = Parse("Configuration Lab\n{\n  Node localhost\n  {\n    VMHyperV web\n    {\n      Generation = 2\n    }\n  }\n}\n");

        Assert.That(tree.Errors, Is.Empty);
        Assert.That(Descendants(tree.Root).OfType<PsAssignment>().Select(static property => (property.Target as PsString)?.Text), Is.EqualTo(["Generation"]));
    }

    [TestCase("Set-VM 'a\n", "unterminated text; expected a closing quote")]
    [TestCase("if ($a) {\n", "unterminated block; expected a closing '}'")]
    [TestCase("$a = @{ b = 1\n", "unterminated table; expected a closing '}'")]
    [TestCase("<# a\n", "unterminated comment; expected '#>'")]
    [TestCase("$a }\n", "unexpected '}' that nothing opened")]
    public void What_is_never_closed_is_reported(string text, string message) => Assert.That(Parse(text).Messages(), Is.EqualTo([message]));

    [Test]
    public void A_common_script_has_no_errors() => Assert.That(Parse(Example).Messages(), Is.Empty);

    [Test]
    public void Any_text_is_read() => Snippet.Of(s_pieces).Sample(static text => AssertSound(text), iter: Snippet.Iterations);

    [Test]
    public void A_script_with_a_mistake_is_read() => Snippet.Mutated(Example, s_pieces).Sample(static text => AssertSound(text), iter: Snippet.Iterations);

    [TestCase("$(")]
    [TestCase("@{a=")]
    [TestCase("(")]
    [TestCase("!")]
    [TestCase("$a=")]
    [TestCase("[a]")]
    [TestCase("a && ")]
    public void Deep_nesting_is_bounded(string piece) => AssertSound(string.Concat(Enumerable.Repeat(piece, 20_000)));

    private static void AssertSound(string text)
    {
        var tree = Parse(text);
        Snippet.AssertWithin(tree, []);
        foreach (var node in Descendants(tree.Root))
            Snippet.AssertWithin(tree, node.Span);
    }

    private static PowerShellTree Parse(string text) => PowerShellTree.Parse(Snippet.Of(text));

    private static List<PsCommand> Commands(string text) => [.. Descendants(Parse(text).Root).OfType<PsCommand>()];

    private static IEnumerable<PsNode> Descendants(PsNode node) => node.Children.SelectMany(static child => Descendants(child).Prepend(child));
}
