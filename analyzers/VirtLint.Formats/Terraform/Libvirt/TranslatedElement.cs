using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Terraform.Libvirt;

/// <summary>An element of libvirt's XML as the attributes of a resource state it: what libvirt's own binders read.</summary>
internal sealed class TranslatedElement : XmlElement, ISettingSource
{
    private readonly SourceText _source;
    /// <summary>The settings as they are shown, with the node and the setting that each stands for.</summary>
    private readonly Dictionary<Setting, (ConfigNode Owner, Setting Written)> _owners;

    private TranslatedElement(SourceText source, string name, TextSpan anchor, TextSpan span, TranslatedElement? parent, Dictionary<Setting, (ConfigNode Owner, Setting Written)> owners)
        : base(source, name, anchor, span, parent)
    {
        _source = source;
        _owners = owners;
    }

    public static TranslatedElement Of(string name, ConfigNode node, XmlForm form, BindingContext context)
    {
        var root = new TranslatedElement(context.File.Text, name, node.Anchor, node.Span, null, []);
        root.Fill(node, form);
        return root;
    }

    public RelatedPlace? SourceOf(Setting setting) =>
        setting.Translates is { } shown && _owners.TryGetValue(shown, out var known) ? known.Owner.SourceOf(known.Written) : null;

    public override TextChange? Replace(Setting setting, string value) => setting.Translates is { } shown && _owners.TryGetValue(shown, out var known)
        ? known.Owner.Replace(known.Written, (shown.Value, value) is ("true" or "false", "yes" or "no") ? value == "yes" ? "true" : "false" : value)
        : null;

    public override TextChange? Insert(string key, string value) => null;

    public override TextChange? Remove(Setting setting) => null;

    private void Fill(ConfigNode node, XmlForm form)
    {
        foreach (var line in form)
            Read(node, line);
    }

    private void Read(ConfigNode node, XmlLine line)
    {
        var anchors = new List<ConfigNode>();
        foreach (var step in line.Steps)
        {
            if (node.Node(step) is not { } next)
                return;

            node = next;
            anchors.Add(node);
        }

        if (line.Form is { } form)
        {
            foreach (var item in node.Nodes(line.Name))
                AddElement(line, form, item, anchors);

            return;
        }

        if (node.Find(line.Name) is not { IsList: false } written)
            return;

        var setting = Shown(line, written);

        var isObject = node.Nodes(line.Name).Any(static item => !item.StandsForAll);
        var isStated = isObject || setting is { Unresolved: null, Value: not "false" };
        if (!isStated && setting.Unresolved is null && line.Target is not XmlTarget.Value)
            return;

        _owners[setting] = (node, written);
        switch (line.Target)
        {
            case XmlTarget.Value when !isObject:
                StateValue(line, setting, anchors);
                break;
            case XmlTarget.Choice:
                StateChoice(line, isStated ? null : setting, setting.KeySpan, anchors);
                break;
            case XmlTarget.Presence:
                Reach(line.Path, line.Path.Length, anchors, setting.KeySpan).State("", isObject ? Known(setting) : setting);
                break;
        }
    }

    /// <summary>The same setting by its path.</summary>
    private static Setting Shown(XmlLine line, Setting written) => new(line.Attribute.Replace('.', '/'), written.KeySpan, written.Value, written.ValueSpan, written.FullSpan) { Unresolved = written.Unresolved };

    /// <summary>An object of the language is no value to the evaluator, but that it is there is known.</summary>
    private static Setting Known(Setting setting) => new(setting.Key, setting.KeySpan, "", setting.KeySpan, setting.FullSpan);

    private void AddElement(XmlLine line, XmlForm form, ConfigNode item, IReadOnlyList<ConfigNode> anchors)
    {
        var slash = line.Path.LastIndexOf('/');
        var parent = slash < 0 ? this : Reach(line.Path, slash, anchors, item.Anchor);
        if (item.StandsForAll)
            parent.BecomePartial();

        new TranslatedElement(_source, line.Path.Substring(slash + 1), item.Anchor, item.Span, parent, _owners).Fill(item, form);
    }

    private void BecomePartial()
    {
        for (var element = this; element is not null; element = element.Parent as TranslatedElement)
            element.IsPartial = true;
    }

    private void StateValue(XmlLine line, Setting setting, IReadOnlyList<ConfigNode> anchors)
    {
        var slash = line.Path.LastIndexOf('/');
        var element = slash < 0 ? this : Reach(line.Path, slash, anchors, setting.KeySpan);
        var leaf = line.Path.Substring(slash + 1);
        var value = setting.Unresolved is null ? setting.Value : $"${{{setting.Value}}}";
        if (leaf[0] != '@')
            element.State(value, setting);
        else if (element.Attribute(leaf.Substring(1)) is null)
            element.State(new XmlAttribute(leaf.Substring(1), "", Word(value), setting.KeySpan, setting.ValueSpan, setting.FullSpan) { Stated = setting });
    }

    /// <summary>What is true or false in the language is yes or no in libvirt's XML. // docs/schema-mapping.md: Common Patterns</summary>
    private static string Word(string value) => value switch
    {
        "true" => "yes",
        "false" => "no",
        _ => value,
    };

    /// <param name="unknown">The setting that may or may not be the variant that is stated; null where it is.</param>
    private void StateChoice(XmlLine line, Setting? unknown, TextSpan place, IReadOnlyList<ConfigNode> anchors)
    {
        var slash = line.Path.LastIndexOf('/');
        var element = slash < 0 ? this : Reach(line.Path, slash, anchors, place);
        var name = line.Path.Substring(slash + 2);
        if (element.Attribute(name) is null)
            element.State(new XmlAttribute(name, "", unknown is null ? line.Word : $"${{{unknown.Value}}}", place, place, place) { Stated = unknown });
    }

    /// <summary>The element at a path, with what it lies in: there already, or made.</summary>
    private TranslatedElement Reach(string path, int length, IReadOnlyList<ConfigNode> anchors, TextSpan place)
    {
        var element = this;
        var steps = path.Substring(0, length).Split('/');
        for (var i = 0; i < steps.Length; i++)
        {
            var (name, attribute, word) = Parts(steps[i]);
            var next = element.Elements(name).OfType<TranslatedElement>().FirstOrDefault(child => attribute is null || child.Attribute(attribute)?.Value == word);
            if (next is null)
            {
                var (anchor, span) = i < anchors.Count ? (anchors[i].Anchor, anchors[i].Span) : (place, place);
                next = new TranslatedElement(_source, name, anchor, span, element, _owners);
                if (attribute is not null)
                    next.State(new XmlAttribute(attribute, "", word, anchor, anchor, anchor));
            }

            element = next;
        }

        return element;
    }

    /// <summary>Name, attribute and word of a step such as <c>source[@mode='bind']</c>.</summary>
    private static (string Name, string? Attribute, string Word) Parts(string step)
    {
        var bracket = step.IndexOf('[');
        if (bracket < 0)
            return (step, null, "");

        var equals = step.IndexOf('=', bracket);
        return (step.Substring(0, bracket), step.Substring(bracket + 2, equals - bracket - 2), step.Substring(equals + 1).Trim('\'', ']'));
    }
}
