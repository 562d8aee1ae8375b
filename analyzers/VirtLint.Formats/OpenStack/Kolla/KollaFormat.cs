using System;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.OpenStack.Kolla;

/// <summary>What a cloud that kolla-ansible sets up is told: <c>globals.yml</c>, <c>globals.d</c> and <c>passwords.yml</c>.</summary>
internal sealed class KollaFormat : Format
{
    /// <summary>How far a file is looked at: the examples that come with it are long, and commented out.</summary>
    private const int Head = 64 * 1024;

    public override string Id => "openstack-kolla";

    public override Platform Platform => Platform.OpenStack;

    public override string Title => "kolla-ansible's variables (globals.yml, globals.d, passwords.yml)";

    public override IProject? Project => OpenStackProject.Instance;

    public override bool StandsAlone => true;

    public override PathClaim Claim(FilePath path) =>
        Name(path) is "globals.yml" or "globals.yaml" or "passwords.yml" || (IsSnippet(path) && (path.EndsWith(".yml") || path.EndsWith(".yaml")))
            ? PathClaim.Possible
            : PathClaim.None;

    /// <summary>A variable of kolla-ansible's own at the start of a line, in a comment or not.</summary>
    public override bool Sniff(FilePath path, SourceText text)
    {
        var mark = Name(path) == "passwords.yml" ? "keystone_admin_password:" : "kolla_";
        var head = text.ToString(new TextSpan(0, Math.Min(text.Length, Head)));
        for (var at = head.IndexOf(mark, StringComparison.Ordinal); at >= 0; at = head.IndexOf(mark, at + 1, StringComparison.Ordinal))
        {
            if (at == 0 || head[at - 1] == '\n' || (head[at - 1] == '#' && (at == 1 || head[at - 2] == '\n')))
                return true;
        }

        return false;
    }

    /// <summary>The folder of globals.yml, which globals.d lies in.</summary>
    public override string SiteRoot(FilePath path) => IsSnippet(path) ? new FilePath(path.Folder).Folder : path.Folder;

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = YamlTree.Parse(context.File.Text);
        context.AddErrors(tree);
        if (tree.Documents.OfType<YamlMapping>().FirstOrDefault() is not { } variables)
            return;

        if (Name(path) == "passwords.yml")
        {
            KollaBinder.BindPasswords(variables, context);
            return;
        }

        // Without an address of the cloud's own, the file adds to another.
        context.IsPartial = variables.Find("kolla_internal_vip_address") is null || IsSnippet(path);
        BindRelease(variables, context);
        KollaBinder.Bind(variables, context);
    }

    /// <summary>// kolla-ansible, group_vars/all: openstack_release</summary>
    private static void BindRelease(YamlMapping variables, BindingContext context)
    {
        if (variables.Find("openstack_release") is not { Unresolved: null, IsConditional: false } setting || OpenStackReleases.Parse(setting.Value) is not { } release)
            return;

        context.Release = new(release, context.Origin(setting.ValueSpan));
        context.Target ??= release;
    }

    private static string Name(FilePath path) => OpenStackPaths.NameWithoutTemplate(path);

    private static bool IsSnippet(FilePath path) => path.FolderName == "globals.d";
}
