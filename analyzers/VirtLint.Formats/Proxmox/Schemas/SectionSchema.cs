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
internal sealed class SectionSchema(string file) : FormatSchema
{
    private readonly Dictionary<string, KeySet> _types = new(StringComparer.Ordinal);

    /// <summary>The keys of sections of a type, beside the common ones.</summary>
    public SectionSchema Type(string name, params string[] keys) => Type(name, new KeySet(name.Length == 0 ? file : $"a '{name}' section of {file}", KeyCoverage.Complete).Keys(ValueShape.Any, keys));

    public SectionSchema Type(string name, KeySet keys)
    {
        _types[name] = keys;
        return this;
    }

    /// <summary>Keys that every type has.</summary>
    public SectionSchema Common(Action<KeySet> add)
    {
        foreach (var keys in _types.Values)
            add(keys);

        return this;
    }

    protected override void Check(SyntaxTree tree, BindingContext context)
    {
        if (tree is not SectionConfigTree sections)
            return;

        var check = new KeyCheck(context, tree.IsTemplate);
        foreach (var section in sections.Sections)
        {
            if (_types.TryGetValue(section.Type, out var keys))
                check.Check(section, keys);
            else if (!TemplateMarks.Contains(section.Type) && Sentence.Nearest(section.Type, _types.Keys) is { } nearest)
                context.ReportOnce(SettingIssueKind.UnknownKey, section.Type, section.TypeSpan, $"'{section.Type}' is no type of section in {file}, so the section is skipped; did you mean '{nearest}'?", nearest);
        }
    }
}
