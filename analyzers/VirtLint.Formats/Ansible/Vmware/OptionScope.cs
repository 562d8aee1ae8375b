using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Ansible.Vmware;

/// <summary>A mapping of a host's or a guest's own settings, under the names that the platform's other notations give them.</summary>
internal sealed class OptionScope : SettingScope, ISettingSource
{
    private readonly Dictionary<string, (Setting Named, Setting Written, ConfigNode Node)> _settings = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConfigNode _node;

    private OptionScope(ConfigNode node) => _node = node;

    public override TextSpan Anchor => _node.Anchor;

    public override TextSpan Span => _node.Span;

    public override IEnumerable<Setting> Settings => _settings.Values.Select(static entry => entry.Named);

    /// <summary>A mapping whose keys are the options.</summary>
    /// <param name="rename">What another notation calls a key.</param>
    public static OptionScope Of(ConfigNode mapping, Func<string, string> rename)
    {
        var scope = new OptionScope(mapping);
        foreach (var written in mapping.Settings)
            scope.Add(rename(written.Key), written, mapping);

        return scope;
    }

    /// <summary>A list of mappings, of which each has a <c>key</c> and a <c>value</c>.</summary>
    public static OptionScope OfPairs(ConfigNode owner, string name)
    {
        var scope = new OptionScope(owner);
        foreach (var pair in owner.Nodes(name))
        {
            if (pair.Find("key") is { Unresolved: null } key && pair.Find("value") is { } value)
                scope.Add(key.Value, value, pair);
        }

        return scope;
    }

    public override Setting? Find(string key) => _settings.TryGetValue(key, out var entry) ? entry.Named : null;

    public RelatedPlace? SourceOf(Setting setting) => _settings.TryGetValue(setting.Key, out var entry) ? entry.Node.SourceOf(entry.Written) : null;

    public override TextChange? Replace(Setting setting, string value) =>
        _settings.TryGetValue(setting.Key, out var entry) ? entry.Node.Replace(entry.Written, value) : null;

    public override TextChange? Remove(Setting setting) => null;

    private void Add(string name, Setting written, ConfigNode node) => _settings[name] = (
        new(name, written.KeySpan, written.Value, written.ValueSpan, written.FullSpan) { Unresolved = written.Unresolved, Items = written.Items, IsQuoted = written.IsQuoted },
        written,
        node);
}
