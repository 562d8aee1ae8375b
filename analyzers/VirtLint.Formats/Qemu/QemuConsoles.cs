using System;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Commands;

namespace VirtLint.Formats.Qemu;

/// <summary>Binds the consoles that a QEMU command line opens: <c>-vnc</c>, <c>-spice</c>, <c>-serial</c>, <c>-parallel</c>.</summary>
/// <remarks>qemu, qemu-options.hx.</remarks>
internal static class QemuConsoles
{
    private const string Source = "qemu-options.hx";

    /// <summary>Declares what QEMU's own arguments say of consoles, for the place in which a platform passes them on.</summary>
    public static BindingTable<RemoteConsole> Declare(BindingTable<RemoteConsole> table) => table
        .Computed("-vnc, -spice, -serial, -parallel, -chardev", c => c.Protocol, "the argument", source: "-vnc, -spice, -serial")
        .Computed("-vnc, -spice addr, -chardev host", c => c.Address, "an address; none is every one", whenAbsent: "0.0.0.0", source: "-vnc, -spice, -chardev")
        .Computed("server", c => c.IsOutgoing, "a flag, of sockets", whenAbsent: "off", source: "-chardev")
        .Computed("tls-creds, tls-port", c => c.Transport, "the name of credentials; a port", whenAbsent: "none", source: "-vnc, -spice, -chardev")
        .Computed("password, password-secret, sasl, disable-ticketing, tls-creds", c => c.Authentication, "flags", whenAbsent: "none", source: "-vnc, -spice")
        .Computed("password=TEXT", c => c.Password, "a password", source: "-spice")
        .Computed("share", c => c.IgnoresExclusiveViewers, "'ignore'", source: "-vnc")
        .Computed("power-control", c => c.PowerControl, "'on' or 'off'", source: "-vnc");

    public static void Bind(VirtualMachine machine, QemuArguments arguments, BindingContext context)
    {
        foreach (var argument in arguments.Options)
        {
            switch (argument.Name)
            {
                case "vnc":
                    BindVnc(machine, argument, arguments, context);
                    break;
                case "spice":
                    BindSpice(machine, argument, context);
                    break;
                case "serial" or "parallel":
                    BindSerial(machine, argument, arguments, context);
                    break;
            }
        }
    }

    private static void BindVnc(VirtualMachine machine, QemuArgument argument, QemuArguments arguments, BindingContext context)
    {
        if (argument.AsOption() is not { Head: { Text: not "none" } head } option)
            return;

        var console = Add("vnc", ConsoleProtocol.Vnc, machine, argument, context);
        console.Address = AddressOf(head, "vnc", context);
        console.PowerControl = Flag(option, "power-control", context);
        if (option.Find("share") is { Value: "ignore" } share)
            console.IgnoresExclusiveViewers = Fact.Stated(true, context.Origin(share.ValueSpan), share.Value, "share");

        if (!argument.IsResolved && head.Text.IndexOf('$') < 0)
            return;

        var credentials = option.Find("tls-creds");
        var anchor = context.Origin(argument.NameSpan);
        console.Transport = credentials is null
            ? Fact.Default(LinkProtection.None, anchor, Source)
            : Fact.Stated(LinkProtection.Encrypted, context.Origin(credentials.ValueSpan), credentials.Value, "tls-creds");
        if (option.Find("password-secret") is { } secret)
            console.Authentication = Fact.Stated(ConsoleAuthentication.Password, context.Origin(secret.ValueSpan), secret.Value, "password-secret");
        else if (IsOn(option, "password"))
            console.Authentication = Fact.Default(ConsoleAuthentication.Password, anchor, Source);
        else if (IsOn(option, "sasl"))
            console.Authentication = Fact.Default(ConsoleAuthentication.Sasl, anchor, Source);
        else if (credentials is null)
            console.Authentication = Fact.Default(ConsoleAuthentication.None, anchor, Source);
        else
            console.Authentication = AuthenticationBy(credentials.Value, arguments, context);
    }

