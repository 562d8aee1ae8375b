using System;
using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Commands;

namespace VirtLint.Formats.Qemu;

/// <summary>Says what each argument does that a guest's definition hands to QEMU behind its platform's back.</summary>
/// <remarks>qemu, qemu-options.hx and docs/system/security.rst, release 8.2.</remarks>
internal sealed class QemuRawArguments
{
    private static readonly string[] s_harmless = ["action", "cpu", "k", "name", "no-reboot", "no-shutdown", "smbios", "uuid"];

    private readonly VirtualMachine _machine;
    private readonly BindingContext _context;
    private readonly string _source;
    private readonly Dictionary<string, QemuOption> _chardevs = new(StringComparer.Ordinal);

    private readonly ArgumentEffect _unjudged;
    private readonly bool _isWholeGuest;

    private QemuRawArguments(VirtualMachine machine, QemuArguments arguments, string source, ArgumentEffect unjudged, bool isWholeGuest, BindingContext context)
    {
        _unjudged = unjudged;
        _isWholeGuest = isWholeGuest;
        _machine = machine;
        _context = context;
        _source = source;
        foreach (var argument in arguments.Named("chardev"))
        {
            if (argument.AsOption("backend") is { } chardev && chardev.Find("id") is { } id)
                _chardevs[id.Value] = chardev;
        }
    }

    /// <param name="source">The key that holds the arguments.</param>
    /// <param name="unjudged">What an argument does of which nothing else is known: nothing that matters, where the platform has no other words for its hardware.</param>
    /// <param name="isWholeGuest">Whether the arguments describe the whole guest, whose consoles, shares and networks are then entities of their own.</param>
    public static void Bind(
        VirtualMachine machine, QemuArguments arguments, string source, BindingContext context, ArgumentEffect unjudged = ArgumentEffect.Other, bool isWholeGuest = false)
    {
        var reader = new QemuRawArguments(machine, arguments, source, unjudged, isWholeGuest, context);
        foreach (var argument in arguments.Options)
        {
            if (!isWholeGuest || IsOwnOfQemu(argument.Name))
                reader.Read(argument);
        }

        if (isWholeGuest)
            return;

        foreach (var word in arguments.Positional)
            reader.Add(word.Text, word, unjudged);
    }

    private void Read(QemuArgument argument)
    {
        if (Array.IndexOf(s_harmless, argument.Name) >= 0)
        {
            Add(argument, ArgumentEffect.Harmless);
            return;
        }

        if (!argument.IsResolved && argument.Value is { } value && IsJudged(argument.Name))
        {
            var raw = _context.Add(new RawArgument("-" + argument.Name, _context.Origin(argument.NameSpan), _machine));
            raw.Effect = Fact<ArgumentEffect>.Unresolved(_context.Origin(value.Span), value.Text, "template", _source);
            return;
        }

        switch (argument.Name)
        {
            case "monitor" or "qmp" or "qmp-pretty":
                ReadCharacterDevice(argument, ArgumentEffect.Monitor);
                break;
            case "mon":
                ReadReference(argument, argument.AsOption("chardev")?.Find("chardev")?.Value, ArgumentEffect.Monitor);
                break;
            case "serial" or "parallel" when argument.Value?.Text.StartsWith("mon:", StringComparison.Ordinal) == true:
                ReadCharacterDevice(argument, ArgumentEffect.Monitor);
                break;
            case "gdb":
                ReadCharacterDevice(argument, ArgumentEffect.Debugger);
                break;
            case "s":
                // qemu-options.hx, "s": shorthand for -gdb tcp::1234
                AddListener(argument, new Literal("-s", argument.NameSpan), ArgumentEffect.Debugger, "");
                break;
            case "vnc":
                ReadVnc(argument, argument.AsOption("vnc"), "vnc");
                break;
            case "display" when argument.AsOption("type") is { } display && display.Find("vnc") is not null:
                ReadVnc(argument, display, "vnc");
                break;
            case "spice":
                ReadSpice(argument);
                break;
            case "incoming":
                ReadCharacterDevice(argument, ArgumentEffect.Migration);
                break;
            case "netdev" or "nic" or "net":
                ReadNetwork(argument);
                break;
            case "virtfs" or "fsdev":
                ReadShare(argument);
                break;
            case "sandbox":
                ReadSandbox(argument);
                break;
            case "device":
                ReadDevice(argument);
                break;
            default:
                Add(argument, _unjudged);
                break;
        }
    }

