using System;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.OpenStack.Heat;

/// <summary>Orchestration templates of OpenStack (HOT).</summary>
internal sealed class HeatFormat : Format
{
    private const string Mark = "heat_template_version:";

    /// <summary>Lines of comments that stand before the template's first key at most.</summary>
    private const int MostLines = 200;

    public override string Id => "openstack-heat";

    public override Platform Platform => Platform.OpenStack;

    public override string Title => "OpenStack orchestration template (HOT)";

    public override PathClaim Claim(FilePath path) =>
        path.EndsWith(".yaml") || path.EndsWith(".yml") || path.EndsWith(".yaml.j2") || path.EndsWith(".yml.j2") ? PathClaim.Possible : PathClaim.None;

    /// <summary>Heat Orchestration Template guide, "Template structure": the version is a key of the document itself.</summary>
    public override bool Sniff(FilePath path, SourceText text)
    {
        for (var i = 0; i < Math.Min(text.Lines.Count, MostLines); i++)
        {
            var line = text.Lines[i];
            var start = line.Start < text.Length && text[line.Start] == '\uFEFF' ? line.Start + 1 : line.Start;
            if (line.End - start >= Mark.Length && text.ToString(new TextSpan(start, Mark.Length)) == Mark)
                return true;
        }

        return false;
    }

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = YamlTree.Parse(context.File.Text);
        context.AddErrors(tree);
        foreach (var document in tree.Documents)
        {
            if (document is not YamlMapping { } template || template["resources"] is not YamlMapping resources)
                continue;

            new HeatTemplate(context).Bind(resources);
            if (!tree.IsTemplate)
                new HeatReferences(template, context).Check();
        }
    }
}
