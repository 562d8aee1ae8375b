using System;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Ini;

namespace VirtLint.Formats.Bhyve;

/// <summary>A guest of bhyve as vm-bhyve keeps it: <c>$vm_dir/NAME/NAME.conf</c>.</summary>
/// <remarks>vm-bhyve, sample-templates/config.sample.</remarks>
internal sealed class BhyveFormat : Format
{
    private const int MostInterfaces = 64;
    private const string Source = "vm-bhyve, sample-templates/config.sample";

    public static readonly BindingTable<VirtualMachine> Table = new BindingTable<VirtualMachine>(Platform.Bhyve, "NAME.conf", Source)
        .Row("uuid", (m, f) => m.Uuid = f, Vocabulary.Uuid, source: "uuid");

    public static readonly BindingTable<RemoteConsole> Console = new BindingTable<RemoteConsole>(Platform.Bhyve, "NAME.conf: graphics", Source)
        .Row("graphics_listen", (c, f) => c.Address = f, Vocabulary.Listen, whenAbsent: ListenAddress.Of("0.0.0.0"), source: "graphics_listen")
        .Computed("graphics", c => c.Protocol, "'yes'", whenAbsent: "'no'", source: "graphics")
        .Computed("graphics", c => c.Transport, "in clear", source: "graphics")
        .Computed("graphics", c => c.Authentication, "nobody is asked", source: "graphics");

    public static readonly BindingTable<HostDevice> Devices = new BindingTable<HostDevice>(Platform.Bhyve, "NAME.conf", Source)
        .Computed("passthruN", d => d.Address, "BUS/SLOT/FUNCTION", source: "passthru0")
        .Computed("passthruN", d => d.Class, "a PCI device", source: "passthru0");

    public static readonly BindingTable<RawArgument> Arguments = new BindingTable<RawArgument>(Platform.Bhyve, "NAME.conf", Source)
        .Computed("bhyve_options", r => r.Effect, "options of bhyve(8)", source: "bhyve_options");

    public static readonly BindingTable<HostHook> Hooks = new BindingTable<HostHook>(Platform.Bhyve, "NAME.conf", Source)
        .Computed("prestart", h => h.Script, "a path", source: "prestart")
        .Computed("prestart", h => h.IsRootOwned, "a path below which only root writes", source: "prestart");

    public static readonly BindingTable<NetworkInterface> Cards = new BindingTable<NetworkInterface>(Platform.Bhyve, "NAME.conf: networkN", Source)
        .Computed("networkN_switch", n => n.Network, "a switch", source: "network0_switch")
        .Computed("networkN_switch", n => n.Attachment, "a switch", source: "network0_switch")
        .Computed("networkN_mac", n => n.Mac, "a hardware address", source: "network0_mac");

    public static readonly BindingTable<TrafficMirror> Mirrors = new BindingTable<TrafficMirror>(Platform.Bhyve, "NAME.conf: networkN", Source)
        .Computed("networkN_span", t => t.IsToGuest, "'yes'", source: "network0_span")
        .Computed("networkN_span", t => t.Target, "the interface itself", source: "network0_span");

    public override string Id => "bhyve-vm";

    public override Platform Platform => Platform.Bhyve;

    public override string Title => "bhyve guest of vm-bhyve (NAME.conf)";

