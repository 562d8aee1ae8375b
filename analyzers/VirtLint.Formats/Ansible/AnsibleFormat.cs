using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.Ansible;

/// <summary>Ansible playbooks and files of tasks that call a module for one of our platforms.</summary>
/// <remarks>Variables are not followed: what a template fills in is unresolved.</remarks>
internal sealed class AnsibleFormat : Format
{
    public override string Id => "ansible";

    public override Platform Platform => Platform.Ansible;

    public override string Title => "Ansible playbook or tasks (*.yml, *.yaml)";

    public override PathClaim Claim(FilePath path) => path.EndsWith(".yml") || path.EndsWith(".yaml") ? PathClaim.Possible : PathClaim.None;

    /// <summary>
    /// A sequence, in which a line states one of the modules: most YAML is a mapping, and is left at its first line.
    /// </summary>
    public override bool Sniff(FilePath path, SourceText text)
    {
        var isSequence = false;
        foreach (var line in text.Lines)
        {
            var start = line.Start;
            while (start < line.End && (text[start] is ' ' or '\uFEFF'))
                start++;

            if (start == line.End || text[start] is '#' || (text[start] == '-' && start + 1 < line.End && text[start + 1] == '-'))
                continue;

            if (!isSequence && text[start] != '-')
                return false;

            isSequence = true;
            if (StatesModule(text, start, line.End))
                return true;
        }

        return false;
    }

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = YamlTree.Parse(context.File.Text);
        context.AddErrors(tree);
        new TaskWalk(context).Bind(tree);
    }

    private static bool StatesModule(SourceText text, int start, int end)
    {
        while (start < end && text[start] is '-' or ' ')
            start++;

        var stop = start;
        while (stop < end && (char.IsLetterOrDigit(text[stop]) || text[stop] is '_' or '.'))
            stop++;

        return stop > start
            && stop < end
            && text[stop] == ':'
            && AnsibleModules.Of(text.ToString(TextSpan.FromBounds(start, stop))) is not null;
    }
}
