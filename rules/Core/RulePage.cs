using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Model;

namespace VirtLint.Rules;

/// <summary>
/// The Markdown page beside a rule: what <c>virtlint explain</c> prints, SARIF's help, the published documentation and the
/// rule's own test.
/// </summary>
/// <remarks>
/// A fence whose info string has <c>file=NAME</c> is an example. <c>[|…|]</c> marks what must be reported, <c>[?…?]</c> what
/// must be undecided; nothing else may be. <c>case=NAME</c> joins the files of several fences into one run, and
/// <c>set=key:value;key:value</c> gives project options, <c>beside=NAME,NAME</c> names files without text that lie beside it. Marks and attributes are taken out before anybody reads the page.
/// </remarks>
public sealed class RulePage
{
    private RulePage(string title, string markdown, IReadOnlyList<RuleExample> examples)
    {
        Title = title;
        Markdown = markdown;
        Examples = examples;
    }

    /// <summary>The first heading.</summary>
    public string Title { get; }

    /// <summary>The page as people read it, without marks.</summary>
    public string Markdown { get; }

    public IReadOnlyList<RuleExample> Examples { get; }

    /// <exception cref="InvalidOperationException">The rule has no page: a defect that the tests rule out.</exception>
    public static RulePage Of(Rule rule)
    {
        var type = rule.GetType();
        using var stream = type.Assembly.GetManifestResourceStream($"{type.Name}.md")
            ?? throw new InvalidOperationException($"{rule.Id} has no page {type.Name}.md.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Parse(reader.ReadToEnd());
    }

    public static RulePage Parse(string source)
    {
        var lines = source.Replace("\r\n", "\n").Split('\n');
        var markdown = new StringBuilder();
        var examples = new List<RuleExample>();
        var title = "";
        Platform? platform = null;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            if (title.Length == 0 && line.StartsWith("# ", StringComparison.Ordinal))
                title = line.Substring(2).Trim();

            if (line.StartsWith("## ", StringComparison.Ordinal))
                platform = PlatformOf(line.Substring(3).Trim());

            if (!line.StartsWith("```", StringComparison.Ordinal) || line.Length == 3)
            {
                markdown.Append(line).Append('\n');
                continue;
            }

            var info = line.Substring(3).Split([' '], StringSplitOptions.RemoveEmptyEntries);
            var body = new StringBuilder();
            for (i++; i < lines.Length && !lines[i].StartsWith("```", StringComparison.Ordinal); i++)
                body.Append(lines[i]).Append('\n');

            var attributes = info.Skip(1).Select(static a => a.Split(['='], 2)).Where(static a => a.Length == 2)
                .ToDictionary(static a => a[0], static a => a[1], StringComparer.Ordinal);
            if (attributes.TryGetValue("file", out var file))
            {
                var (text, reported, undecided) = Unmark(body.ToString());
                attributes.TryGetValue("case", out var group);
                attributes.TryGetValue("set", out var options);
                attributes.TryGetValue("beside", out var beside);
                examples.Add(new(platform, file, text, reported, undecided, group ?? $"#{examples.Count}", Options(options)) { Beside = (beside ?? "").Split([','], StringSplitOptions.RemoveEmptyEntries) });
                body.Clear().Append(text);
            }

            markdown.Append("```").Append(info.FirstOrDefault()).Append('\n').Append(body).Append("```\n");
        }

        return new(title, markdown.ToString().TrimEnd('\n') + "\n", examples);
    }

    private static Platform? PlatformOf(string heading)
    {
        foreach (Platform platform in Enum.GetValues(typeof(Platform)))
        {
            if (platform.Title() == heading)
                return platform;
        }

        return null;
    }

    private static IReadOnlyDictionary<string, string> Options(string? text) => (text ?? "")
        .Split([';'], StringSplitOptions.RemoveEmptyEntries)
        .Select(static pair => pair.Split([':'], 2))
        .ToDictionary(static pair => pair[0], static pair => pair.Length == 2 ? pair[1] : "", StringComparer.Ordinal);

    private static (string Text, List<TextSpan> Reported, List<TextSpan> Undecided) Unmark(string marked)
    {
        var text = new StringBuilder();
        var reported = new List<TextSpan>();
        var undecided = new List<TextSpan>();
        var open = new Stack<(char Kind, int Start)>();
        for (var i = 0; i < marked.Length; i++)
        {
            var next = i + 1 < marked.Length ? marked[i + 1] : '\0';
            if (marked[i] == '[' && next is '|' or '?' && marked[i] == '[')
            {
                open.Push((next, text.Length));
                i++;
            }
            else if (next == ']' && open.Count > 0 && marked[i] == open.Peek().Kind)
            {
                var (kind, start) = open.Pop();
                (kind == '|' ? reported : undecided).Add(TextSpan.FromBounds(start, text.Length));
                i++;
            }
            else
            {
                text.Append(marked[i]);
            }
        }

        return (text.ToString(), reported, undecided);
    }
}

/// <summary>One file of a page's example, with what the rule must say of it.</summary>
/// <param name="Platform">The platform of the section it stands in; null outside such a section.</param>
/// <param name="Path">The file's name, which recognition sees.</param>
/// <param name="Text">The text without marks.</param>
/// <param name="Reported">Spans that the rule reports, exactly these.</param>
/// <param name="Undecided">Spans that the rule leaves undecided, exactly these.</param>
/// <param name="Case">Examples of one case run together.</param>
/// <param name="Options">Project options for the file.</param>
public sealed record RuleExample(
    Platform? Platform,
    string Path,
    string Text,
    IReadOnlyList<TextSpan> Reported,
    IReadOnlyList<TextSpan> Undecided,
    string Case,
    IReadOnlyDictionary<string, string> Options)
{
    /// <summary>The names of files beside it that hold no text, such as disks.</summary>
    public IReadOnlyList<string> Beside { get; init; } = [];
}
