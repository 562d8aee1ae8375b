using NUnit.Framework;
using VirtLint.Cli.Reports;

namespace VirtLint.Tests.Cli;

/// <summary>Vectors of github/codeql-action, src/fingerprints.test.ts, which sarif-sdk computes alike.</summary>
public sealed class LineHashTests
{
    [Test]
    public void An_empty_file_has_one_line() =>
        Assert.That(LineHashes.Of(""), Is.EqualTo(new[] { "c129715d7a2bc9a3:1" }));

    [Test]
    public void White_space_does_not_count() => Assert.That(
        LineHashes.Of(" a\nb\n  \t\tc\n d"),
        Is.EqualTo(new[] { "271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1" }));

    [Test]
    public void Carriage_returns_end_lines()
    {
        var hashes = LineHashes.Of("hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r");

        Assert.That(hashes[0], Is.EqualTo("e9496ae3ebfced30:1"));
        Assert.That(hashes[6], Is.EqualTo("c129715d7a2bc9a3:1"));
    }
}
