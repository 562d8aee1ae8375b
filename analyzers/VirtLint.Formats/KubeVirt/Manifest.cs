using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.KubeVirt;

/// <summary>One object of Kubernetes, as a manifest declares it.</summary>
/// <param name="Root">The object: <c>apiVersion</c>, <c>kind</c>, <c>metadata</c>, <c>spec</c>.</param>
/// <param name="Kind">Its kind: <c>VirtualMachine</c>.</param>
/// <param name="Context">The file that declares it.</param>
/// <param name="IsTemplate">Whether guests are made of it elsewhere, with what is asked for then.</param>
internal sealed record Manifest(YamlMapping Root, string Kind, BindingContext Context, bool IsTemplate)
{
    /// <summary>The object's name; of one that is named when it is made, what its name begins with.</summary>
    public string Name => NameSetting?.Value ?? Kind;

    public Origin Origin => Context.Origin(NameSetting is { ValueSpan.IsEmpty: false } name ? name.ValueSpan : Root.Find("kind")?.ValueSpan ?? Root.Anchor);

    /// <summary>Where it is; empty for the namespace that it is sent to, and for what belongs to none.</summary>
    public string Namespace => Root.TextAt("metadata.namespace") ?? "";

    /// <summary>The labels and annotations, in this order.</summary>
    public IEnumerable<Setting> Labels => Metadata("labels").Concat(Metadata("annotations"));

    private Setting? NameSetting => Root.Find("metadata.name") ?? Root.Find("metadata.generateName");

    public YamlMapping? Mapping(string path) => Root.Select(path) as YamlMapping;

    /// <summary>An annotation by its whole name.</summary>
    public Setting? Annotation(string name) => (Mapping("metadata.annotations") is { } annotations) ? annotations.Settings.FirstOrDefault(setting => setting.Key == name) : null;

    private IEnumerable<Setting> Metadata(string part) => Mapping("metadata." + part)?.Settings ?? [];
}

/// <summary>What binders ask of a mapping.</summary>
internal static class Yaml
{
    /// <summary>The mappings in the sequence at a path.</summary>
    public static IEnumerable<YamlMapping> Mappings(this YamlNode node, string path) => node.Items(path).OfType<YamlMapping>();

    /// <summary>A fact that a key states by being there at all, at the key's own text; Absent without it.</summary>
    public static Fact<T> Presence<T>(YamlNode scope, string key, T value, BindingContext context)
    {
        if (scope.Find(key) is not { } setting)
            return Fact<T>.Absent;

        var origin = context.Origin(setting.KeySpan);
        return setting.IsConditional
            ? Fact<T>.Unresolved(origin, LastStep(key), "template", key)
            : Fact.Stated(value, origin, LastStep(key));
    }

    /// <summary>A fact that code draws from one value.</summary>
    public static Fact<T> Read<T>(Setting setting, string key, Func<string, T> read, BindingContext context)
    {
        var origin = context.Origin(setting.ValueSpan);
        return setting.IsConditional || TemplateMarks.Contains(setting.Value)
            ? Fact<T>.Unresolved(origin, setting.Value, "template", key)
            : Fact.Stated(read(setting.Value), origin, setting.Value, key);
    }

    /// <summary>The same of an item of a list.</summary>
    public static Fact<T> Read<T>(Literal item, string key, Func<string, T> read, BindingContext context) => TemplateMarks.Contains(item.Text)
        ? Fact<T>.Unresolved(context.Origin(item.Span), item.Text, "template", key)
        : Fact.Stated(read(item.Text), context.Origin(item.Span), item.Text, key);

    private static string LastStep(string key) => key.Substring(key.LastIndexOf('.') + 1);
}
