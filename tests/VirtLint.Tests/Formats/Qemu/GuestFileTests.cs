using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Engine;
using VirtLint.Model;
using VirtLint.Rules;

namespace VirtLint.Tests.Formats.Qemu;

/// <summary>What holds for every file that describes one guest to QEMU, bhyve, Firecracker or Cloud Hypervisor.</summary>
public sealed class GuestFileTests
{
    private const int Rounds = 40;

    private static readonly string[] s_formats = ["guest-script", "bhyve-vm", "firecracker-config", "cloud-hypervisor-vm"];

    private static readonly string[] s_signs = ["\"", "'", "\\", "\\\n", "\n", " ", ",", ",,", "=", "-", "--", "$", "${", "$(", "`", "#", ";", "&&", "|", "{", "}", "[", "]", ":", "\0", "é", "\uD800", "0", "null"];

    /// <summary>A command with one option a line, all of which mean the same in any order.</summary>
    private static readonly string[] s_options =
    [
        "-name db01", "-machine q35,accel=kvm", "-cpu host,spec-ctrl=off", "-m 8G", "-smp 4",
        "-drive file=/srv/vms/db01.img,if=virtio,cache=unsafe,format=raw", "-drive file=/srv/vms/data.img,if=virtio,format=raw",
        "-netdev bridge,id=lan,br=br0", "-device virtio-net-pci,netdev=lan,mac=52:54:00:7a:10:01", "-vnc 0.0.0.0:1", "-monitor tcp:0.0.0.0:4444,server,nowait",
        "-virtfs local,path=/etc,mount_tag=config,security_model=none", "-device vfio-pci,host=0000:65:00.0", "-sandbox off",
    ];

    private static readonly IReadOnlyList<RuleExample> s_examples =
        [.. RuleCatalog.All.SelectMany(static rule => RulePage.Of(rule).Examples).Where(static example => Array.IndexOf(s_formats, Read(example.Path, example.Text).Format?.Id) >= 0)];

    [Test]
    public void Every_format_has_examples() =>
        Assert.That(s_examples.Select(static example => Read(example.Path, example.Text).Format!.Id).Distinct(), Is.EquivalentTo(s_formats));

    [Test]
    public void A_file_that_is_cut_off_is_read_and_judged()
    {
        foreach (var example in s_examples)
        {
            for (var end = 0; end < example.Text.Length; end += 1 + (example.Text.Length / Rounds))
                AssertJudged(example.Path, example.Text[..end]);
        }
    }

    [TestCase(1)]
    [TestCase(2)]
    public void A_file_with_many_slips_is_read_and_judged(int seed)
    {
        var random = new Random(seed);
        foreach (var example in s_examples)
        {
            var text = example.Text;
            for (var round = 0; round < Rounds; round++)
            {
                var start = random.Next(text.Length + 1);
                text = text[..start] + s_signs[random.Next(s_signs.Length)] + text[Math.Min(text.Length, start + random.Next(4))..];
                if (round % 4 == 0)
                    AssertJudged(example.Path, text);
            }
        }
    }

    [Test]
    public void What_a_fact_says_was_written_is_written_at_its_place()
    {
        using var all = Assert.EnterMultipleScope();
        foreach (var example in s_examples)
        {
            foreach (var fact in Read(example.Path, example.Text).Model!.Entities.SelectMany(static entity => entity.Facts).Select(static fact => fact.Value))
            {
                if (fact is not { IsStated: true, IsMasked: false, AsWritten.Length: > 0, Origin: { } origin })
                    continue;

                var text = origin.File.Text.ToString(origin.Span);
                Assert.That(Bare(text).Contains(Bare(fact.AsWritten), StringComparison.Ordinal) || Bare(fact.AsWritten).Contains(Bare(text), StringComparison.Ordinal), Is.True, $"'{fact.AsWritten}' ({fact.Key}) is said to be at '{text}' of\n{example.Text}");
            }
        }
    }

    [Test]
    public void The_command_has_findings_of_many_rules() =>
        Assert.That(Findings("db01.sh", Command(s_options)).Count, Is.GreaterThan(8));

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    public void Reordering_options_changes_no_finding(int seed)
    {
        var random = new Random(seed);
        var shuffled = s_options.OrderBy(_ => random.Next()).ToArray();

        Assert.That(Findings("db01.sh", Command(shuffled)), Is.EquivalentTo(Findings("db01.sh", Command(s_options))), Command(shuffled));
    }

