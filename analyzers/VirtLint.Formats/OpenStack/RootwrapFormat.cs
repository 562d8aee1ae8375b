using System;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Ini;

namespace VirtLint.Formats.OpenStack;

/// <summary>What a service's wrapper lets it run as root: <c>rootwrap.conf</c> and <c>rootwrap.d/*.filters</c>.</summary>
/// <remarks>oslo.rootwrap, "How rootwrap works": a CommandFilter takes a command with whatever arguments.</remarks>
internal sealed class RootwrapFormat : Format
{
    private const string Source = "oslo.rootwrap";

    /// <summary>What runs other programs, or programs that are given to it.</summary>
    private static readonly string[] s_shells = ["sh", "bash", "dash", "zsh", "ksh", "env", "su", "sudo", "python", "python2", "python3", "perl", "ruby", "node", "awk", "gawk", "vi", "vim", "xargs", "nsenter", "chroot"];

    /// <summary>Directories that others than root write to.</summary>
    private static readonly string[] s_open = ["/tmp", "/var/tmp", "/home", "/dev/shm"];

    public static readonly BindingTable<Hypervisor> Wrapper = new BindingTable<Hypervisor>(Platform.OpenStack, "rootwrap.conf; rootwrap.d/*.filters", Source)
        .Computed("Filters/*; DEFAULT/filters_path, exec_dirs", h => h.LimitsRootCommands, "a CommandFilter for a shell as root; a directory that others write to");

    public override string Id => "openstack-rootwrap";

    public override Platform Platform => Platform.OpenStack;

    public override string Title => "root wrapper of OpenStack's services (rootwrap.conf, rootwrap.d/*.filters)";

    public override PathClaim Claim(FilePath path) =>
        OpenStackPaths.NameWithoutTemplate(path) == "rootwrap.conf" || (path.FolderName == "rootwrap.d" && path.EndsWith(".filters")) ? PathClaim.Certain : PathClaim.None;

    public override string SiteRoot(FilePath path) => OpenStackPaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = IniTree.Parse(context.File.Text, IniDialect.Oslo);
        context.AddErrors(tree);
        var conf = new OsloConf(tree);
        foreach (var filter in conf.Section("Filters").Settings)
            BindFilter(filter, context);

        foreach (var key in new[] { "filters_path", "exec_dirs" })
        {
            if (conf.Find("DEFAULT", key) is { Unresolved: null, IsConditional: false } directories)
                BindDirectories(directories, context);
        }
    }

    private static void BindFilter(Setting filter, BindingContext context)
    {
        var parts = filter.Value.Split(',');
        if (parts.Length < 3 || parts[0].Trim() != "CommandFilter" || parts[2].Trim() != "root" || TemplateMarks.Contains(filter.Value))
            return;

        var command = parts[1].Trim();
        if (s_shells.Contains(command.Substring(command.LastIndexOf('/') + 1)))
            Report(filter, command, context);
    }

    private static void BindDirectories(Setting setting, BindingContext context)
    {
        foreach (var directory in Oslo.List(setting.Value))
        {
            if (s_open.Any(open => directory == open || directory.StartsWith(open + "/", StringComparison.Ordinal)))
                Report(setting, directory, context);
        }
    }

    private static void Report(Setting setting, string word, BindingContext context)
    {
        var at = setting.Value.Length == setting.ValueSpan.Length ? setting.Value.IndexOf(word, StringComparison.Ordinal) : -1;
        var span = at < 0 ? setting.ValueSpan : new TextSpan(setting.ValueSpan.Start + at, word.Length);
        context.Add(new Hypervisor("rootwrap", context.Origin(setting.KeySpan))).LimitsRootCommands = Fact.Stated(false, context.Origin(span), word, setting.Key);
    }
}
