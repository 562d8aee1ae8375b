using System;
using System.Linq;
using NUnit.Framework;
using VirtLint.Formats.Binding;

namespace VirtLint.Tests.Formats.Binding;

public sealed class SentenceTests
{
    [TestCase("lisen_tcp", "listen_tcp")]
    [TestCase("LISTEN_TCP", "listen_tcp")]
    [TestCase("listen_tpc", "listen_tcp")]
    [TestCase("listen_udp_port", null)]
    public void The_nearest_word_is_what_was_meant(string written, string? meant) =>
        Assert.That(Sentence.Nearest(written, ["listen_tls", "listen_addr", "listen_tcp"]), Is.EqualTo(meant));

    [Test]
    public void A_whole_paragraph_is_no_slip_of_the_pen() =>
        Assert.That(Sentence.Nearest(new string('a', 65), [new string('a', 64)]), Is.Null);

    [Test]
    public void The_nearest_word_is_that_of_the_whole_table_of_edits()
    {
        var random = new Random(7);
        for (var round = 0; round < 20_000; round++)
        {
            var text = Word(random);
            var words = Enumerable.Range(0, 3).Select(_ => Word(random)).ToArray();

            Assert.That(Sentence.Nearest(text, words), Is.EqualTo(Plainly(text, words)), $"{text} among {string.Join(' ', words)}");
        }
    }

    private static string Word(Random random) =>
        new([.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => "abC"[random.Next(3)])]);

    private static string? Plainly(string text, string[] words)
    {
        var allowed = text.Length <= 4 ? 1 : text.Length <= 9 ? 2 : 3;
        return words
            .Select(word => (Word: word, Edits: Edits(text, word)))
            .Where(pair => pair.Edits <= allowed && pair.Edits < pair.Word.Length)
            .OrderBy(static pair => pair.Edits)
            .Select(static pair => pair.Word)
            .FirstOrDefault();
    }

    /// <summary>The whole table, without a limit.</summary>
    private static int Edits(string a, string b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                table[i, j] = i == 0 ? j : j == 0 ? i : Math.Min(
                    Math.Min(table[i - 1, j], table[i, j - 1]) + 1,
                    table[i - 1, j - 1] + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
            }
        }

        return table[a.Length, b.Length];
    }
}
