using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Libvirt.Domain;

/// <summary>Binds <c>&lt;domain&gt;</c>: the guest first, then each part of it by the binder of that part.</summary>
/// <remarks>libvirt, formatdomain.rst.</remarks>
internal static class DomainBinder
{
    public static readonly BindingTable<VirtualMachine> Table = new BindingTable<VirtualMachine>(Platform.Libvirt, "domain", "formatdomain.rst")
        .Row("metadata/libosinfo/os/@id", (m, f) => m.OperatingSystem = f, OsinfoVocabulary.Instance, source: "General metadata")
        .Row("os/nvram/text()", (m, f) => m.VariablesFile = f, Vocabulary.Text, source: "Operating system booting")
        .Row("uuid/text()", (m, f) => m.Uuid = f, Vocabulary.Uuid, source: "General metadata")
        .Computed("@type", m => m.IsContainer, "'lxc'", source: "Element and attribute overview")
        .Computed("(path)", m => m.BelongsToDesktopUser, "a file under .config/libvirt: the session's, not the system's", source: "drvqemu.rst: qemu:///session");

    /// <summary>Whether the document is a live dump, which leaves out secrets unless asked for them.</summary>
    /// <remarks>formatdomain.rst, "Element and attribute overview": id is there only while the guest runs.</remarks>
    public static bool IsLive(XmlElement domain) => domain.Find("@id") is not null;

    public static void Bind(XmlElement domain, BindingContext context)
    {
        var machine = context.Add(Machine(domain, context));
        if (LibvirtPaths.IsSession(new FilePath(context.File.Path)))
            machine.BelongsToDesktopUser = Fact.Default(true, machine.Origin, "libvirt, drvqemu.rst: qemu:///session");

        Bind(machine, domain, context);
        DomainLifecycle.BindSharing(machine, domain, context);
    }

    /// <summary>Binds a guest's parts, whatever notation states the document.</summary>
    public static void Bind(VirtualMachine machine, XmlElement domain, BindingContext context)
    {
        Table.Bind(machine, domain, context);
        if (domain.Find("@type") is { } type)
            machine.IsContainer = Fact.Stated(type.Value == "lxc", context.Origin(type.ValueSpan), type.Value, "@type");

        DomainDisks.Bind(machine, domain, context);
        DomainInterfaces.Bind(machine, domain, context);
        DomainConsoles.Bind(machine, domain, context);
        DomainDevices.Bind(machine, domain, context);
        DomainConfinement.Bind(machine, domain, context);
        if (DomainQemu.Is(domain))
        {
            DomainFirmware.Bind(machine, domain, context);
            DomainCpu.Bind(machine, domain, context);
            DomainMemoryEncryption.Bind(machine, domain, context);
            DomainVirtualDevices.Bind(machine, domain, context);
        }

        DomainLifecycle.Bind(machine, domain, context);
        DomainHealth.Bind(machine, domain, context);
    }

    private static VirtualMachine Machine(XmlElement domain, BindingContext context) =>
        domain.Find("name/text()") is { Value.Length: > 0 } name
            ? new(name.Value, context.Origin(name.ValueSpan))
            : new("unnamed", context.Origin(domain.NameSpan));
}
