using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.OpenStack.Heat;

/// <summary>Checks that the resources and parameters that a template names are its own: Heat refuses it otherwise.</summary>
// heat/engine/hot/functions.py: GetParam, GetResource, GetAttThenSelect; heat/engine/template.py, "depends_on"
internal sealed class HeatReferences(YamlMapping template, BindingContext context)
{
    /// <summary>Nodes that are looked at: aliases can make few lines stand for very many.</summary>
    private const int MostNodes = 100_000;

    // heat/engine/parameters.py: PSEUDO_PARAMETERS
    private static readonly string[] s_pseudo = ["OS::stack_id", "OS::stack_name", "OS::project_id"];

    private readonly HashSet<string> _resources = NamesOf(template["resources"]);
    private readonly HashSet<string> _parameters = NamesOf(template["parameters"]);
    private int _count;

    public void Check()
    {
        Walk(template["resources"], isRepeated: false);
        Walk(template["outputs"], isRepeated: false);
    }

    private void Walk(YamlNode? node, bool isRepeated)
    {
        if (node is null || ++_count > MostNodes)
            return;

        if (node is YamlSequence sequence)
        {
            foreach (var item in sequence.Nodes)
                Walk(item, isRepeated);
        }
        else if (node is YamlMapping mapping)
        {
            foreach (var entry in mapping.Entries)
            {
                // The words of a loop stand for names that it puts in.
                Walk(entry.Value, isRepeated || entry.Key.Text is "repeat");
                if (!isRepeated && !entry.IsConditional)
                    Check(entry, mapping.Entries.Length == 1);
            }
        }
    }

    private void Check(YamlEntry entry, bool isAlone)
    {
        switch (entry.Key.Text)
        {
            case "get_resource" when isAlone:
                CheckName(entry.Value, _resources, "a resource");
                break;
            case "get_attr" when isAlone && entry.Value is YamlSequence { Nodes: [var resource, ..] }:
                CheckName(resource, _resources, "a resource");
                break;
            case "get_param" when isAlone:
                CheckName(entry.Value is YamlSequence { Nodes: [var parameter, ..] } ? parameter : entry.Value, _parameters, "a parameter");
                break;
        }
    }

    private void CheckName(YamlNode node, HashSet<string> known, string noun)
    {
        if (node is not YamlScalar { IsBlock: false, Value.Length: > 0 } name || known.Contains(name.Value) || s_pseudo.Contains(name.Value) || !name.Value.All(static c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.'))
            return;

        var nearest = Sentence.Nearest(name.Value, known);
        context.ReportOnce(
            SettingIssueKind.DanglingReference, name.Value, name.ValueSpan,
            $"'{name.Value}' names {noun} that the template does not have, so that no stack is made of it" + (nearest is null ? "" : $"; did you mean '{nearest}'?"), nearest);
    }

    private static HashSet<string> NamesOf(YamlNode? node) =>
        node is YamlMapping mapping ? new(mapping.Entries.Select(static entry => entry.Key.Text), StringComparer.Ordinal) : [];
}
