using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Pve;

/// <summary>Which of Proxmox VE's two guest grammars a file follows.</summary>
public enum PveGuestKind
{
    VirtualMachine,
    Container,
}

/// <summary>A guest's configuration: a main section, changes that wait for a restart, and snapshots.</summary>
/// <remarks>qemu-server, QemuServer.pm: parse_vm_config; pve-container, LXC/Config.pm: parse_pct_config.</remarks>
public sealed class PveGuestTree : SyntaxTree
{
    private PveGuestTree(
        SourceText text, PveSection main, PveSection? pending, ImmutableArray<PveSection> snapshots, ImmutableArray<Literal> comments,
        bool isTemplate, ImmutableArray<SyntaxError> errors)
        : base(text, errors)
    {
        Main = main;
        Pending = pending;
        Snapshots = snapshots;
        Comments = comments;
        IsTemplate = isTemplate;
        Effective = Overlay(text, main, pending);
    }

    public PveSection Main { get; }

    /// <summary>Changes that take effect at the next start; null when there are none.</summary>
    public PveSection? Pending { get; }

    public ImmutableArray<PveSection> Snapshots { get; }

    /// <summary>Main with the pending changes applied: what the guest will run with.</summary>
    public PveSection Effective { get; }

    /// <summary>Lines that start with <c>#</c>. To Proxmox VE they are the guest's description.</summary>
    public ImmutableArray<Literal> Comments { get; }

    public static PveGuestTree Parse(SourceText text, PveGuestKind kind)
    {
        var lines = new PveLines(text);
        var sections = new List<Section> { new("", default, 0, SectionKind.Main) };
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (lines.Trim(line).IsEmpty || lines.IsTemplateLine(line))
                continue;

            var first = lines.At(line.Start);
            if (first == '#')
                lines.AddComment(TextSpan.FromBounds(line.Start + 1, line.End));
            else if (first == '[')
                sections.Add(ReadHeader(lines, line, kind, sections));
            else if (sections[sections.Count - 1].Kind is not SectionKind.Skipped)
                ReadSetting(lines, line, lines.Full(i), kind, sections[sections.Count - 1]);
        }

        // A section that is stated again replaces the earlier one. // qemu-server, parse_vm_config: "duplicate section"
        var last = sections.GroupBy(static section => (section.Kind, section.Name)).Select(static group => group.Last()).ToList();
        return new(
            text,
            last.First(static section => section.Kind == SectionKind.Main).ToTree(text),
            last.FirstOrDefault(static section => section.Kind == SectionKind.Pending)?.ToTree(text),
            [.. last.Where(static section => section.Kind == SectionKind.Snapshot).Select(section => section.ToTree(text))],
            lines.Comments,
            lines.IsTemplate,
            lines.Errors);
    }

    private static Section ReadHeader(PveLines lines, TextSpan line, PveGuestKind kind, List<Section> sections)
    {
        var trimmed = lines.Trim(line);
        if (lines.At(trimmed.End - 1) != ']')
        {
            lines.Report(trimmed, "the section header is not closed; expected ']'");
            return new("", default, line.Start, SectionKind.Skipped);
        }

        var span = TextSpan.FromBounds(trimmed.Start + 1, trimmed.End - 1);
        var name = lines.Text(span);
        var pending = kind == PveGuestKind.Container ? "pve:pending" : "PENDING";
        var section = string.Equals(name, pending, StringComparison.OrdinalIgnoreCase) ? new Section(name, span, line.Start, SectionKind.Pending)
            : IsSnapshotName(name) ? new Section(name, span, line.Start, SectionKind.Snapshot)
            : new Section(name, span, line.Start, SectionKind.Skipped);
        if (section.Kind != SectionKind.Skipped && sections.Any(other => other.Kind == section.Kind && other.Name == name))
            lines.Report(span, $"section '[{name}]' is stated twice; the last one is read");

        return section;
    }

    /// <summary>// qemu-server, parse_vm_config: ^\[([a-z][a-z0-9_\-]+)\]</summary>
    private static bool IsSnapshotName(string name) =>
        name.Length > 1 && IsLetter(name[0]) && name.All(static c => IsLetter(c) || c is (>= '0' and <= '9') or '_' or '-');

    private static void ReadSetting(PveLines lines, TextSpan line, TextSpan full, PveGuestKind kind, Section section)
    {
        var end = line.Start;
        while (end < line.End && IsKeyCharacter(lines.At(end), kind, lines.At(line.Start) == 'l'))
            end++;

        var key = lines.Text(TextSpan.FromBounds(line.Start, end));
        var isRaw = kind == PveGuestKind.Container && key.StartsWith("lxc.", StringComparison.Ordinal);
        var separator = isRaw ? lines.Trim(TextSpan.FromBounds(end, line.End)).Start : end;
        if (key.Length == 0 || separator >= line.End || !(lines.At(separator) == ':' || (isRaw && lines.At(separator) == '=')))
        {
            lines.Report(lines.Trim(line), "the line is neither a section, a description nor a setting; expected 'key: value'");
            return;
        }

        var value = lines.Trim(TextSpan.FromBounds(separator + 1, line.End));
        // Proxmox VE itself writes 'tags: ' for a guest without tags: an empty value states nothing.
        if (value.IsEmpty && !isRaw)
            return;

        // qemu-server, parse_vm_config: cdrom is another name for ide2
        var name = kind == PveGuestKind.VirtualMachine && key == "cdrom" ? "ide2" : key;
        section.Settings.Add(new Setting(name, TextSpan.FromBounds(line.Start, end), lines.Text(value), value, full));
    }

    private static bool IsKeyCharacter(char c, PveGuestKind kind, bool mayBeRaw) =>
        IsLetter(c) || c is (>= '0' and <= '9') or '_' || (c == '-' && (kind == PveGuestKind.VirtualMachine || mayBeRaw)) || (c == '.' && mayBeRaw);

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    private static PveSection Overlay(SourceText text, PveSection main, PveSection? pending)
    {
        if (pending is null)
            return main;

        var deleted = new HashSet<string>(
            pending.FindAll("delete").SelectMany(static setting => setting.Value.Split(',')).Select(static key => key.Trim().TrimStart('!')),
            StringComparer.Ordinal);
        var changed = new HashSet<string>(pending.Settings.Select(static setting => setting.Key), StringComparer.Ordinal);
        return new(
            text,
            main.Name,
            main.Anchor,
            main.Span,
            [
                .. main.Settings.Where(setting => !deleted.Contains(setting.Key) && !changed.Contains(setting.Key)),
                .. pending.Settings.Where(static setting => setting.Key != "delete"),
            ]);
    }

    private enum SectionKind
    {
        Main,
        Pending,
        Snapshot,
        Skipped,
    }

    private sealed class Section(string name, TextSpan header, int start, SectionKind kind)
    {
        public string Name { get; } = name;

        public SectionKind Kind { get; } = kind;

        public List<Setting> Settings { get; } = [];

        public PveSection ToTree(SourceText text)
        {
            var first = Settings.Count > 0 ? Settings[0].KeySpan : new TextSpan(Math.Min(start, text.Length), 0);
            var end = Settings.Count > 0 ? Settings[Settings.Count - 1].FullSpan.End : Math.Max(header.End, start);
            return new(text, Name, Kind == SectionKind.Main ? first : header, TextSpan.FromBounds(start, Math.Min(Math.Max(end, start), text.Length)), Settings);
        }
    }
}
