using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Commands;

namespace VirtLint.Formats.Qemu;

/// <summary>Binds a guest that QEMU's command line alone describes.</summary>
/// <remarks>qemu, qemu-options.hx.</remarks>
internal static class QemuGuest
{
    private const string Source = "qemu-options.hx";
    private const string Place = "qemu-system-*";

    public static readonly BindingTable<VirtualMachine> Machine = new BindingTable<VirtualMachine>(Platform.Qemu, Place, Source)
        .Computed("-cpu", m => m.CpuModel, "a model", source: "-cpu")
        .Computed("-machine, -M", m => m.HardwareVersion, "a machine type", source: "-machine")
        .Computed("-uuid", m => m.Uuid, "a UUID", source: "-uuid")
        .Computed("-runas, -run-with user, User=", m => m.RunsAs, "a user", whenAbsent: "'root' in a system unit of systemd", source: "systemd.exec(5): User=");

    public static readonly BindingTable<RawArgument> Arguments = new BindingTable<RawArgument>(Platform.Qemu, Place, Source)
        .Computed("-monitor, -qmp, -gdb, -s, -sandbox", r => r.Effect, "what the option opens or switches off")
        .Computed("-monitor, -qmp, -gdb, -s", r => r.Listens, "its address");

    public static readonly BindingTable<RemoteConsole> Consoles = QemuConsoles.Declare(new(Platform.Qemu, Place, Source));

    public static readonly BindingTable<MigrationPolicy> Incoming = new BindingTable<MigrationPolicy>(Platform.Qemu, Place, Source)
        .Computed("-incoming", p => p.Address, "tcp:HOST:PORT", source: "-incoming")
        .Computed("-incoming", p => p.Protection, "in clear, without a monitor that could say otherwise", source: "-incoming");

    public static readonly BindingTable<HostDevice> Devices = new BindingTable<HostDevice>(Platform.Qemu, Place, Source)
        .Computed("-device", d => d.Address, "vfio-pci,host=; usb-host,vendorid=", source: "-device")
        .Computed("-device", d => d.Class, "vfio-pci, usb-host", source: "-device");

    public static readonly BindingTable<CpuFeature> Processor = new BindingTable<CpuFeature>(Platform.Qemu, Place, Source)
        .Computed("-cpu", c => c.Policy, "+FEATURE, -FEATURE, FEATURE=on, FEATURE=off", source: "-cpu");

    public static readonly BindingTable<SharedFolder> Folders = new BindingTable<SharedFolder>(Platform.Qemu, Place, Source)
        .Computed("-virtfs, -fsdev path", s => s.HostPath, "a path", source: "-fsdev")
        .Computed("readonly", s => s.IsReadOnly, "'on'", whenAbsent: "off", source: "-fsdev");

    /// <param name="unit">The section of the system unit that starts it, or null.</param>
    public static void Bind(string script, CommandWord program, CommandLine command, SettingScope? unit, BindingContext context)
    {
        var arguments = QemuArguments.Parse(command);
        var name = arguments.Named("name").LastOrDefault()?.AsOption("guest")?.Find("guest");
        var machine = context.Add(new VirtualMachine(
            name is { Value.Length: > 0 } && !IsVariable(name.Value) ? name.Value : script, context.Origin(program.Span))
        {
            HasPlaceForLabels = false,
        });
        BindProcess(machine, arguments, unit, context);
        BindProcessor(machine, arguments, context);
        BindFolders(machine, arguments, context);
        QemuRawArguments.Bind(machine, arguments, Place, context, isWholeGuest: true);
        QemuConsoles.Bind(machine, arguments, context);
        QemuIncoming.Bind(machine, arguments, context);
        QemuDrives.Bind(machine, arguments, context);
        QemuNetwork.Bind(machine, arguments, context);
    }

    /// <summary>Variables of the shell, and specifiers of systemd.</summary>
    public static bool IsVariable(string text) => TemplateMarks.Contains(text) || text.IndexOf('%') >= 0;

