using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.Text;

namespace VirtLint.Syntax.Ini;

/// <summary>A file of sections and assignments, in one of the <see cref="IniDialect"/>s.</summary>
public sealed class IniTree : SyntaxTree
{
    private readonly string _content;

    internal IniTree(
        SourceText text,
        string content,
        IniDialect dialect,
        IniSection preamble,
        ImmutableArray<IniSection> sections,
        ImmutableArray<Literal> comments,
        bool isTemplate,
        ImmutableArray<SyntaxError> errors)
        : base(text, errors)
    {
        _content = content;
        Dialect = dialect;
        Preamble = preamble;
        Sections = sections;
        Comments = comments;
        IsTemplate = isTemplate;
        Root = new IniRoot(this);
    }

    public IniDialect Dialect { get; }

    /// <summary>The whole file as one scope, in which a key is asked for as <c>Section/Key</c>, or <c>Key</c> in the preamble.</summary>
    public SettingScope Root { get; }

    /// <summary>The settings in front of the first header: all of them where the dialect has no sections.</summary>
    public IniSection Preamble { get; }

    /// <summary>The sections in the order of the file, one for each header.</summary>
    public ImmutableArray<IniSection> Sections { get; }

    /// <summary>The comments, without their mark and the blanks around them.</summary>
    public ImmutableArray<Literal> Comments { get; }

    public static IniTree Parse(SourceText text, IniDialect dialect) => new IniParser(text, dialect).Parse();

    /// <summary>The section of a name, or null. Where several headers share it, one section with all their settings.</summary>
    public IniSection? Section(string name)
    {
        IniSection? first = null;
        List<IniSection>? all = null;
        foreach (var section in Sections)
        {
            if (!string.Equals(section.Name, name, StringComparison.Ordinal))
                continue;

            if (first is null)
                first = section;
            else
                (all ??= [first]).Add(section);
        }

        return all is null ? first : IniParser.Merge(_content, Dialect, all);
    }

    /// <summary>Sections of this file as one, with all their settings.</summary>
    public IniSection Join(IReadOnlyList<IniSection> sections) => sections.Count == 1 ? sections[0] : IniParser.Merge(_content, Dialect, [.. sections]);

    /// <summary>The assignment that counts for a key of a section: the last one.</summary>
    public Setting? Find(string section, string key) => Section(section)?.Find(key);

    /// <summary>Every assignment of a key of a section, in the order of the file.</summary>
    public ImmutableArray<Setting> FindAll(string section, string key) => Section(section)?.FindAll(key) ?? [];

    private sealed class IniRoot(IniTree tree) : SettingScope
    {
        public override TextSpan Anchor => new(Characters.AfterByteOrderMark(tree._content), 0);

        public override TextSpan Span => new(0, tree._content.Length);

        public override IEnumerable<Setting> Settings =>
            tree.Preamble.Settings.Concat(tree.Sections.SelectMany(section => section.Settings));

        public override Setting? Find(string key)
        {
            Split(key, out var section, out var name);
            return section is null ? tree.Preamble.Find(name) : tree.Find(section, name);
        }

        public override TextChange? Replace(Setting setting, string value) => tree.Preamble.Replace(setting, value);

        public override TextChange? Insert(string key, string value)
        {
            Split(key, out var section, out var name);
            if (section is null)
                return tree.Preamble.Insert(name, value);

            if (tree.Section(section) is { } existing)
                return existing.Insert(name, value);

            if (!tree.Dialect.HasSections || IniSection.Encode(value, tree.Dialect) is not { } encoded)
                return null;

            var lineBreak = Characters.LineBreakOf(tree._content);
            return Characters.AppendLine(
                tree._content, "[" + section + "]" + lineBreak + tree.Dialect.Assign(name, encoded));
        }

        private static void Split(string path, out string? section, out string name)
        {
            var slash = path.LastIndexOf('/');
            section = slash < 0 ? null : path.Substring(0, slash);
            name = path.Substring(slash + 1);
        }
    }
}