    /// <summary>What a TLS credentials object demands of clients; Absent when the command line does not hold it.</summary>
    private static Fact<ConsoleAuthentication> AuthenticationBy(string id, QemuArguments arguments, BindingContext context)
    {
        foreach (var argument in arguments.Named("object"))
        {
            if (argument.AsOption("qom-type") is not { } option || option.Find("id")?.Value != id)
                continue;

            if (option.Find("verify-peer") is { Value: "no" or "off" } verify)
                return Fact.Stated(ConsoleAuthentication.None, context.Origin(verify.ValueSpan), verify.Value, "verify-peer");

            return Fact.Default(
                option.Find("qom-type")?.Value == "tls-creds-x509" ? ConsoleAuthentication.ClientCertificate : ConsoleAuthentication.None,
                context.Origin(argument.NameSpan),
                Source);
        }

        return Fact<ConsoleAuthentication>.Absent;
    }

    private static void BindSpice(VirtualMachine machine, QemuArgument argument, BindingContext context)
    {
        if (argument.AsOption() is not { } option)
            return;

        var console = Add("spice", ConsoleProtocol.Spice, machine, argument, context);
        var anchor = context.Origin(argument.NameSpan);
        var address = option.Find("addr");
        console.Address = IsOn(option, "unix") ? Fact.Default(new ListenAddress("", Exposure.UnixSocket), anchor, Source)
            : address is { Value.Length: > 0 } ? Facts.Read(option, address, "addr", Vocabulary.Listen, context)
            : argument.IsResolved ? Fact.Default(ListenAddress.Of("0.0.0.0"), anchor, Source)
            : Fact<ListenAddress>.Absent;
        if (!argument.IsResolved)
            return;

        if (option.Find("password") is { Value.Length: > 0 } password)
            console.Password = Facts.Read(option, password, "password", Vocabulary.Secret, context);

        console.Transport = Fact.Default(
            option.Find("tls-port") is null ? LinkProtection.None : option.Find("port") is null ? LinkProtection.Encrypted : LinkProtection.Opportunistic,
            anchor,
            Source);
        console.Authentication = IsOn(option, "sasl") ? Fact.Default(ConsoleAuthentication.Sasl, anchor, Source)
            : option.Find("disable-ticketing") is { } ticketing && IsOn(option, "disable-ticketing")
                ? Fact.Stated(ConsoleAuthentication.None, context.Origin(ticketing.KeySpan), ticketing.Key, "disable-ticketing")
            : Fact.Default(ConsoleAuthentication.Password, anchor, Source);
    }

    /// <summary><c>tcp:host:port,server=on</c>, <c>telnet:host:port,server</c>, <c>udp:peer:port@host:port</c>.</summary>
    private static void BindSerial(VirtualMachine machine, QemuArgument argument, QemuArguments arguments, BindingContext context)
    {
        if (argument.AsOption() is not { Head: { } head } option)
            return;

        var scheme = head.Text.IndexOf(':');
        if (scheme > 0 && head.Text.Substring(0, scheme) == "chardev")
            BindSocket(head.Text.Substring(scheme + 1), machine, argument, arguments, context);

        if (scheme < 0 || head.Text.Substring(0, scheme) is not ("tcp" or "telnet"))
            return;

        var isServer = IsOn(option, "server");
        var address = Behind(head, scheme + 1);
        if (!isServer && address.Text.StartsWith(":", StringComparison.Ordinal))
            return;

        var console = Add(argument.Name, ConsoleProtocol.Serial, machine, argument, context);
        var anchor = context.Origin(argument.NameSpan);
        console.Address = AddressOf(address, argument.Name, context);
        console.IsOutgoing = Fact.Default(!isServer, anchor, Source);
        console.Transport = Fact.Default(LinkProtection.None, anchor, Source);
        console.Authentication = Fact.Default(ConsoleAuthentication.None, anchor, Source);
    }

