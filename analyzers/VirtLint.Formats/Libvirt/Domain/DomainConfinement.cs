using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Qemu;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Commands;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Libvirt.Domain;

/// <summary>Binds security labels, container isolation and what is handed to the hypervisor behind libvirt's back.</summary>
internal static class DomainConfinement
{
    private const string Source = "formatdomain.rst";
    private const string QemuNamespace = "http://libvirt.org/schemas/domain/qemu/1.0";
    private const string XenNamespace = "http://libvirt.org/schemas/domain/xen/1.0";
    private const string LxcNamespace = "http://libvirt.org/schemas/domain/lxc/1.0";

    // formatdomain.rst, "Security label": a label by type none is no label at all.
    private static readonly Vocabulary<GuestConfinement> s_labelType = Vocabulary.Of(
        ("dynamic", GuestConfinement.Enforced), ("static", GuestConfinement.Enforced), ("none", GuestConfinement.None));

    public static readonly BindingTable<VirtualMachine> Labels = new BindingTable<VirtualMachine>(Platform.Libvirt, "domain: seclabel", Source)
        .Row("@type", (m, f) => m.Confinement = f, s_labelType, source: "Security label")
        .Computed(
            "(site)", m => m.Confinement,
            "the host's default where no label is stated",
            source: "Security label",
            decidedBy: "qemu.conf, lxc.conf: security_driver, security_default_confined")
        .Computed("@type", m => m.HasOwnLabel, "'static'", source: "Security label")
        .Computed("label/text()", m => m.RunsAs, "USER:GROUP, of a static label of model 'dac'", source: "Security label");

    /// <remarks>drvlxc.rst, "Security considerations" and "Inherit Namespaces": without <c>idmap</c> there is no user namespace.</remarks>
    public static readonly BindingTable<VirtualMachine> Containers = new BindingTable<VirtualMachine>(Platform.Libvirt, "domain[@type='lxc']", "drvlxc.rst")
        .Row(
            "features/capabilities/@policy",
            (m, f) => m.KeepsHostCapabilities = f,
            Vocabulary.Of(("allow", true), ("default", false), ("deny", false)),
            source: "formatdomain.rst: Hypervisor features")
        .Row("features/capabilities/mknod/@state", (m, f) => m.MayCreateDeviceNodes = f, Vocabulary.OnOff, source: "formatdomain.rst: Hypervisor features")
        .Computed("idmap/*/@target", m => m.IsPrivileged, "numbers; 0 is the host's root", whenAbsent: "privileged", source: "User and group isolation")
        .Computed("lxc:namespace/sharenet/@value", m => m.SharedNetwork, "the name of a container or network namespace", source: "Inherit Namespaces")
        .Computed("lxc:namespace/shareipc/@value", m => m.SharedIpc, "the name of a container or a process", source: "Inherit Namespaces")
        .Computed("lxc:namespace/shareuts/@value", m => m.SharedHostName, "the name of a container or a process", source: "Inherit Namespaces");

    /// <summary>What is handed to the hypervisor behind libvirt's back.</summary>
    public static readonly BindingTable<RawArgument> Raw = new BindingTable<RawArgument>(Platform.Libvirt, "domain: qemu:commandline, qemu:override, qemu:capabilities", "drvqemu.rst")
        .Computed("qemu:arg/@value, qemu:env/@name", a => a.Effect, "arguments of QEMU", source: "Pass-through of arbitrary qemu commands")
        .Computed(
            "qemu:override, qemu:capabilities", a => a.IsOverride,
            "the element, with contents",
            source: "Pass-through of device properties, Pass-through of QEMU capabilities")
        .Computed("qemu:arg/@value", a => a.Listens, "an address, in the arguments that open a port", source: "Pass-through of arbitrary qemu commands");

    public static void Bind(VirtualMachine machine, XmlElement domain, BindingContext context)
    {
        BindLabels(machine, domain, context);
        BindDiskLabels(machine, domain, context);
        BindRawArguments(machine, domain, context);
        if (domain.Find("@type")?.Value == "lxc")
            BindContainer(machine, domain, context);
    }

    /// <summary>The label of SELinux or AppArmor, or of no module in particular; that of DAC says only whose user it is.</summary>
    private static void BindLabels(VirtualMachine machine, XmlElement domain, BindingContext context)
    {
        foreach (var label in domain.Elements("seclabel"))
        {
            switch (label.Find("@model")?.Value)
            {
                case null or "selinux" or "apparmor":
                    Labels.Bind(machine, label, context);
                    if (context.Embedding is null && machine.Confinement.Is(GuestConfinement.None) && domain.Find("seclabel[@type='none']") is { } whole && whole.KeySpan == label.NameSpan)
                        machine.Confinement = machine.Confinement.SpelledBy(new LineRemoval<GuestConfinement>(domain, whole));
                    if (label.Find("@type") is { Value: "static" } type)
                        machine.HasOwnLabel = Fact.Stated(true, context.Origin(type.ValueSpan), type.Value, "@type");

                    break;
                case "dac" when label.Find("@type")?.Value == "static" && label.Find("label/text()") is { } text:
                    machine.RunsAs = Facts.Read(label, text, "label/text()", Vocabulary.Text, context).Select(static value => value.Split(':')[0]);
                    break;
            }
        }
    }