    /// <summary>Arguments of one option, but for the first, which may say what the others are of.</summary>
    [TestCase(1)]
    [TestCase(2)]
    public void Reordering_what_follows_an_option_changes_no_finding(int seed)
    {
        var random = new Random(seed);
        var shuffled = s_options.Select(option => option.Split(',') is [var first, .. var rest] && rest.Length > 1 ? string.Join(',', rest.OrderBy(_ => random.Next()).Prepend(first)) : option).ToArray();

        Assert.That(Findings("db01.sh", Command(shuffled)), Is.EquivalentTo(Findings("db01.sh", Command(s_options))), Command(shuffled));
    }

    [Test]
    public void How_a_command_is_broken_into_lines_changes_no_finding() =>
        Assert.That(Findings("db01.sh", "#!/bin/sh\nqemu-system-x86_64 " + string.Join(' ', s_options) + "\n"), Is.EquivalentTo(Findings("db01.sh", Command(s_options))));

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Reordering_members_of_objects_changes_no_finding(int seed)
    {
        foreach (var example in s_examples.Where(static example => example.Path.EndsWith(".json", StringComparison.Ordinal) && IsJson(example.Text)))
        {
            var plain = JsonNode.Parse(example.Text)!.ToJsonString();
            var shuffled = Shuffled(JsonNode.Parse(example.Text)!, new Random(seed))!.ToJsonString();

            Assert.That(Findings(example.Path, shuffled), Is.EquivalentTo(Findings(example.Path, plain)), shuffled);
        }
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Reordering_lines_of_a_guest_of_bhyve_changes_no_finding(int seed)
    {
        var random = new Random(seed);
        foreach (var example in s_examples.Where(static example => Read(example.Path, example.Text).Format?.Id == "bhyve-vm"))
        {
            var lines = example.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            if (lines.Any(static line => !Regex.IsMatch(line, @"^\w+=")) || lines.Select(static line => line.Split('=')[0]).Distinct().Count() < lines.Length)
                continue;

            var shuffled = string.Join('\n', lines.OrderBy(_ => random.Next())) + "\n";

            Assert.That(Findings(example.Path, shuffled), Is.EquivalentTo(Findings(example.Path, example.Text)), shuffled);
        }
    }

    private static string Command(IEnumerable<string> options) => "#!/bin/sh\nqemu-system-x86_64 \\\n    " + string.Join(" \\\n    ", options) + "\n";

    private static bool IsJson(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject;
        }
        catch (Exception problem) when (problem is System.Text.Json.JsonException or ArgumentException)
        {
            return false;
        }
    }

    private static JsonNode? Shuffled(JsonNode? node, Random random) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(_ => random.Next()).Select(member => new KeyValuePair<string, JsonNode?>(member.Key, Shuffled(member.Value, random)))),
        JsonArray items => new JsonArray([.. items.Select(item => Shuffled(item, random))]),
        _ => node?.DeepClone(),
    };

    /// <summary>A text without what a grammar takes for no part of the value, or writes in two ways.</summary>
    private static string Bare(string text) => new([.. text.Where(static c => c is not ('"' or '\'' or '\\' or '{' or '}') && !char.IsWhiteSpace(c))]);

    private static FileResult Read(string path, string text) => LintEngine.Default.Read(path, SourceText.From(text), ProjectOptions.None);

    private static IReadOnlyList<string> Findings(string path, string text) =>
        [.. LintEngine.Default.Judge([Read(path, text)], new SeverityPolicy(Profile.Strict)).Findings.Select(static finding => $"{finding.Rule.Id} {finding.Message}")];

    private static void AssertJudged(string path, string text)
    {
        var file = Read(path, text);
        Assert.That(file.Failure, Is.Null, text);
        var analysis = LintEngine.Default.Judge([file], new SeverityPolicy(Profile.Strict));
        Assert.That(analysis.Failures.Select(static failure => $"{failure.RuleId}: {failure.Message}"), Is.Empty, text);
        Assert.That(analysis.Findings.Where(finding => finding.Origin.Span.End > text.Length), Is.Empty, text);
    }
}
