using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Vmware.Esxi;
using VirtLint.Model;
using VirtLint.Syntax.Commands;

namespace VirtLint.Formats.ImageScripts;

/// <summary>The commands of a script that take images out of a library, and those that put them back.</summary>
/// <remarks>A command whose image or file a variable names says nothing that could be compared.</remarks>
internal sealed class LibraryCommands
{
    private static readonly BindingTable<Image> OpenStack = Table(Platform.OpenStack, "openstack image, glance", "image save, image-download", "image create --file, image-upload");

    private static readonly BindingTable<Image> Libvirt = Table(Platform.Libvirt, "virsh: volumes", "vol-download", "vol-upload");

    private static readonly BindingTable<Image> Vmware = Table(Platform.Vmware, "govc: templates", "vm.markasvm, export.ovf", "vm.markastemplate, import.ovf without -m");

    private static readonly BindingTable<Image> Vagrant = Table(Platform.Vagrant, "vagrant: boxes", "package", "box add --force without --checksum");

    public static IReadOnlyList<IBindingTable> Tables { get; } = [OpenStack, Libvirt, Vmware, Vagrant];

    private static readonly ImmutableHashSet<string> s_programs = ["openstack", "glance", "virsh", "govc", "vagrant"];

    // What tells whether a file is what it was, by digest or signature.
    private static readonly string[] s_evidence =
        ["sha256sum", "sha384sum", "sha512sum", "shasum", "b2sum", "gpg", "cosign", "minisign", "signify", "openssl dgst", "openssl pkeyutl", "img_signature", "--sign-key-path", "os_hash_value"];

    private static readonly string[] s_createValues =
        ["--id", "--container-format", "--disk-format", "--min-disk", "--min-ram", "--file", "--volume", "--sign-key-path", "--sign-cert-id", "--property", "--tag", "--project", "--project-domain", "--store"];

    private static readonly string[] s_saveValues = ["--file", "--chunk-size"];
    private static readonly string[] s_volumeValues = ["--pool", "--vol", "--file", "--offset", "--length"];
    private static readonly string[] s_packageValues = ["--base", "--output", "--include", "--info", "--vagrantfile"];
    private static readonly string[] s_boxValues = ["--architecture", "-a", "--provider", "--box-version", "--cacert", "--capath", "--cert", "--checksum", "--checksum-type", "--name"];
    private static readonly string[] s_imageValues = ["--name", "--file", "--id", "--container-format", "--disk-format", "--property", "--tag", "--min-disk", "--min-ram", "--visibility", "--store"];
    private static readonly string[] s_govcValues = ["-vm", "-name", "-ds", "-folder", "-host", "-net", "-options", "-pool", "-sha", "-snapshot", "-prefix"];

    /// <summary>What one script moves; what comes behind that many is left alone.</summary>
    private const int MostEvents = 1024;

    private readonly List<Event> _events = [];

    /// <summary>Whether a text takes an image out of a library or puts one back.</summary>
    public static bool AreIn(string text)
    {
        return (Holds("virsh") && (Holds("vol-download") || Holds("vol-upload")))
            || (Holds("openstack") && (Holds("image save") || Holds("image create")))
            || (Holds("glance") && (Holds("image-download") || Holds("image-upload") || Holds("image-create")))
            || (Holds("vagrant") && (Holds("vagrant package") || Holds("box add")))
            || (Holds("govc") && (Holds("vm.markas") || Holds("library.check") || Holds("export.ovf") || Holds("import.ovf")));

        bool Holds(string word) => text.IndexOf(word, StringComparison.Ordinal) >= 0;
    }

    public static void Bind(CommandScript script, BindingContext context)
    {
        var commands = new LibraryCommands();
        foreach (var line in script.Commands)
            commands.Read(line);

        commands.Bind(context);
    }

    private void Read(CommandLine line)
    {
        if (CommandCall.Of(line, s_programs) is not { } call)
            return;

        switch (call.Name)
        {
            case "openstack":
                ReadOpenStack(line, call);
                break;
            case "glance":
                ReadGlance(line, call);
                break;
            case "virsh":
                ReadVirsh(line, call);
                break;
            case "govc":
                ReadGovc(line, call);
                break;
            default:
                ReadVagrant(line, call);
                break;
        }
    }

