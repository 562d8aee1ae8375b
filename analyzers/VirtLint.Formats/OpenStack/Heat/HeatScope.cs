using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Syntax;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.OpenStack.Heat;

/// <summary>The properties of a resource. What an intrinsic function computes is not known.</summary>
/// <param name="properties">The properties.</param>
/// <param name="anchor">The resource's name.</param>
internal sealed class HeatScope(YamlMapping properties, TextSpan anchor) : SettingScope
{
    public override TextSpan Anchor { get; } = anchor;

    public override TextSpan Span => properties.Span;

    public override IEnumerable<Setting> Settings => properties.Entries.Select(entry => Find(entry.Key.Text)).OfType<Setting>();

    /// <summary>The mappings of a list: the rules of a group, the pairs of a port.</summary>
    public IEnumerable<HeatScope> Items(string name) =>
        properties.Items(name).OfType<YamlMapping>().Where(static item => !item.Entries.IsEmpty && !IsFunction(item))
            .Select(static item => new HeatScope(item, item.Entries[0].Key.Span));

    /// <summary>A map of keys and values that is written out; null where it is computed.</summary>
    public HeatScope? Map(string name) =>
        properties[name] is YamlMapping map && !map.Entries.IsEmpty && !IsFunction(map) ? new HeatScope(map, map.Entries[0].Key.Span) : null;

    /// <summary>The resource that a property refers to; null where it does not.</summary>
    public string? ResourceIn(string name) => (properties[name] as YamlMapping)?.TextAt("get_resource");

    /// <summary>The texts of a list.</summary>
    public IEnumerable<Literal> Texts(string name) =>
        properties.Items(name).OfType<YamlScalar>().Select(static item => new Literal(item.Value, item.ValueSpan));

    public override Setting? Find(string key)
    {
        var setting = properties.Find(key);
        if (setting is null || properties[key] is not YamlMapping value)
            return properties[key] is YamlScalar { IsNull: true } ? null : setting;

        return new Setting(key, setting.KeySpan, "", setting.ValueSpan, setting.FullSpan)
        {
            Unresolved = IsFunction(value) ? value.Entries[0].Key.Text : "a value of another type",
        };
    }

    public override TextChange? Replace(Setting setting, string value) => properties.Replace(setting, value);

    public override TextChange? Insert(string key, string value) => properties.Insert(key, value);

    public override TextChange? Remove(Setting setting) => null;

    /// <summary>// Heat Orchestration Template specification, "Intrinsic functions"</summary>
    private static bool IsFunction(YamlMapping mapping) => mapping.Entries.Length == 1
        && mapping.Entries[0].Key.Text is "get_param" or "get_attr" or "get_resource" or "get_file" or "list_join" or "str_replace" or "str_replace_strict"
            or "str_replace_vstrict" or "str_split" or "if" or "repeat" or "resource_facade" or "digest" or "map_merge" or "map_replace" or "list_concat"
            or "list_concat_unique" or "yaql" or "contains" or "equals" or "filter" or "make_url" or "not" or "and" or "or" or "Fn::Select" or "Fn::Join";
}
