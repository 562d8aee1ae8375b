using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Proxmox.Access;

/// <summary>Where a host gets Proxmox VE from, and with it which release it runs: <c>sources.list.d/pve*.list</c> and <c>.sources</c>.</summary>
/// <remarks>pve-docs, pve-package-repos.adoc; sources.list(5).</remarks>
internal sealed class RepositoriesFormat : Format
{
    /// <summary>pve-docs, pve-faq.adoc: "How long will my Proxmox VE version be supported?", as of April 2026.</summary>
    private static readonly Dictionary<string, (int Release, DateTimeOffset? SupportEnds)> s_releases = new(StringComparer.Ordinal)
    {
        ["trixie"] = (9, null),
        ["bookworm"] = (8, EndOf(2026, 8)),
        ["bullseye"] = (7, EndOf(2024, 7)),
        ["buster"] = (6, EndOf(2022, 9)),
        ["stretch"] = (5, EndOf(2020, 7)),
        ["jessie"] = (4, EndOf(2018, 6)),
        ["wheezy"] = (3, EndOf(2017, 2)),
    };

    public static readonly BindingTable<Hypervisor> Table = new BindingTable<Hypervisor>(Platform.ProxmoxVe, "sources.list, sources.list.d", "Proxmox VE Administration Guide: Package Repositories, Frequently Asked Questions")
        .Computed("suite", h => h.Release, "'trixie', 'bookworm', 'bullseye', 'buster', 'stretch', 'jessie' or 'wheezy', from Proxmox's own servers")
        .Computed("suite", h => h.SupportEnds, "the release's last month of support");

    public override string Id => "pve-repositories";

    public override Platform Platform => Platform.ProxmoxVe;

    public override string Title => "Proxmox VE package repositories (sources.list, sources.list.d/*.list, *.sources)";

    public override PathClaim Claim(FilePath path) =>
        path.Name is "sources.list" or "sources.list.j2"
        || (path.FolderName == "sources.list.d" && (path.EndsWith(".list") || path.EndsWith(".sources") || path.EndsWith(".list.j2") || path.EndsWith(".sources.j2")))
            ? PathClaim.Possible
            : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text)
    {
        foreach (var line in text.Lines)
        {
            if (IsOfProxmox(text.ToString(line.Span)))
                return true;
        }

        return false;
    }

    public override string SiteRoot(FilePath path) => PvePaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        if (path.Name.IndexOf(".sources", StringComparison.Ordinal) >= 0)
            BindStanzas(context);
        else
            BindLines(context);
    }

    /// <summary><c>deb [options] URI SUITE COMPONENT…</c></summary>
    private static void BindLines(BindingContext context)
    {
        var text = context.File.Text;
        foreach (var line in text.Lines)
        {
            var words = WordsOf(text, line.Start, line.End);
            if (words.Count == 0 || words[0].Text != "deb")
                continue;

            var uri = 1;
            if (words.Count > 1 && words[1].Text[0] == '[')
            {
                while (uri < words.Count && !words[uri].Text.EndsWith("]", StringComparison.Ordinal))
                    uri++;

                uri++;
            }

            if (uri + 1 < words.Count && IsOfProxmox(words[uri].Text))
                Add(words[uri + 1], context);
        }
    }

    /// <summary>Stanzas of <c>Key: value</c>, kept apart by blank lines; <c>Enabled: no</c> switches one off.</summary>
    private static void BindStanzas(BindingContext context)
    {
        var text = context.File.Text;
        Literal? suite = null;
        var (isOurs, isEnabled) = (false, true);
        for (var i = 0; i <= text.Lines.Count; i++)
        {
            var words = i < text.Lines.Count ? WordsOf(text, text.Lines[i].Start, text.Lines[i].End) : [];
            if (words.Count == 0 && (i == text.Lines.Count || text.ToString(text.Lines[i].Span).Trim().Length == 0))
            {
                if (isOurs && isEnabled && suite is { } found)
                    Add(found, context);

                suite = null;
                (isOurs, isEnabled) = (false, true);
            }
            else if (words.Count > 1)
            {
                switch (words[0].Text.ToLowerInvariant())
                {
                    case "uris:":
                        isOurs = IsOfProxmox(words[1].Text);
                        break;
                    case "suites:":
                        suite = words[1];
                        break;
                    case "enabled:":
                        isEnabled = words[1].Text.ToLowerInvariant() is not ("no" or "false" or "0" or "off");
                        break;
                }
            }
        }
    }

    private static void Add(Literal suite, BindingContext context)
    {
        var origin = context.Origin(suite.Span);
        var host = context.Add(new Hypervisor("Proxmox VE", origin));
        if (TemplateMarks.Contains(suite.Text))
            host.Release = Fact<string>.Unresolved(origin, suite.Text, "template", "suite");
        else if (s_releases.TryGetValue(suite.Text, out var known))
        {
            host.Release = Fact.Stated($"Proxmox VE {known.Release}", origin, suite.Text, "suite");
            if (known.SupportEnds is { } end)
                host.SupportEnds = Fact.Default(end, origin, "Proxmox VE Administration Guide: Frequently Asked Questions");
        }
    }

    /// <summary>The host and folder of its repositories, and of their mirrors, but not of those for Ceph.</summary>
    private static bool IsOfProxmox(string text) =>
        text.IndexOf("proxmox.com/debian", StringComparison.Ordinal) >= 0 && text.IndexOf("/ceph", StringComparison.Ordinal) < 0;

    private static List<Literal> WordsOf(SourceText text, int start, int end)
    {
        var words = new List<Literal>();
        while (start < end)
        {
            while (start < end && char.IsWhiteSpace(text[start]))
                start++;

            if (start == end || text[start] == '#')
                break;

            // A template's mark holds blanks of its own.
            var isMark = start + 1 < end && text[start] == '{' && text[start + 1] == '{';
            var stop = start;
            while (stop < end && (!char.IsWhiteSpace(text[stop]) || isMark))
            {
                isMark &= !(text[stop] == '}' && stop > start && text[stop - 1] == '}');
                stop++;
            }

            words.Add(new(text.ToString(TextSpan.FromBounds(start, stop)), TextSpan.FromBounds(start, stop)));
            start = stop;
        }

        return words;
    }

    private static DateTimeOffset EndOf(int year, int month) =>
        new DateTimeOffset(year, month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1).AddDays(-1);
}
