using System;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.Ansible;

/// <summary>
/// Binds what tasks write into files that VirtLint knows by their paths: the whole content, a block, a line, or one option.
/// </summary>
internal static class EmbeddedFiles
{
    private static readonly string[] s_ours = ["/etc/libvirt/", "/etc/pve/", "/etc/nova/", "/etc/neutron/", "/etc/cinder/", "/etc/glance/", "/etc/keystone/", "/etc/default/pveproxy", "/etc/sasl2/libvirt.conf"];

    /// <summary>Whether a text names a file of ours at a position.</summary>
    public static bool IsNamedIn(string line) => line.IndexOf("/etc/", StringComparison.Ordinal) >= 0 && s_ours.Any(path => line.IndexOf(path, StringComparison.Ordinal) >= 0);

    /// <summary><c>copy</c> with its content: the file as a whole.</summary>
    public static void BindContent(AnsibleTask task) => Bind(task, "dest", "content", isFragment: false);

    /// <summary><c>blockinfile</c>: lines among others.</summary>
    public static void BindBlock(AnsibleTask task) => Bind(task, "path", "block", isFragment: true);

    /// <summary><c>lineinfile</c>: one line among others, in files whose lines each stand for themselves.</summary>
    public static void BindLine(AnsibleTask task)
    {
        if (FormatOf(task, "path") is { Platform: Platform.Libvirt or Platform.ProxmoxVe })
            Bind(task, "path", "line", isFragment: true);
    }

    /// <summary><c>ini_file</c>: one option of a section.</summary>
    public static void BindOption(AnsibleTask task)
    {
        var node = task.Node;
        if (FormatOf(task, "path") is not { } format || node.Find("option") is not { } option || node.Find("value") is not { } value || option.Unresolved is not null)
            return;

        var text = new EmbeddedText(task.Context.File, node.Anchor) { IsFragment = true };
        if (node.Find("section") is { Unresolved: null } section)
            text.Add("[").Add(section.Value, section.ValueSpan).Add("]\n");

        text.Add(option.Value, option.ValueSpan).Add(" = ").Add(value.Value, value.ValueSpan).Add("\n");
        task.Context.Embed(text, format, PathOf(task, "path"));
    }

    /// <summary>What a scalar says, each part of it where it stands.</summary>
    public static EmbeddedText TextOf(YamlScalar scalar, AnsibleTask task, bool isFragment)
    {
        var text = new EmbeddedText(task.Context.File, task.Node.Anchor) { IsFragment = isFragment };
        return scalar.IsBlock ? text.AddLines(task.Context.File.Text, scalar.ValueSpan) : text.Add(scalar.Value, scalar.ValueSpan).Add("\n");
    }

    private static void Bind(AnsibleTask task, string pathKey, string contentKey, bool isFragment)
    {
        if (task.Node.Written(contentKey) is YamlScalar { Tag: "", IsNull: false } content && FormatOf(task, pathKey) is { } format && task.Run.IsFirst(task.Context.Origin(content.ValueSpan)))
            task.Context.Embed(TextOf(content, task, isFragment), format, PathOf(task, pathKey));
    }

    /// <summary>The format of the file that a task writes; null where its path does not tell.</summary>
    private static Format? FormatOf(AnsibleTask task, string key) => task.Node.Find(key) is { Unresolved: null, Value: var path } && IsNamedIn(path)
        ? FormatRegistry.Default.Formats.FirstOrDefault(format => format.StandsAlone && format.Claim(new FilePath(path)) == PathClaim.Certain)
        : null;

    private static FilePath PathOf(AnsibleTask task, string key) => new(task.Node.Find(key)?.Value ?? "");
}
