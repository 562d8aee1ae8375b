using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Pve;

/// <summary>corosync.conf: nested sections of <c>key: value</c> lines.</summary>
/// <remarks>corosync.conf(5).</remarks>
public sealed class CorosyncTree : SyntaxTree
{
    private CorosyncTree(SourceText text, CorosyncSection root, ImmutableArray<Literal> comments, bool isTemplate, ImmutableArray<SyntaxError> errors)
        : base(text, errors)
    {
        Root = root;
        Comments = comments;
        IsTemplate = isTemplate;
    }

    public CorosyncSection Root { get; }

    public ImmutableArray<Literal> Comments { get; }

    public static CorosyncTree Parse(SourceText text)
    {
        var lines = new PveLines(text);
        var root = new CorosyncSection(lines.Source, "", new TextSpan(0, 0));
        var open = new Stack<CorosyncSection>([root]);
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines.Trim(lines[i]);
            if (line.IsEmpty || lines.IsTemplateLine(line))
                continue;

            var last = lines.At(line.End - 1);
            if (lines.At(line.Start) == '#')
                lines.AddComment(TextSpan.FromBounds(line.Start + 1, line.End));
            else if (last == '{')
                Open(lines, line, open);
            else if (line.Length == 1 && last == '}')
                Close(lines, line, open);
            else
                ReadSetting(lines, line, lines.Full(i), open.Peek());
        }

        if (open.Count > 1)
            lines.Report(open.Peek().Anchor, $"section '{open.Peek().Name}' is never closed; expected '}}'");

        while (open.Count > 0)
            open.Pop().End(text.Length);

        return new(text, root, lines.Comments, lines.IsTemplate, lines.Errors);
    }

    private static void Open(PveLines lines, TextSpan line, Stack<CorosyncSection> open)
    {
        if (open.Count > Limits.Depth)
        {
            lines.Report(line, $"sections are nested more than {Limits.Depth} deep");
            return;
        }

        var name = lines.Trim(TextSpan.FromBounds(line.Start, line.End - 1));
        if (name.IsEmpty)
            lines.Report(line, "the section has no name; expected 'name {'");

        var section = new CorosyncSection(lines.Source, lines.Text(name), name.IsEmpty ? line : name);
        open.Peek().Add(section);
        open.Push(section);
    }

    private static void Close(PveLines lines, TextSpan line, Stack<CorosyncSection> open)
    {
        if (open.Count == 1)
            lines.Report(line, "'}' closes no open section");
        else
            open.Pop().End(line.End);
    }

    private static void ReadSetting(PveLines lines, TextSpan line, TextSpan full, CorosyncSection section)
    {
        var colon = line.Start;
        while (colon < line.End && lines.At(colon) != ':')
            colon++;

        var key = lines.Trim(TextSpan.FromBounds(line.Start, colon));
        if (colon == line.End || key.IsEmpty)
        {
            lines.Report(line, "the line is neither a section nor a setting; expected 'key: value', 'name {' or '}'");
            return;
        }

        var value = lines.Trim(TextSpan.FromBounds(colon + 1, line.End));
        section.Add(new Setting(lines.Text(key), key, lines.Text(value), value, full));
    }
}

/// <summary>A section of corosync.conf. Paths lead into sections: <c>totem.secauth</c>.</summary>
public sealed class CorosyncSection : SettingScope
{
    private readonly SourceText _source;
    private readonly List<Setting> _settings = [];
    private readonly List<CorosyncSection> _sections = [];
    private TextSpan _span;

    internal CorosyncSection(SourceText source, string name, TextSpan anchor)
    {
        _source = source;
        Name = name;
        Anchor = anchor;
        _span = anchor;
    }

    public string Name { get; }

    /// <summary>The section's name.</summary>
    public override TextSpan Anchor { get; }

    public override TextSpan Span => _span;

    public override IEnumerable<Setting> Settings => _settings;

    public IEnumerable<CorosyncSection> Sections(string name) => _sections.Where(section => section.Name == name);

    public override Setting? Find(string key)
    {
        var dot = key.IndexOf('.');
        if (dot > 0)
            return Sections(key.Substring(0, dot)).Select(section => section.Find(key.Substring(dot + 1))).FirstOrDefault(static found => found is not null);

        return _settings.LastOrDefault(setting => setting.Key == key);
    }

    public override TextChange? Insert(string key, string value)
    {
        var dot = key.IndexOf('.');
        if (dot > 0)
            return Sections(key.Substring(0, dot)).FirstOrDefault()?.Insert(key.Substring(dot + 1), value);

        return _settings.Count == 0 ? null : new TextChange(new TextSpan(_settings[0].FullSpan.Start, 0), $"  {key}: {value}{LineBreaks.Of(_source)}");
    }

    internal void Add(Setting setting) => _settings.Add(setting);

    internal void Add(CorosyncSection section) => _sections.Add(section);

    internal void End(int position) => _span = TextSpan.FromBounds(_span.Start, position);
}