    private static void BindProcess(VirtualMachine machine, QemuArguments arguments, SettingScope? unit, BindingContext context)
    {
        if (arguments.Named("uuid").LastOrDefault()?.Value is { } uuid && Vocabulary.Uuid.TryRead(uuid.Text, out var id))
            machine.Uuid = Fact.Stated(id, context.Origin(uuid.Span), uuid.Text, "-uuid");

        foreach (var argument in arguments.Options)
        {
            if (argument.Name is "machine" or "M" && argument.AsOption("type")?.Find("type") is { } type && !IsVariable(type.Value) && QemuMachineVocabulary.Instance.TryRead(type.Value, out var version))
                machine.HardwareVersion = Fact.Stated(version, context.Origin(type.ValueSpan), type.Value, "-machine");
        }

        var user = arguments.Named("runas").LastOrDefault()?.Value ?? arguments.Named("run-with").LastOrDefault()?.AsOption()?.Find("user")?.AsLiteral();
        if (user is { } drop)
        {
            machine.RunsAs = IsVariable(drop.Text)
                ? Fact<string>.Unresolved(context.Origin(drop.Span), drop.Text, "variable", "-runas")
                : Fact.Stated(drop.Text, context.Origin(drop.Span), drop.Text, "-runas");
        }
        else if (unit?.Find("User") is { Value.Length: > 0 } account)
        {
            machine.RunsAs = IsVariable(account.Value)
                ? Fact<string>.Unresolved(context.Origin(account.ValueSpan), account.Value, "specifier", "User")
                : Fact.Stated(account.Value, context.Origin(account.ValueSpan), account.Value, "User");
        }
        else if (unit is not null && arguments.IsComplete && unit.Find("DynamicUser")?.Value is not ("yes" or "true" or "1" or "on"))
        {
            machine.RunsAs = Facts.Default(context, "root", machine.Origin.Span, "systemd.exec(5): User=", "User");
        }
    }

    /// <summary><c>MODEL,+FEATURE,-FEATURE,FEATURE=on</c>; names have dashes or underscores.</summary>
    private static void BindProcessor(VirtualMachine machine, QemuArguments arguments, BindingContext context)
    {
        if (arguments.Named("cpu").LastOrDefault()?.AsOption() is not { Head: { } model } option)
            return;

        machine.CpuModel = IsVariable(model.Text)
            ? Fact<string>.Unresolved(context.Origin(model.Span), model.Text, "variable", "-cpu")
            : Fact.Stated(model.Text, context.Origin(model.Span), model.Text, "-cpu");
        foreach (var setting in option.Settings)
        {
            if (setting.KeySpan == model.Span || IsVariable(setting.Key) || IsVariable(setting.Value) || setting.Key.Length < 2)
                continue;

            var isSigned = setting.Key[0] is '+' or '-';
            CpuFeaturePolicy? policy = setting switch
            {
                { Key: ['+', ..] } or { Value: "on" or "yes" or "true" } => CpuFeaturePolicy.Required,
                { Key: ['-', ..] } or { Value: "off" or "no" or "false" } => CpuFeaturePolicy.Disabled,
                _ => null,
            };
            if (policy is not { } given)
                continue;

            var feature = context.Add(new CpuFeature((isSigned ? setting.Key.Substring(1) : setting.Key).Replace('_', '-'), context.Origin(setting.KeySpan), machine));
            feature.Policy = Fact.Stated(given, feature.Origin, setting.Key, "-cpu");
        }
    }

    private static void BindFolders(VirtualMachine machine, QemuArguments arguments, BindingContext context)
    {
        foreach (var argument in arguments.Options)
        {
            if (argument.Name is not ("virtfs" or "fsdev") || argument.AsOption("fsdriver") is not { } option || option.Find("path") is not { } path)
                continue;

            var folder = context.Add(new SharedFolder((option.Find("mount_tag") ?? option.Find("id"))?.Value ?? argument.Name, context.Origin(argument.NameSpan), machine));
            folder.HostPath = IsVariable(path.Value)
                ? Fact<string>.Unresolved(context.Origin(path.ValueSpan), path.Value, "variable", "path")
                : Facts.Read(option, path, "path", Vocabulary.Text, context);
            folder.IsReadOnly = option.Find("readonly") is { } flag
                ? Fact.Stated(flag.Value is "" or "on" or "yes" or "true", context.Origin(flag.ValueSpan), flag.Value.Length == 0 ? flag.Key : flag.Value, "readonly")
                : Fact.Default(false, context.Origin(argument.NameSpan), Source, "readonly");
        }
    }
}