    /// <summary>A disk that is not relabelled keeps whatever label it has; a read-only one is shared as it is anyway.</summary>
    private static void BindDiskLabels(VirtualMachine machine, XmlElement domain, BindingContext context)
    {
        foreach (var element in Devices.Of(domain, "disk"))
        {
            if (element.Find("source/seclabel/@relabel") is not { } relabel || element.Element("readonly") is not null || element.Find("@device")?.Value == "cdrom"
                || element.Find("@type")?.Value is not ("file" or "block"))
            {
                continue;
            }

            var target = element.Find("target/@dev")?.Value;
            if (machine.Parts<Disk>().FirstOrDefault(disk => disk.Name == target) is { } disk)
                disk.IsLabelled = Facts.Read(element, relabel, "source/seclabel/@relabel", Vocabulary.YesNo, context);
        }
    }

    private static void BindRawArguments(VirtualMachine machine, XmlElement domain, BindingContext context)
    {
        foreach (var element in domain.Children)
        {
            switch (element.Name, element.NamespaceUri)
            {
                case ("commandline", QemuNamespace) or ("commandline", XenNamespace):
                    var words = element.Elements("arg").Select(static arg => arg.Find("@value")).OfType<Setting>().Select(static value => value.AsLiteral());
                    QemuRawArguments.Bind(machine, QemuArguments.Parse([.. words]), "arg/@value", context);
                    foreach (var variable in element.Elements("env"))
                        AddRaw(machine, variable.Find("@name")?.AsLiteral(), isOverride: false, context);

                    break;
                case ("override" or "capabilities", QemuNamespace):
                    if (element.Children.Count > 0)
                        AddRaw(machine, new Literal(element.Name, element.NameSpan), isOverride: true, context);

                    break;
            }
        }
    }

    private static void AddRaw(VirtualMachine machine, Literal? name, bool isOverride, BindingContext context)
    {
        if (name is not { } literal)
            return;

        var raw = context.Add(new RawArgument(literal.Text, context.Origin(literal.Span), machine));
        raw.Effect = Fact.Stated(ArgumentEffect.Other, raw.Origin, literal.Text);
        raw.IsOverride = Fact.Stated(isOverride, raw.Origin, literal.Text);
    }

    private static void BindContainer(VirtualMachine machine, XmlElement domain, BindingContext context)
    {
        Containers.Bind(machine, domain, context);
        machine.IsPrivileged = IsPrivileged(domain, context);
        var shared = domain.Children.FirstOrDefault(static element => element.Name == "namespace" && element.NamespaceUri == LxcNamespace);
        if (shared is null)
            return;

        machine.SharedNetwork = Shared(shared, "sharenet", context);
        machine.SharedIpc = Shared(shared, "shareipc", context);
        machine.SharedHostName = Shared(shared, "shareuts", context);
    }

    /// <remarks>drvlxc.rst, "User and group isolation": the map's target is the host's id for the container's start.</remarks>
    private static Fact<bool> IsPrivileged(XmlElement domain, BindingContext context)
    {
        if (domain.Element("idmap") is not { } map)
            return Fact.Default(true, context.Origin(domain.Find("@type")?.ValueSpan ?? domain.NameSpan), "drvlxc.rst: User and group isolation", "idmap");

        var reachesRoot = map.Children.Select(static range => range.Find("@target")).FirstOrDefault(static target => target?.Value == "0");
        return reachesRoot is null
            ? Fact.Stated(false, context.Origin(map.NameSpan), map.Name, "idmap")
            : Fact.Stated(true, context.Origin(reachesRoot.ValueSpan), reachesRoot.Value, "idmap/*/@target");
    }

    /// <remarks>drvlxc.rst, "Inherit Namespaces": <c>netns</c> names an isolated namespace, a name or a pid one that is in use.</remarks>
    private static Fact<string> Shared(XmlElement element, string name, BindingContext context)
    {
        if (element.Element(name) is not { } share || share.Find("@type")?.Value is not ("pid" or "name") || share.Find("@value") is not { } value)
            return Fact<string>.Absent;

        return Facts.Read(share, value, "@value", Vocabulary.Text, context);
    }
}
