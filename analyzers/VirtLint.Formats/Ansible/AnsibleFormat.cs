using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.Ansible;

/// <summary>Ansible's playbooks and files of tasks that call a module for one of our platforms, or the roles that do.</summary>
/// <remarks>One file says little: roles, variables and plays lie apart, so that <see cref="AnsibleProject"/> binds all of them together.</remarks>
internal sealed class AnsibleFormat : Format
{
    public override string Id => "ansible";

    public override Platform Platform => Platform.Ansible;

    public override string Title => "Ansible playbook or tasks (*.yml, *.yaml)";

    public override IProject? Project => AnsibleProject.Instance;

    public override PathClaim Claim(FilePath path) =>
        !AnsiblePaths.IsYaml(path) || AnsiblePaths.MayBeVariables(path) ? PathClaim.None
        : AnsiblePaths.IsTasks(path) ? PathClaim.Certain
        : PathClaim.Possible;

    /// <summary>
    /// A sequence, in which a line states one of the modules, or plays: most YAML is a mapping, and is left at its first line.
    /// </summary>
    public override bool Sniff(FilePath path, SourceText text)
    {
        var isSequence = false;
        var (hasHosts, writesFiles) = (false, false);
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
            if (writesFiles && text.ToString(line.Span) is var named && (EmbeddedFiles.IsNamedIn(named) || GuardedFiles.IsNamedIn(named) || EmbeddedManifests.IsNamedIn(named) || TaskScripts.IsNamedIn(named)))
                return true;

            var key = Key(text, start, line.End, out var column);
            if (key.Length == 0)
                continue;

            if (AnsibleModules.Of(key) is not null)
                return true;

            writesFiles |= AnsibleModules.OfFiles(key) is not null;
            if (writesFiles && TaskScripts.IsNamedIn(text.ToString(TextSpan.FromBounds(column, line.End))))
                return true;

            // Ansible, "Playbook keywords": a play names hosts, and what is done there.
            hasHosts |= key == "hosts" && column - line.Start <= 4;
            if (hasHosts && key is "roles" or "tasks" or "pre_tasks" or "post_tasks" or "vars_files" && column - line.Start <= 4)
                return true;
        }

        return false;
    }

    public override void Bind(FilePath path, BindingContext context) => context.AddErrors(YamlTree.Parse(context.File.Text));

    /// <summary>The key of a line, and where it stands; empty when the line has none.</summary>
    private static string Key(SourceText text, int start, int end, out int column)
    {
        while (start < end && text[start] is '-' or ' ')
            start++;

        column = start;
        var stop = start;
        while (stop < end && (char.IsLetterOrDigit(text[stop]) || text[stop] is '_' or '.'))
            stop++;

        return stop > start && stop < end && text[stop] == ':' ? text.ToString(TextSpan.FromBounds(start, stop)) : "";
    }
}

/// <summary>Files that give the variables of Ansible's groups, hosts and roles their values.</summary>
internal sealed class AnsibleVariablesFormat : Format
{
    public override string Id => "ansible-vars";

    public override Platform Platform => Platform.Ansible;

    public override string Title => "Ansible variables (group_vars, host_vars, defaults, vars)";

    public override IProject? Project => AnsibleProject.Instance;

    public override PathClaim Claim(FilePath path) =>
        AnsiblePaths.IsVariables(path) ? PathClaim.Certain
        : AnsiblePaths.MayBeVariables(path) ? PathClaim.Possible
        : PathClaim.None;

    /// <summary>A mapping whose first key is a name that a variable can have.</summary>
    public override bool Sniff(FilePath path, SourceText text)
    {
        foreach (var line in text.Lines)
        {
            if (line.Start == line.End || text[line.Start] is '#' or '-' or '%')
                continue;

            var stop = line.Start;
            while (stop < line.End && (char.IsLetterOrDigit(text[stop]) || text[stop] == '_'))
                stop++;

            return stop > line.Start && stop < line.End && text[stop] == ':';
        }

        return false;
    }

    public override void Bind(FilePath path, BindingContext context) => context.AddErrors(YamlTree.Parse(context.File.Text));
}