    /// <summary>What no other entity stands for: doors into the emulator itself, and devices of the host.</summary>
    private static bool IsOwnOfQemu(string name) => name is "monitor" or "qmp" or "qmp-pretty" or "mon" or "gdb" or "s" or "sandbox" or "device" or "serial" or "parallel";

    private static bool IsJudged(string name) =>
        name is "monitor" or "qmp" or "qmp-pretty" or "gdb" or "vnc" or "spice" or "incoming" or "sandbox" or "virtfs" or "fsdev";

    /// <summary>Reads <c>tcp:HOST:PORT,server</c> and its kin, and <c>chardev:ID</c>.</summary>
    private void ReadCharacterDevice(QemuArgument argument, ArgumentEffect effect)
    {
        if (argument.AsOption() is not { Head: { } head } option)
        {
            Add(argument, _unjudged);
            return;
        }

        var text = head.Text;
        var skipped = 0;
        // qemu-options.hx, "serial": mon: multiplexes the monitor onto the port
        if (text.StartsWith("mon:", StringComparison.Ordinal))
            skipped = 4;

        var colon = text.IndexOf(':', skipped);
        var scheme = colon < 0 ? text : text.Substring(skipped, colon - skipped);
        if (scheme == "chardev")
        {
            ReadReference(argument, text.Substring(colon + 1), effect);
            return;
        }

        var isSocket = scheme is "tcp" or "telnet" or "websocket" or "udp";
        var isProtected = scheme is "telnets" or "tls" || IsProtected(option);
        if (colon < 0 || !isSocket || isProtected)
        {
            Add(argument, _unjudged);
            return;
        }

        AddListener(argument, head, effect, HostOf(text.Substring(colon + 1)));
    }

    /// <summary>Follows a monitor to the <c>-chardev</c> that it names.</summary>
    private void ReadReference(QemuArgument argument, string? id, ArgumentEffect effect)
    {
        if (id is null || !_chardevs.TryGetValue(id, out var chardev)
            || chardev.Find("backend")?.Value is not ("socket" or "udp") || chardev.Find("port") is not { } port || IsProtected(chardev))
        {
            Add(argument, _unjudged);
            return;
        }

        var host = chardev.Find("host") ?? chardev.Find("localaddr");
        var place = (host ?? port).AsLiteral();
        if (TemplateMarks.Contains(place.Text))
            Add(argument, _unjudged);
        else
            AddListener(argument, place, effect, host?.Value ?? "");
    }

    private void ReadVnc(QemuArgument argument, QemuOption? option, string key)
    {
        if (option?.Find(key) is not { Value.Length: > 0 } display || display.Value is "none" || display.Value.IndexOf(':') < 0
            || display.Value.StartsWith("unix:", StringComparison.Ordinal) || IsProtected(option)
            || IsOn(option, "password") || IsOn(option, "sasl") || option.Find("password-secret") is not null || IsOn(option, "reverse"))
        {
            Add(argument, _unjudged);
            return;
        }

        AddListener(argument, display.AsLiteral(), ArgumentEffect.Console, HostOf(display.Value));
    }

    private void ReadSpice(QemuArgument argument)
    {
        var option = argument.AsOption();
        if (option?.Find("disable-ticketing") is not { } ticketing || !IsOn(option, "disable-ticketing") || IsOn(option, "sasl") || IsOn(option, "unix")
            || (option.Find("port") is null && option.Find("tls-port") is null))
        {
            Add(argument, _unjudged);
            return;
        }

        AddListener(argument, new Literal("disable-ticketing", ticketing.KeySpan), ArgumentEffect.Console, option.Find("addr")?.Value ?? "");
    }

