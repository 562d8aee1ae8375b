using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Qemu;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Commands;

namespace VirtLint.Formats.Packer;

/// <summary>Binds a builder: its guest, the image that comes of it, the media that it installs from, and its link to a manager.</summary>
internal static class BuilderBinder
{
    public static readonly BindingTable<RawArgument> Arguments = new BindingTable<RawArgument>(
            Platform.Packer, "qemu, proxmox-iso, proxmox-clone", "packer-plugin-qemu, Config; packer-plugin-proxmox, common.Config")
        .Computed("qemuargs, qemu_additional_args", a => a.Effect, "arguments of QEMU")
        .Computed("qemuargs, qemu_additional_args", a => a.Listens, "an address, in the arguments that open a port");

    public static void Bind(PackerBuild build)
    {
        var (node, context) = (build.Node, build.Context);
        var machine = context.Add(new VirtualMachine(build.Name, context.Origin(node.Anchor))
        {
            IsBuild = true,
            BuildsHypervisor = build.IsHypervisor,
            IsAmendment = Builders.StartsFromGuest(build.Builder),
            DeployedTo = Builders.PlatformOf(build.Builder),
        });
        BuilderConsoles.Bind(build, machine);
        BuilderLinks.Bind(build);
        BuildMedia.Bind(build);
        BuildImage.Bind(build);
        BindGuest(build, machine);
        BindArguments(build, machine);
    }

    /// <summary>The guest itself, where more remains of it than its disks.</summary>
    private static void BindGuest(PackerBuild build, VirtualMachine machine)
    {
        if (Builders.IsProxmox(build.Builder))
            ProxmoxGuest.Bind(build, machine);
        else if (Builders.IsVSphere(build.Builder))
            VsphereGuest.Bind(build, machine);
        else if (Builders.IsVMware(build.Builder))
            VmwareGuest.Bind(build, machine);
        else if (Builders.IsVirtualBox(build.Builder))
            VirtualBoxGuest.Bind(build, machine);
        else if (Builders.IsHyperV(build.Builder))
            HyperVGuest.Bind(build, machine);
    }

    private static void BindArguments(PackerBuild build, VirtualMachine machine)
    {
        if (Builders.IsQemu(build.Builder))
        {
            // The builder has no other words for most of a guest's hardware: what does not open anything is its ordinary use.
            QemuRawArguments.Bind(machine, QemuArguments.Parse(build.Node.Texts("qemuargs")), "qemuargs", build.Context, ArgumentEffect.Harmless);
        }
        else if (Builders.IsProxmox(build.Builder) && build.Node.Find("qemu_additional_args") is { } arguments)
        {
            BindArguments(arguments, machine, build);
        }
    }

    private static void BindArguments(Setting arguments, VirtualMachine machine, PackerBuild build)
    {
        if (arguments.Unresolved is { } reason)
        {
            var raw = build.Context.Add(new RawArgument(arguments.Key, build.Context.Origin(arguments.ValueSpan), machine));
            raw.Effect = Fact<ArgumentEffect>.Unresolved(raw.Origin, arguments.Value, reason, arguments.Key);
            return;
        }

        // What a variable holds stands elsewhere: all of it is then shown where the variable is used.
        var words = build.Node.SourceOf(arguments) is null
            ? QemuArguments.Parse(CommandLine.Parse(build.Context.File.Text, arguments.ValueSpan))
            : QemuArguments.Parse([.. CommandLine.Parse(SourceText.From(arguments.Value)).Words.Select(word => new Literal(word.Text, arguments.ValueSpan))]);
        QemuRawArguments.Bind(machine, words, arguments.Key, build.Context);
    }
}