    private void Bind(BindingContext context)
    {
        if (_events.Count == 0)
            return;

        var script = context.File.Text.ToString();
        var evidence = s_evidence.FirstOrDefault(word => script.IndexOf(word, StringComparison.Ordinal) >= 0);
        foreach (var happening in _events)
        {
            var place = context.Origin(happening.Copy.Span);
            var copy = Fact.Stated(happening.Copy.Text, place, happening.Copy.Text);
            var image = context.Add(new Image(NameOf(happening), context.Origin(happening.Image.Span)) { DeployedTo = happening.Platform });
            if (happening.IsOut)
            {
                image.CheckedOutTo = copy;
                continue;
            }

            image.CheckedInFrom = copy;
            image.IsVouchedFor = happening.IsVerified ? Fact.Stated(true, place, "")
                : evidence is not null ? Fact.Stated(true, place, evidence)
                : Facts.Default(context, false, happening.Copy.Span, SourceOf(happening.Platform));
        }
    }

    /// <summary>A box is packed without a name; it has that under which the script adds the same file.</summary>
    private string NameOf(Event happening) => happening is { Platform: Platform.Vagrant, IsOut: true }
        && _events.Find(other => other is { Platform: Platform.Vagrant, IsOut: false } && FileOf(other.Copy.Text) == FileOf(happening.Copy.Text)) is { Image: { } added }
        ? added.Text
        : happening.Image.Text;

    private static string FileOf(string path) => path.StartsWith("./", StringComparison.Ordinal) ? path.Substring(2) : path;

    private static BindingTable<Image> Table(Platform platform, string place, string outKey, string inKey) => new BindingTable<Image>(platform, place, SourceOf(platform))
        .Computed(outKey, i => i.CheckedOutTo, "the file or guest that it becomes", source: outKey)
        .Computed(inKey, i => i.CheckedInFrom, "the file or guest that takes its place", source: inKey)
        .Computed("(script)", i => i.IsVouchedFor, "whether anything in the script works out or verifies a digest or signature", source: inKey);

    private static string SourceOf(Platform platform) => platform switch
    {
        Platform.OpenStack => "python-openstackclient, command-objects/image-v2",
        Platform.Libvirt => "libvirt, manpages/virsh: Volume commands",
        Platform.Vmware => "vmware/govmomi, govc/USAGE.md",
        _ => "Vagrant, command-line interface: package, box add",
    };

    private void ReadOpenStack(CommandLine line, CommandCall call)
    {
        if (Command.Behind(line, call, ["image", "save"], s_saveValues) is { Operands: [var saved] } save && save["--file"] is { } target)
            Add(Platform.OpenStack, saved, target, isOut: true);
        else if (Command.Behind(line, call, ["image", "create"], s_createValues) is { Operands: [var made] } create && create["--file"] is { } file)
            Add(Platform.OpenStack, made, file, isOut: false, create["--sign-key-path"] is not null);
    }

    private void ReadGlance(CommandLine line, CommandCall call)
    {
        if (Command.Behind(line, call, ["image-download"], s_imageValues) is { Operands: [var saved] } save && save["--file"] is { } target)
            Add(Platform.OpenStack, saved, target, isOut: true);
        else if (Command.Behind(line, call, ["image-upload"], s_imageValues) is { Operands: [var filled] } upload && upload["--file"] is { } file)
            Add(Platform.OpenStack, filled, file, isOut: false);
        else if (Command.Behind(line, call, ["image-create"], s_imageValues) is { } create && create["--name"] is { } name && create["--file"] is { } content)
            Add(Platform.OpenStack, name, content, isOut: false);
    }

    /// <summary><c>vol-download volume file</c>, each by its option or by its place.</summary>
    private void ReadVirsh(CommandLine line, CommandCall call)
    {
        foreach (var verb in new[] { "vol-download", "vol-upload" })
        {
            if (Command.Behind(line, call, [verb], s_volumeValues) is not { } command)
                continue;

            var operands = new Queue<CommandValue>(command.Operands);
            if ((command["--vol"] ?? Next()) is { } volume && (command["--file"] ?? Next()) is { } file)
                Add(Platform.Libvirt, volume, file, isOut: verb == "vol-download");

            CommandValue? Next() => operands.Count > 0 ? operands.Dequeue() : null;
        }
    }

