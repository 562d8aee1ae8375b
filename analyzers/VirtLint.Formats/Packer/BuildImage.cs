using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Packer;

/// <summary>Binds the image that comes of a build: how the build talks to its guest, and what it leaves behind.</summary>
/// <remarks>packer-plugin-sdk, communicator: Config; multistep/commonsteps: HTTPConfig, CDConfig, FloppyConfig.</remarks>
internal static class BuildImage
{
    private const string Communicator = "packer-plugin-sdk, communicator: WinRM";

    public static readonly BindingTable<Image> Table = new BindingTable<Image>(Platform.Packer, "builder", "packer-plugin-sdk")
        .Row("http_bind_address", (i, f) => i.BuildServer = f, Vocabulary.Listen, ListenAddress.Of("0.0.0.0"), "HTTPConfig")
        .Computed("winrm_use_ssl", i => i.BuildLink, "'true' or 'false', where communicator is 'winrm' and the guest is not on the build host", "false", "communicator: WinRM")
        .Computed("ssh_password, winrm_password", i => i.BuildPassword, "text that no variable gives", source: "communicator")
        .Computed("http_content", i => i.ServedSecret, "files: a password or key in clear in one of them", source: "HTTPConfig")
        .Computed("cd_content, floppy_content", i => i.MediumSecret, "files: a password or key in clear in one of them", source: "CDConfig, FloppyConfig")
        .Computed("skip_convert_to_template, convert_to_template", i => i.IsTemplate, "'true' or 'false'", "a template on Proxmox VE, none on vSphere")
        .Computed("ssh_username, winrm_username", i => i.IsBaseBox, "'vagrant', or a post-processor of Vagrant", decidedBy: "post-processor")
        .Computed("provisioner: inline", i => i.DropsBuildAccount, "commands that lock, remove or change an account", decidedBy: "build")
        .Computed("provisioner: inline", i => i.DropsIdentity, "commands that remove machine identity or host keys", decidedBy: "build");

    public static void Bind(PackerBuild build)
    {
        var (node, context) = (build.Node, build.Context);
        var image = context.Add(new Image(build.Name, context.Origin(node.Anchor)));
        Table.Bind(image, node, context);
        image.IsTemplate = IsTemplate(build);
        image.IsBaseBox = Facts.Default(context, MakesBox(build), node.Anchor, "Vagrant, Creating a Base Box: \"vagrant\" User");
        image.BuildLink = LinkOf(build);
        image.BuildPassword = PasswordOf(build);
        image.ServedSecret = SecretIn(build, "http_content");
        image.MediumSecret = SecretIn(build, "cd_content") is { State: not FactState.Absent } secret ? secret : SecretIn(build, "floppy_content");
        image.InstallerFiles = FilesOf(build);
        if (build.Steps is null || context.IsPartial)
            return;

        var effects = new StepEffects(build.Steps);
        var anchor = context.Origin(node.Anchor);
        if (effects.DropAccount is { } drops)
            image.DropsBuildAccount = Fact.Default(drops, anchor, "Packer: the build's provisioners");

        if (effects.DropIdentity is { } generalises)
            image.DropsIdentity = Fact.Default(generalises, anchor, "Packer: the build's provisioners");
    }

    /// <summary>Proxmox VE's builders end in a template unless told not to; vSphere's when they are told to.</summary>
    public static Fact<bool> IsTemplate(PackerBuild build)
    {
        var (node, context) = (build.Node, build.Context);
        if (Builders.IsProxmox(build.Builder))
        {
            return Facts.Read(
                node, "skip_convert_to_template", PackerWords.Opposite, whenAbsent: true, "packer-plugin-proxmox, common.Config", context);
        }

        return Builders.IsVSphere(build.Builder)
            ? Facts.Read(node, "convert_to_template", PackerWords.Flag, whenAbsent: false, "packer-plugin-vsphere, Config", context)
            : Fact<bool>.Absent;
    }

    /// <summary>Whether it becomes a Vagrant box: a machine that its user starts, changes and throws away on his own computer.</summary>
    public static bool MakesBox(PackerBuild build) =>
        build.Outcome.IsBox || new[] { "ssh_username", "winrm_username" }.Any(key => build.Node.Find(key) is { Value: "vagrant" });

    /// <summary>
    /// WinRM is in clear unless it is told to use TLS. Builders that run their guest on the build host reach it through a
    /// forwarded port or a private network, so that nothing leaves it.
    /// </summary>
    private static Fact<LinkProtection> LinkOf(PackerBuild build)
    {
        var (node, context) = (build.Node, build.Context);
        if (node.Find("communicator") is not { } communicator)
            return Fact<LinkProtection>.Absent;

        var leavesHost = Builders.IsVSphere(build.Builder) || Builders.IsProxmox(build.Builder) || node.Find("net_bridge") is not null
            || (Builders.IsVMware(build.Builder) && node.Find("network") is { Value: "bridged" });
        if (!leavesHost || communicator is not { Value: "winrm", Unresolved: null } || node.Find("winrm_use_ntlm") is { Value: "true" })
            return Fact<LinkProtection>.Absent;

        return Facts.Read(
            node, "winrm_use_ssl", Vocabulary.Of(("true", LinkProtection.Encrypted), ("false", LinkProtection.None)), LinkProtection.None, Communicator, context);
    }

    /// <summary>The literal password of the build's own account; one that a variable gives is the caller's.</summary>
    private static Fact<string> PasswordOf(PackerBuild build)
    {
        foreach (var key in new[] { "ssh_password", "winrm_password" })
        {
            if (build.Node.Find(key) is { Unresolved: null } password && build.Node.SourceOf(password) is null)
                return Facts.Read(build.Node, password, key, Vocabulary.Secret, build.Context);
        }

        return Fact<string>.Absent;
    }

    /// <summary>The files of the tree that the installer is given. Packer resolves paths where it is started: in the template's folder, or above.</summary>
    private static InstallerFiles? FilesOf(PackerBuild build)
    {
        var folder = new FilePath(build.Context.File.Path).Folder;
        var (served, medium) = (Paths("http_directory"), Paths("cd_files", "floppy_files", "floppy_dirs"));
        return served.Count + medium.Count == 0 ? null : new(served, medium, string.Join(" ", build.Node.Texts("boot_command").Select(static line => line.Text)));

        List<string> Paths(params string[] keys) => [.. build.Node.Nodes("additional_iso_files").Prepend(build.Node)
            .SelectMany(node => keys.SelectMany(node.Texts))
            .Select(static path => path.Text.Replace('\\', '/').TrimEnd('*'))
            .Where(static path => path.Trim('/', '.').Length > 0 && !TemplateMarks.Contains(path))
            .SelectMany(path => new[] { FilePath.Combine(folder, path), FilePath.Combine("", path) })
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The first file of a map of files whose text holds a secret in clear.</summary>
    private static Fact<string> SecretIn(PackerBuild build, string key)
    {
        foreach (var files in build.Node.Nodes(key))
        {
            foreach (var file in files.Settings.Where(static file => file.Unresolved is null))
            {
                if (InstallerSecret.In(file.Value) is { } secret)
                    return Fact.Stated(secret, build.Context.Origin(file.ValueSpan), file.Value, file.Key).Masked();
            }
        }

        return Fact<string>.Absent;
    }
}
