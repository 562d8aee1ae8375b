using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Commands;

namespace VirtLint.Formats.Libvirt.Scripts;

/// <summary>Binds one <c>virsh migrate</c>: how guest memory travels, and to whom.</summary>
/// <remarks>libvirt, manpages/virsh.rst: migrate; migration.rst: "Network data transports".</remarks>
internal static class VirshMigrate
{
    // manpages/virsh.rst: migrate, the options that take a value
    private static readonly ImmutableHashSet<string> s_valued = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "--graphicsuri", "--listen-address", "--dname", "--timeout", "--xml", "--migrate-disks", "--disks-port", "--disks-uri",
        "--comp-methods", "--comp-mt-level", "--comp-mt-threads", "--comp-mt-dthreads", "--comp-xbzrle-cache", "--comp-zlib-level",
        "--comp-zstd-level", "--auto-converge-initial", "--auto-converge-increment", "--persistent-xml", "--bandwidth",
        "--parallel-connections", "--postcopy-bandwidth", "--tls-destination", "--migrate-disks-detect-zeroes", "--available-switchover-bandwidth");

    public static void Bind(CommandLine command, BindingContext context)
    {
        var words = command.Words;
        var start = -1;
        for (var i = 0; i < words.Length && start < 0; i++)
        {
            if (words[i].Text == "virsh" || words[i].Text.EndsWith("/virsh", StringComparison.Ordinal))
                start = i;
        }

        if (start < 0 || VerbAt(words, start + 1) is not (> 0 and var verb))
            return;

        if (Read(words, verb) is { Destination: { } destination } call)
            Add(words[verb], destination, call, context);
    }

    /// <summary>Where <c>migrate</c> stands behind virsh's own options, or -1.</summary>
    private static int VerbAt(ImmutableArray<CommandWord> words, int start)
    {
        for (var i = start; i < words.Length; i++)
        {
            var text = words[i].Text;
            if (text is "-c" or "--connect" or "-d" or "--debug" or "-l" or "--log" or "-k" or "--keepalive-interval" or "-K" or "--keepalive-count" or "-e" or "--escape")
                i++;
            else if (text.Length == 0 || text[0] != '-')
                return text == "migrate" ? i : -1;
        }

        return -1;
    }

    private static Call Read(ImmutableArray<CommandWord> words, int verb)
    {
        var flags = new HashSet<string>(StringComparer.Ordinal);
        var positional = new List<Argument>();
        Argument? destination = null;
        Argument? transport = null;
        for (var i = verb + 1; i < words.Length; i++)
        {
            var text = words[i].Text;
            var equals = text.StartsWith("--", StringComparison.Ordinal) ? text.IndexOf('=') : -1;
            var name = equals < 0 ? text : text.Substring(0, equals);
            if (!text.StartsWith("--", StringComparison.Ordinal))
                positional.Add(Argument.Of(words[i]));
            else if (name is "--desturi" or "--migrateuri" or "--domain")
            {
                var value = equals >= 0 ? Argument.Behind(words[i], equals + 1) : i + 1 < words.Length ? Argument.Of(words[++i]) : null;
                (destination, transport) = name switch
                {
                    "--desturi" => (value, transport),
                    "--migrateuri" => (destination, value),
                    _ => (destination, transport),
                };
                flags.Add(name);
            }
            else if (s_valued.Contains(name))
                i += equals < 0 ? 1 : 0;
            else
                flags.Add(name);
        }

        // Words without a name fill domain, destination and transport, in this order.
        var next = flags.Contains("--domain") ? 0 : 1;
        if (!flags.Contains("--desturi"))
            destination = next < positional.Count ? positional[next++] : null;

        if (!flags.Contains("--migrateuri"))
            transport = next < positional.Count ? positional[next++] : null;

        // A variable among the words may hold options, and then those behind it are not what they seem.
        var isOpen = positional.Count > next || (transport is { IsResolved: false } && SchemeOf(transport.Text).Length == 0);
        return new(destination, transport, flags, isOpen);
    }

    private static void Add(CommandWord verb, Argument destination, Call call, BindingContext context)
    {
        var scheme = SchemeOf(destination.Text);
        var host = HostOf(destination.Text);
        if (call.Flags.Contains("--offline") || !(scheme.Length == 0 || scheme == "qemu" || scheme.StartsWith("qemu+", StringComparison.Ordinal)))
            return;

        var transport = call.Transport is null ? "" : SchemeOf(call.Transport.Text);
        if ((transport == "unix" && scheme.Length > 0) || ListenAddress.Of(host).Exposure is Exposure.Loopback)
            return;

        var policy = context.Add(new MigrationPolicy("virsh migrate", context.Origin(verb.Span)) { NeedsKeys = true });
        var origin = context.Origin(destination.Span);
        if (call.IsOpen || scheme.Length == 0)
        {
            var word = scheme.Length == 0 && transport.Length > 0 && call.Transport is { } shown ? shown : destination;
            policy.Protection = Fact<LinkProtection>.Unresolved(context.Origin(word.Span), word.Text, "variable");
            return;
        }

        if (host.IndexOf('$') < 0)
            policy.Peer = Fact.Stated(host, origin, destination.Text);

        var isEncrypted = call.Flags.Contains("--tls") || (call.Flags.Contains("--tunnelled") && scheme != "qemu+tcp");
        policy.Protection = Fact.Stated(
            isEncrypted ? LinkProtection.Encrypted : LinkProtection.None, origin, destination.Text, "", context.Embedding is null ? new TlsFlag(verb) : null);
        if (scheme != "qemu+tcp" && transport != "tcp")
            policy.ControlProtection = Fact.Stated(LinkProtection.Encrypted, origin, destination.Text);
    }

    private static string SchemeOf(string uri) => uri.IndexOf(':') is > 0 and var colon
        && uri.Substring(0, colon).All(static c => char.IsLetter(c) || c == '+')
        ? uri.Substring(0, colon)
        : "";

    private static string HostOf(string uri)
    {
        var start = uri.IndexOf("://", StringComparison.Ordinal);
        if (start < 0)
            return "";

        var rest = uri.Substring(start + 3);
        var end = rest.IndexOfAny(['/', '?']);
        var host = end < 0 ? rest : rest.Substring(0, end);
        host = host.Substring(host.LastIndexOf('@') + 1);
        return host.StartsWith("[", StringComparison.Ordinal) ? host.Trim('[', ']') : host.Split(':')[0];
    }

    /// <summary>A word, or what stands behind the <c>=</c> of one.</summary>
    private sealed record Argument(string Text, TextSpan Span, bool IsResolved)
    {
        public static Argument Of(CommandWord word) => new(word.Text, word.Span, word.IsResolved);

        public static Argument Behind(CommandWord word, int start) => new(word.Text.Substring(start), word.SpanFrom(start), word.IsResolved);
    }

    private sealed record Call(Argument? Destination, Argument? Transport, HashSet<string> Flags, bool IsOpen);

    /// <summary>Writes the option behind the verb.</summary>
    private sealed class TlsFlag(CommandWord verb) : IFactSpelling<LinkProtection>
    {
        public string? Spell(LinkProtection value) => value is LinkProtection.Encrypted ? "--tls" : null;

        public ImmutableArray<TextChange> Write(LinkProtection value) =>
            Spell(value) is { } word ? [new TextChange(new TextSpan(verb.Span.End, 0), " " + word)] : [];

        public TextChange? Remove() => null;
    }
}