    private void ReadNetwork(QemuArgument argument)
    {
        var option = argument.AsOption("type");
        var forwards = option?.Find("type")?.Value == "user" ? option.FindAll("hostfwd") : [];
        foreach (var forward in forwards)
        {
            // qemu-options.hx, "netdev": hostfwd=[tcp|udp]:[hostaddr]:hostport-[guestaddr]:guestport
            var host = forward.Value.Split(':');
            if (host.Length >= 3 && !TemplateMarks.Contains(forward.Value))
                AddListener(argument, forward.AsLiteral(), ArgumentEffect.PortForward, host[1]);
        }

        if (forwards.Length == 0)
            Add(argument, _unjudged);
    }

    private void ReadShare(QemuArgument argument)
    {
        var option = argument.AsOption("fsdriver");
        if (option?.Find("path") is not { } path || option.Find("fsdriver")?.Value != "local")
        {
            Add(argument, _unjudged);
            return;
        }

        var isReadOnly = IsOn(option, "readonly");
        var exposes = HostFileSystem.HoldSystem(path.Value) || (!isReadOnly && HostFileSystem.HoldPrograms(path.Value));
        Add("-" + argument.Name, path.AsLiteral(), exposes ? ArgumentEffect.SystemShare : _unjudged);
    }

    private void ReadSandbox(QemuArgument argument)
    {
        var state = argument.AsOption("enable")?.Find("enable");
        if (state?.Value is "off")
            Add("-sandbox", state.AsLiteral(), ArgumentEffect.NoSandbox);
        else
            Add(argument, _unjudged);
    }

    private void ReadDevice(QemuArgument argument)
    {
        Add(argument, _unjudged);
        var option = argument.AsOption("driver");
        var (kind, address) = option?.Find("driver")?.Value switch
        {
            "vfio-pci" when option.Find("sysfsdev") is { } mediated => (HostDeviceClass.Mediated, mediated),
            "vfio-pci" => (HostDeviceClass.Pci, option.Find("host")),
            "usb-host" => (HostDeviceClass.Usb, option.Find("vendorid") ?? option.Find("hostaddr") ?? option.Find("hostdevice")),
            _ => (HostDeviceClass.Node, null),
        };
        if (option is null || address is null)
            return;

        var origin = _context.Origin(address.ValueSpan);
        var device = _context.Add(new HostDevice(option.Find("id")?.Value ?? address.Value, origin, _machine));
        device.Class = Fact.Stated(kind, origin, address.Value, _source);
        device.Address = Facts.Read(option, address, address.Key, Vocabulary.Text, _context);
    }

    private static bool IsOn(QemuOption option, string key) =>
        option.Find(key)?.Value is "on" or "yes" or "true" or "";

    /// <summary>Whether the channel asks for TLS; x509 credentials verify the peer unless told not to.</summary>
    private static bool IsProtected(QemuOption option) => option.Find("tls-creds") is not null;

    /// <summary>The host of <c>[HOST]:PORT</c>.</summary>
    private static string HostOf(string address)
    {
        var at = address.LastIndexOf(':');
        return at < 0 ? "" : address.Substring(0, at);
    }

    private void Add(QemuArgument argument, ArgumentEffect effect)
    {
        if (!_isWholeGuest)
            Add("-" + argument.Name, new Literal("-" + argument.Name, argument.NameSpan), effect);
    }

    private RawArgument Add(string name, Literal place, ArgumentEffect effect)
    {
        var raw = _context.Add(new RawArgument(name, _context.Origin(place.Span), _machine));
        raw.Effect = Fact.Stated(effect, raw.Origin, place.Text, _source);
        return raw;
    }

    private void AddListener(QemuArgument argument, Literal place, ArgumentEffect effect, string host)
    {
        var address = ListenAddress.Of(host);
        Add("-" + argument.Name, place, effect).Listens = Fact.Stated(address, _context.Origin(place.Span), place.Text, _source);
    }
}
