using System.Collections.Generic;
using VirtLint.Formats.Binding;

namespace VirtLint.Formats.Ansible;

/// <summary>Binds the tasks of all playbooks, roles and files of tasks, with the variables of the tree around them.</summary>
internal sealed class AnsibleProject : IProject
{
    private AnsibleProject()
    {
    }

    public static AnsibleProject Instance { get; } = new();

    public void Bind(IReadOnlyList<BindingContext> files)
    {
        var tree = new AnsibleTree(files);
        var run = new AnsibleRun(tree);
        foreach (var file in tree.Tasks)
            run.Bind(file);

        run.Link();
    }
}
