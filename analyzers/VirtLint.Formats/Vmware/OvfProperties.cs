using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Vmware;

/// <summary>Binds what an appliance asks its deployer for: <c>ProductSection/Property</c>.</summary>
internal static class OvfProperties
{
    public static readonly BindingTable<ImageProperty> Table = new BindingTable<ImageProperty>(Platform.Vmware, "*.ovf: ProductSection/Property", OvfFormat.Specification)
        .Row("@password", (p, f) => p.IsMasked = f, OvfWords.Boolean, whenAbsent: false, source: "ProductSection")
        .Computed("@value, Value/@value", p => p.Secret, "text, of a property that is a password by its mark or its name", source: "ProductSection");

    /// <summary>What a name speaks of beside the secret itself.</summary>
    private static readonly string[] s_aboutSecrets =
        ["policy", "length", "expir", "enable", "allow", "hint", "complex", "maximum", "minimum", "_max", "_min", "file", "path", "url", "type", "force", "reset", "require", "auth", "public", "login", "history", "days"];

    public static void Bind(Image package, XmlElement content, BindingContext context)
    {
        foreach (var property in OvfFormat.Sections(content, "ProductSection").SelectMany(static section => section.Elements("Property")))
        {
            if (property.Attribute("key") is { } key)
                Add(package, property, key, context);
        }
    }

    private static void Add(Image package, XmlElement property, XmlAttribute key, BindingContext context)
    {
        var entity = new ImageProperty(key.Value, context.Origin(key.ValueSpan), package);
        Table.Bind(entity, property, context);
        if (!entity.IsMasked.IsStated)
            entity.IsMasked = entity.IsMasked.SpelledBy(new Mark(property, key.Prefix));

        entity.IsSecret = entity.IsMasked.Is(true) || (IsText(property) && IsSecretName(key.Value));
        if (!entity.IsSecret)
            return;

        context.Add(entity);
        var value = property.Attribute("value") is { Value.Length: > 0 } own ? own
            : property.Elements("Value").Select(static element => element.Attribute("value")).FirstOrDefault(static attribute => attribute is { Value.Length: > 0 });
        if (value is null)
            return;

        var origin = context.Origin(value.ValueSpan);
        entity.Secret = context.IsPartial || TemplateMarks.Contains(value.Value)
            ? Fact<string>.Unresolved(origin, "***", "template", "@value")
            : Fact.Stated(value.Value, origin, "***", "@value");
    }

    /// <summary>Whether the property holds free text, rather than a number, a switch or a choice.</summary>
    private static bool IsText(XmlElement property) =>
        property.Attribute("type")?.Value is null or "string" or "password"
        && property.Attribute("qualifiers")?.Value.IndexOf("ValueMap", StringComparison.OrdinalIgnoreCase) is null or < 0
        && !OvfWords.Boolean.TryRead(property.Attribute("value")?.Value ?? "", out _);

    private static bool IsSecretName(string key)
    {
        var isSecret = SecretNames.Covers(key) || key.EndsWith("pwd", StringComparison.OrdinalIgnoreCase) || key.EndsWith("token", StringComparison.OrdinalIgnoreCase);
        return isSecret && !s_aboutSecrets.Any(word => key.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);
    }

    /// <summary>Writes the mark of a password with the prefix that the property's other attributes have.</summary>
    private sealed class Mark(XmlElement property, string prefix) : IFactSpelling<bool>
    {
        public string? Spell(bool value) => OvfWords.Boolean.Spell(value);

        public ImmutableArray<TextChange> Write(bool value) =>
            OvfWords.Boolean.Spell(value) is { } word && property.Insert(prefix.Length == 0 ? "@password" : $"@{prefix}:password", word) is { } change ? [change] : [];

        public TextChange? Remove() => null;
    }
}