    private void ReadGovc(CommandLine line, CommandCall call)
    {
        if (Command.Behind(line, call, ["vm.markasvm"], s_govcValues) is { } unmark)
            unmark.Operands.ForEach(machine => Add(Platform.Vmware, machine, machine, isOut: true));
        else if (Command.Behind(line, call, ["vm.markastemplate"], s_govcValues) is { } mark)
            mark.Operands.ForEach(machine => Add(Platform.Vmware, machine, machine, isOut: false));
        else if (Command.Behind(line, call, ["export.ovf"], s_govcValues) is { Operands: [var folder] } export && export["-vm"] is { } machine)
            Add(Platform.Vmware, machine, folder, isOut: true);
        else if (Command.Behind(line, call, ["import.ovf"], s_govcValues) is { Operands: [var package] } import && import["-name"] is { } name)
            Add(Platform.Vmware, name, package, isOut: false, import.Has("-m"));
    }

    private void ReadVagrant(CommandLine line, CommandCall call)
    {
        if (Command.Behind(line, call, ["package"], s_packageValues) is { } package && package["--output"] is { } target)
        {
            Add(Platform.Vagrant, package["--base"] ?? target, target, isOut: true);
        }
        else if (Command.Behind(line, call, ["box", "add"], s_boxValues) is { } add && (add.Has("--force") || add.Has("-f")))
        {
            if (add["--name"] is { } name && add.Operands is [var file])
                Add(Platform.Vagrant, name, file, isOut: false, add["--checksum"] is not null);
            else if (add.Operands is [var box, var content])
                Add(Platform.Vagrant, box, content, isOut: false, add["--checksum"] is not null);
        }
    }

    private void Add(Platform platform, CommandValue image, CommandValue copy, bool isOut, bool isVerified = false)
    {
        if (image.IsResolved && copy.IsResolved && image.Text.Length > 0 && _events.Count < MostEvents)
            _events.Add(new(platform, image, copy, isOut, isVerified));
    }

    /// <param name="Image">The image's name in the library.</param>
    /// <param name="Copy">The file or guest outside of it.</param>
    /// <param name="IsOut">Whether it leaves the library, not comes in.</param>
    /// <param name="IsVerified">Whether the command itself verifies or signs what comes in.</param>
    private sealed record Event(Platform Platform, CommandValue Image, CommandValue Copy, bool IsOut, bool IsVerified);

    /// <summary>What stands behind a subcommand.</summary>
    private sealed class Command
    {
        private readonly List<(string Name, CommandValue? Value)> _options = [];

        public List<CommandValue> Operands { get; } = [];

        /// <summary>The value of an option, or null when it is not stated.</summary>
        public CommandValue? this[string option] => _options.Find(stated => stated.Name == option).Value;

        public bool Has(string option) => _options.Exists(stated => stated.Name == option);

        /// <summary>The subcommand's options and operands, or null when the call is of another.</summary>
        /// <param name="line">The line that the call stands in.</param>
        /// <param name="call">The program's call.</param>
        /// <param name="verb">The words of the subcommand, which follow each other.</param>
        /// <param name="withValue">The options whose value is the next word.</param>
        public static Command? Behind(CommandLine line, CommandCall call, string[] verb, string[] withValue)
        {
            var words = call.Arguments;
            var start = -1;
            for (var i = 0; i + verb.Length <= words.Length && start < 0; i++)
            {
                if (verb.Select((word, at) => words[i + at].Text == word).All(static isSame => isSame))
                    start = i + verb.Length;
            }

            if (start < 0)
                return null;

            var command = new Command();
            for (var i = start; i < words.Length; i++)
            {
                var word = words[i];
                if (!CommandCall.IsOption(word))
                    command.Operands.Add(EsxOptions.Of(word, line));
                else if (word.Text.IndexOf('=') is > 0 and var equals)
                    command._options.Add((word.Text.Substring(0, equals), EsxOptions.Behind(word, equals + 1, line)));
                else if (withValue.Contains(word.Text) && i + 1 < words.Length)
                    command._options.Add((word.Text, EsxOptions.Of(words[++i], line)));
                else
                    command._options.Add((word.Text, null));
            }

            return command;
        }
    }
}
