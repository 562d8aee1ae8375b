using System;
using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Commands;

namespace VirtLint.Formats.Qemu;

/// <summary>Binds what a command line connects its guest to: <c>-netdev</c>, <c>-nic</c>, <c>-net</c>.</summary>
internal static class QemuNetwork
{
    private const string Source = "qemu-options.hx";

    public static readonly BindingTable<NetworkInterface> Cards = new BindingTable<NetworkInterface>(Platform.Qemu, "qemu-system-*: -netdev, -nic, -net", Source)
        .Computed("type", n => n.Attachment, "'user', 'bridge', 'tap', 'socket', …", source: "-netdev")
        .Computed("br", n => n.Network, "a bridge, of 'bridge'", source: "-netdev")
        .Computed("listen, mcast, udp, connect", n => n.Peer, "HOST:PORT, of 'socket'", source: "-netdev");

    public static void Bind(VirtualMachine machine, QemuArguments arguments, BindingContext context)
    {
        foreach (var argument in arguments.Options)
        {
            if (argument.Name is not ("netdev" or "nic" or "net") || argument.AsOption("type") is not { } option || option.Find("type") is not { } type)
                continue;

            NetworkAttachment? kind = type.Value switch
            {
                "user" => NetworkAttachment.UserMode,
                "bridge" => NetworkAttachment.Bridge,
                "tap" => NetworkAttachment.Tap,
                "socket" or "stream" or "dgram" => NetworkAttachment.Socket,
                _ => null,
            };
            if (kind is not { } attachment)
                continue;

            var nic = context.Add(new NetworkInterface(option.Find("id") is { } id && !QemuGuest.IsVariable(id.Value) ? id.Value : argument.Name, context.Origin(argument.NameSpan), machine));
            nic.Attachment = Fact.Stated(attachment, context.Origin(type.ValueSpan), type.Value, "type");
            if (attachment is NetworkAttachment.Bridge && option.Find("br") is { Value.Length: > 0 } bridge)
                nic.Network = Facts.Read(option, bridge, "br", Vocabulary.Text, context);

            if (attachment is NetworkAttachment.Socket)
                BindPeer(nic, option, context);

            if (attachment is NetworkAttachment.UserMode)
                nic.ForwardedPorts = [.. Forwards(option, context)];
        }
    }

    /// <summary>Guests on sockets speak to each other, or to whoever else is there.</summary>
    private static void BindPeer(NetworkInterface nic, QemuOption option, BindingContext context)
    {
        foreach (var key in new[] { "listen", "connect", "mcast", "udp" })
        {
            if (option.Find(key) is not { Value.Length: > 0 } peer)
                continue;

            var host = peer.Value.Substring(0, Math.Max(0, peer.Value.LastIndexOf(':')));
            nic.Peer = QemuGuest.IsVariable(host)
                ? Fact<ListenAddress>.Unresolved(context.Origin(peer.ValueSpan), peer.Value, "variable", key)
                : Fact.Stated(ListenAddress.Of(host), context.Origin(peer.ValueSpan), peer.Value, key);
        }
    }

    /// <summary><c>hostfwd=[tcp|udp]:[HOSTADDR]:HOSTPORT-[GUESTADDR]:GUESTPORT</c></summary>
    private static IEnumerable<Fact<ListenAddress>> Forwards(QemuOption option, BindingContext context)
    {
        foreach (var forward in option.FindAll("hostfwd"))
        {
            var origin = context.Origin(forward.ValueSpan);
            var first = forward.Value.IndexOf(':');
            var second = first < 0 ? -1 : forward.Value.IndexOf(':', first + 1);
            if (second < 0)
                continue;

            var host = forward.Value.Substring(first + 1, second - first - 1);
            yield return QemuGuest.IsVariable(forward.Value.Substring(0, second)) || host.IndexOf('$') >= 0
                ? Fact<ListenAddress>.Unresolved(origin, forward.Value, "variable", "hostfwd")
                : Fact.Stated(ListenAddress.Of(host), origin, forward.Value, "hostfwd");
        }
    }
}
