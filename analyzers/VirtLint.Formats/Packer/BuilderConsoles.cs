using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.Packer;

/// <summary>Binds the console through which a builder types its boot command.</summary>
internal static class BuilderConsoles
{
    private static readonly Vocabulary<ConsoleAuthentication> s_asked = Vocabulary.Of(("true", ConsoleAuthentication.Password), ("false", ConsoleAuthentication.None));

    private static readonly Vocabulary<ConsoleAuthentication> s_unasked = Vocabulary.Of(("true", ConsoleAuthentication.None), ("false", ConsoleAuthentication.Password));

    public static readonly BindingTable<RemoteConsole> Qemu = Displays("qemu", "packer-plugin-qemu, Config")
        .Row("vnc_use_password", (c, f) => c.Authentication = f, s_asked, ConsoleAuthentication.None);

    public static readonly BindingTable<RemoteConsole> Vmware = Displays("vmware-iso, vmware-vmx", "packer-plugin-vmware, RunConfig")
        .Row("vnc_disable_password", (c, f) => c.Authentication = f, s_unasked, ConsoleAuthentication.Password);

    public static readonly BindingTable<RemoteConsole> Vrdp = new BindingTable<RemoteConsole>(
            Platform.Packer, "virtualbox-iso, virtualbox-ovf, virtualbox-vm", "packer-plugin-virtualbox, RunConfig")
        .Computed("(builder)", c => c.Protocol, "RDP")
        .Computed("(builder)", c => c.Authentication, "nobody is asked", source: "step_configure_vrdp.go: --vrdeauthtype")
        .Row("vrdp_bind_address", (c, f) => c.Address = f, Vocabulary.Listen, ListenAddress.Of("127.0.0.1"));

    public static void Bind(PackerBuild build, VirtualMachine machine)
    {
        if (Builders.IsQemu(build.Builder))
            BindDisplay(Qemu, build, machine);
        else if (Builders.IsVMware(build.Builder))
            BindDisplay(Vmware, build, machine);
        else if (Builders.IsVirtualBox(build.Builder))
            Add(Vrdp, "vrdp", ConsoleProtocol.Rdp, build, machine).Authentication = Fact.Default(ConsoleAuthentication.None, build.Context.Origin(build.Node.Anchor), "packer-plugin-virtualbox, step_configure_vrdp.go: --vrdeauthtype null");
    }

    private static BindingTable<RemoteConsole> Displays(string place, string source) => new BindingTable<RemoteConsole>(Platform.Packer, place, source)
        .Computed("(builder)", c => c.Protocol, "VNC", source: "BootConfig: disable_vnc")
        .Row("vnc_bind_address", (c, f) => c.Address = f, Vocabulary.Listen, ListenAddress.Of("127.0.0.1"));

    private static void BindDisplay(BindingTable<RemoteConsole> table, PackerBuild build, VirtualMachine machine)
    {
        if (build.Node.Find("disable_vnc") is not { Value: "true" })
            Add(table, "vnc", ConsoleProtocol.Vnc, build, machine);
    }

    private static RemoteConsole Add(BindingTable<RemoteConsole> table, string name, ConsoleProtocol protocol, PackerBuild build, VirtualMachine machine)
    {
        var origin = build.Context.Origin(build.Node.Anchor);
        var console = build.Context.Add(new RemoteConsole(name, origin, machine) { IsHostKnown = true });
        console.Protocol = Fact.Default(protocol, origin, "Packer: boot_command over VNC or VRDP");
        table.Bind(console, build.Node, build.Context);
        return console;
    }
}