    /// <summary>A port by its name: <c>-chardev socket,id=ID,host=HOST,port=PORT,server=on</c>. // qemu-options.hx: -chardev socket</summary>
    private static void BindSocket(string id, VirtualMachine machine, QemuArgument user, QemuArguments arguments, BindingContext context)
    {
        foreach (var argument in arguments.Named("chardev"))
        {
            if (argument.AsOption("backend") is not { } socket || socket.Find("id")?.Value != id || socket.Find("backend")?.Value != "socket" || socket.Find("port") is null)
                continue;

            var console = Add(user.Name, ConsoleProtocol.Serial, machine, user, context);
            var anchor = context.Origin(argument.NameSpan);
            console.Address = socket.Find("host") is { } host ? Facts.Read(socket, host, "host", Vocabulary.Listen, context) : Fact.Default(ListenAddress.Of("0.0.0.0"), anchor, Source);
            console.IsOutgoing = Fact.Default(!IsOn(socket, "server"), anchor, Source);
            console.Transport = socket.Find("tls-creds") is { } credentials
                ? Fact.Stated(LinkProtection.Encrypted, context.Origin(credentials.ValueSpan), credentials.Value, "tls-creds")
                : Fact.Default(LinkProtection.None, anchor, Source);
            console.Authentication = socket.Find("tls-creds") is { } keys ? AuthenticationBy(keys.Value, arguments, context) : Fact.Default(ConsoleAuthentication.None, anchor, Source);
        }
    }

    private static RemoteConsole Add(string name, ConsoleProtocol protocol, VirtualMachine machine, QemuArgument argument, BindingContext context)
    {
        var origin = context.Origin(argument.NameSpan);
        var console = context.Add(new RemoteConsole(name, origin, machine) { IsHostKnown = true });
        console.Protocol = Fact.Stated(protocol, origin, argument.Name);
        return console;
    }

    /// <summary>The host of <c>host:number</c>; no host means every address. // qemu-options.hx: -vnc, -serial</summary>
    private static Fact<ListenAddress> AddressOf(Literal text, string key, BindingContext context)
    {
        var colon = text.Text.LastIndexOf(':');
        var isSocket = text.Text.StartsWith("unix:", StringComparison.Ordinal);
        var host = isSocket ? Behind(text, 5) : colon < 0 ? text : new Literal(text.Text.Substring(0, colon), Prefix(text, colon));
        if (TemplateMarks.Contains(host.Text))
            return Fact<ListenAddress>.Unresolved(context.Origin(text.Span), text.Text, "template", key);

        return isSocket ? Fact.Stated(new ListenAddress(host.Text, Exposure.UnixSocket), context.Origin(host.Span), host.Text, key)
            : host.Text.Length == 0 ? Fact.Stated(ListenAddress.Of("0.0.0.0"), context.Origin(text.Span), text.Text, key)
            : Fact.Stated(ListenAddress.Of(host.Text), context.Origin(host.Span), host.Text, key);
    }

    /// <summary>Quotes and escapes make text and span differ in length: the whole then stands for its part.</summary>
    private static TextSpan Prefix(Literal text, int length) =>
        text.Span.Length == text.Text.Length ? new TextSpan(text.Span.Start, length) : text.Span;

    private static Literal Behind(Literal text, int start) => new(
        text.Text.Substring(start),
        text.Span.Length == text.Text.Length ? TextSpan.FromBounds(text.Span.Start + start, text.Span.End) : text.Span);

    private static bool IsOn(QemuOption option, string key) => option.Find(key) is { Value: "" or "on" or "yes" or "true" };

    private static Fact<bool> Flag(QemuOption option, string key, BindingContext context) => option.Find(key) is { } setting
        ? Fact.Stated(IsOn(option, key), context.Origin(setting.ValueSpan), setting.Value.Length == 0 ? setting.Key : setting.Value, key)
        : Fact<bool>.Absent;
}
