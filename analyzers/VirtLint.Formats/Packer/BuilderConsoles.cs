using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.Packer;

/// <summary>Binds the console through which a builder types its boot command.</summary>
internal static class BuilderConsoles
{
    public static readonly BindingTable<RemoteConsole> Vnc = new BindingTable<RemoteConsole>(
            Platform.Packer, "qemu, vmware-iso, vmware-vmx", "packer-plugin-qemu, Config; packer-plugin-vmware, RunConfig")
        .Computed("(builder)", c => c.Protocol, "VNC")
        .Row("vnc_bind_address", (c, f) => c.Address = f, Vocabulary.Listen, ListenAddress.Of("127.0.0.1"));

    public static readonly BindingTable<RemoteConsole> Vrdp = new BindingTable<RemoteConsole>(
            Platform.Packer, "virtualbox-iso, virtualbox-ovf, virtualbox-vm", "packer-plugin-virtualbox, RunConfig")
        .Computed("(builder)", c => c.Protocol, "RDP")
        .Row("vrdp_bind_address", (c, f) => c.Address = f, Vocabulary.Listen, ListenAddress.Of("127.0.0.1"));

    public static void Bind(PackerBuild build, VirtualMachine machine)
    {
        if (Builders.IsQemu(build.Builder) || Builders.IsVMware(build.Builder))
            Bind(Vnc, "vnc", ConsoleProtocol.Vnc, build, machine);
        else if (Builders.IsVirtualBox(build.Builder))
            Bind(Vrdp, "vrdp", ConsoleProtocol.Rdp, build, machine);
    }

    private static void Bind(BindingTable<RemoteConsole> table, string name, ConsoleProtocol protocol, PackerBuild build, VirtualMachine machine)
    {
        var origin = build.Context.Origin(build.Node.Anchor);
        var console = build.Context.Add(new RemoteConsole(name, origin, machine) { IsHostKnown = true });
        console.Protocol = Fact.Default(protocol, origin, "Packer: boot_command over VNC or VRDP");
        table.Bind(console, build.Node, build.Context);
    }
}
