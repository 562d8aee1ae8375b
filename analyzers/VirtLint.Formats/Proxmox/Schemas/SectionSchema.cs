using System;
using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Schemas;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Schemas;

/// <summary>The schema of a file of sections, each with the keys of its type.</summary>
/// <remarks>
/// Types may come with plugins of others, so an unknown one is reported only where it misspells a known one. Mapping files
/// have sections without a type: their keys stand under the empty one.
/// </remarks>
/// <param name="file">What messages call the file.</param>
/// <param name="defines">The kind of object that each section defines; null when others need not know them.</param>
/// <param name="builtIn">Objects of that kind that are always there.</param>
internal sealed class SectionSchema(string file, ObjectKind? defines = null, params string[] builtIn) : FormatSchema
{
    private readonly Dictionary<string, KeySet> _types = new(StringComparer.Ordinal);
    private readonly List<(string One, string Other)> _exclusive = [];

    /// <summary>The keys of sections of a type, beside the common ones.</summary>
    public SectionSchema Type(string name, params string[] keys) => Type(name, new KeySet(name.Length == 0 ? file : $"a '{name}' section of {file}", KeyCoverage.Complete).Keys(ValueShape.Any, keys));

    public SectionSchema Type(string name, KeySet keys)
    {
        _types[name] = keys;
        return this;
    }

    /// <summary>Two keys of which a section may state one.</summary>
    public SectionSchema Exclusive(string one, string other)
    {
        _exclusive.Add((one, other));
        return this;
    }

    /// <summary>Keys that every type has.</summary>
    public SectionSchema Common(Action<KeySet> add)
    {
        foreach (var keys in _types.Values)
            add(keys);

        return this;
    }

    protected internal override void Check(SyntaxTree tree, BindingContext context)
    {
        if (tree is not SectionConfigTree sections)
            return;

        Define(sections, context);
        var check = new KeyCheck(context, tree.IsTemplate);
        foreach (var section in sections.Sections)
        {
            if (_types.TryGetValue(section.Type, out var keys))
                Check(section, keys, check, context);
            else if (!TemplateMarks.Contains(section.Type) && Sentence.Nearest(section.Type, _types.Keys) is { } nearest)
                context.ReportOnce(SettingIssueKind.UnknownKey, section.Type, section.TypeSpan, $"'{section.Type}' is no type of section in {file}, so the section is skipped; did you mean '{nearest}'?", nearest);
        }
    }

    private void Check(ConfigSection section, KeySet keys, KeyCheck check, BindingContext context)
    {
        check.Check(section, keys);
        foreach (var (one, other) in _exclusive)
        {
            if (IsSet(section, one) && IsSet(section, other) && section.Find(one) is { } first && section.Find(other) is { } second)
            {
                context.Report(
                    SettingIssueKind.ConflictingKeys, one, first.KeySpan, $"'{one}' and '{other}' exclude each other in '{section.Id}'",
                    related: new RelatedPlace(context.Origin(second.KeySpan), "the other of the two"));
            }
        }
    }

    /// <summary>Whether a key is stated and not switched off.</summary>
    private static bool IsSet(ConfigSection section, string key) => section.Find(key) is { Value: not "0" };

    private void Define(SectionConfigTree sections, BindingContext context)
    {
        if (defines is not { } kind)
            return;

        if (!sections.IsTemplate)
            context.DefineAll(kind);

        foreach (var name in builtIn)
            context.DefineBuiltIn(kind, name);

        foreach (var section in sections.Sections)
            context.Define(kind, section.Id, section.Anchor, section.IsOn("disable"));
    }
}