    public override PathClaim Claim(FilePath path) => path.EndsWith(".conf") || path.EndsWith(".conf.j2") ? PathClaim.Possible : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text) =>
        TextHead.HasLine(text, "", "loader=", "guest=") && TextHead.HasLine(text, "", "disk0_type=", "disk0_name=", "network0_type=", "network0_switch=");

    /// <summary>A guest lies in a folder of its own name, beside the others.</summary>
    public override string SiteRoot(FilePath path)
    {
        var folder = new FilePath(path.Folder);
        return path.Name.StartsWith(folder.Name + ".", StringComparison.Ordinal) && folder.Name.Length > 0 ? folder.Folder : folder.Full;
    }

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = IniTree.Parse(context.File.Text, IniDialect.ShellAssignments);
        context.AddErrors(tree);
        context.IsPartial = tree.IsTemplate;
        var root = tree.Root;
        var machine = context.Add(new VirtualMachine(path.Name.Substring(0, path.Name.IndexOf('.')), context.Origin(root.Anchor)) { HasPlaceForLabels = false });
        Table.Bind(machine, root, context);
        if (root.Find("graphics") is { } graphics && IsOn(graphics.Value))
            BindConsole(machine, root, graphics, context);

        foreach (var setting in root.Settings)
        {
            if (setting.Key.StartsWith("passthru", StringComparison.Ordinal) && setting.Value.Length > 0)
                BindDevice(machine, setting, context);
        }

        for (var i = 0; i < MostInterfaces && root.Find($"network{i}_type") is not null; i++)
            BindCard(machine, i, root, context);

        if (root.Find("bhyve_options") is { Value.Length: > 0 } options)
        {
            var raw = context.Add(new RawArgument("bhyve_options", context.Origin(options.ValueSpan), machine));
            raw.Effect = TemplateMarks.Contains(options.Value)
                ? Fact<ArgumentEffect>.Unresolved(raw.Origin, options.Value, "template", options.Key)
                : Fact.Stated(ArgumentEffect.Other, raw.Origin, options.Value, options.Key);
        }

        if (root.Find("prestart") is { Value.Length: > 0 } script)
            HostHooks.Add(machine, "prestart", script, "prestart", context);
    }

    /// <summary>A span port of the switch's bridge is handed every frame that the bridge passes on. // if_bridge(4): SPAN PORTS</summary>
    private static void BindCard(VirtualMachine machine, int index, SettingScope root, BindingContext context)
    {
        if (root.Find($"network{index}_type") is not { } type)
            return;

        var name = $"network{index}";
        var nic = context.Add(new NetworkInterface(name, context.Origin(type.KeySpan), machine));
        if (root.Find(name + "_switch") is { Value.Length: > 0 } net)
        {
            nic.Network = Facts.Read(root, net, net.Key, Vocabulary.Text, context);
            nic.Attachment = nic.Network.Select(static _ => NetworkAttachment.Network);
        }

        if (root.Find(name + "_mac") is { Value.Length: > 0 } mac)
            nic.Mac = Facts.Read(root, mac, mac.Key, MacAddress.Vocabulary, context);

        if (root.Find(name + "_span") is not { } span || !IsOn(span.Value))
            return;

        var origin = context.Origin(span.ValueSpan);
        var mirror = context.Add(new TrafficMirror($"span port '{name}'", origin, machine));
        mirror.Target = Fact.Stated(machine.Name, origin, span.Value, span.Key);
        mirror.IsToGuest = Fact.Stated(true, origin, span.Value, span.Key);
    }

    private static bool IsOn(string value) => value.ToLowerInvariant() is "yes" or "on" or "true" or "1";

    private static void BindConsole(VirtualMachine machine, SettingScope root, Setting graphics, BindingContext context)
    {
        var console = context.Add(new RemoteConsole("VNC", context.Origin(graphics.KeySpan), machine) { IsHostKnown = true });
        console.Protocol = Fact.Stated(ConsoleProtocol.Vnc, context.Origin(graphics.ValueSpan), graphics.Value, graphics.Key);
        Console.Bind(console, root, context);
        if (console.Address.State is FactState.Default)
            console.Address = Fact.Default(console.Address.Value, console.Origin, $"{Source}: graphics_listen", "graphics_listen", console.Address.Spelling);

        console.Transport = Fact.Default(LinkProtection.None, console.Origin, $"{Source}: graphics");
        console.Authentication = Fact.Default(ConsoleAuthentication.None, console.Origin, $"{Source}: graphics");
    }

    private static void BindDevice(VirtualMachine machine, Setting setting, BindingContext context)
    {
        var origin = context.Origin(setting.ValueSpan);
        var device = context.Add(new HostDevice(setting.Key, origin, machine));
        device.Class = Fact.Stated(HostDeviceClass.Pci, origin, setting.Value, setting.Key);
        device.Address = TemplateMarks.Contains(setting.Value) ? Fact<string>.Unresolved(origin, setting.Value, "template", setting.Key) : Fact.Stated(setting.Value, origin, setting.Value, setting.Key);
    }
}
