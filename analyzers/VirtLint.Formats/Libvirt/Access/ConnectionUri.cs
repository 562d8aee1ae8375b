using System;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Libvirt.Access;

/// <summary>Binds a connection URI: <c>driver+transport://user@host/path?parameters</c>.</summary>
/// <remarks>libvirt, uri.rst: a host without a transport means TLS.</remarks>
internal static class ConnectionUri
{
    private const string Source = "libvirt, uri.rst";

    /// <summary>Where clients connect.</summary>
    public static readonly BindingTable<ManagementEndpoint> Table = new BindingTable<ManagementEndpoint>(Platform.Libvirt, "libvirt.conf, libvirt-guests", Source)
        .Computed("uri_default, uri_aliases, URIS", e => e.Address, "a URI", source: "Default URI choice, URI aliases")
        .Computed("uri_default, uri_aliases, URIS", e => e.Protection, "the URI's transport: tls, ssh, tcp …", source: "Transports")
        .Computed("uri_default, uri_aliases, URIS", e => e.VerifiesPeer, "the URI's parameter no_verify, or known_hosts_verify=ignore", source: "tls transport, ssh transport")
        .Computed("uri_default, uri_aliases, URIS", e => e.IsFirstUseTrusted, "the transport ssh, which trusts a key that it sees first", source: "ssh transport");

    public static readonly BindingTable<Credential> Login = new BindingTable<Credential>(Platform.Libvirt, "libvirt.conf, libvirt-guests", Source)
        .Computed("uri_default, uri_aliases, URIS", c => c.Value, "a password in the URI", source: "Default URI choice, URI aliases");

    /// <param name="name">What the file calls the link.</param>
    /// <param name="uri">The URI and where it stands.</param>
    /// <param name="key">The key that states it.</param>
    public static void Bind(string name, Literal uri, string key, BindingContext context)
    {
        var text = uri.Text;
        var authority = text.IndexOf("://", StringComparison.Ordinal) + 3;
        if (authority < 3)
            return;

        var path = text.IndexOfAny(['/', '?', '#'], authority);
        if (path < 0)
            path = text.Length;

        var at = text.LastIndexOf('@', path - 1, path - authority);
        if (at >= 0)
            BindPassword(name, uri, authority, at, key, context);

        var host = HostOf(text.Substring(Math.Max(at + 1, authority), path - Math.Max(at + 1, authority)));
        if (host.Length == 0)
            return;

        var place = context.Origin(Part(uri, text.IndexOf(host, Math.Max(at + 1, authority), StringComparison.Ordinal), host.Length));
        var link = context.Add(new ManagementEndpoint(name, place) { Role = EndpointRole.Link });
        link.Address = TemplateMarks.Contains(host)
            ? Fact<ListenAddress>.Unresolved(place, host, "template", key)
            : Fact.Stated(ListenAddress.Of(host), place, host, key);

        var plus = text.LastIndexOf('+', authority - 3, authority - 3);
        var transport = plus < 0 ? "tls" : text.Substring(plus + 1, authority - 4 - plus);
        link.Protection = Protection(transport, Part(uri, plus < 0 ? 0 : plus + 1, plus < 0 ? authority - 3 : transport.Length), key, context);
        link.VerifiesPeer = Verification(uri, path, transport, key, context);
        link.IsFirstUseTrusted = Fact.Default(transport == "ssh", place, $"{Source}: ssh transport");
    }

    private static string HostOf(string authority)
    {
        if (authority.StartsWith("[", StringComparison.Ordinal) && authority.IndexOf(']') is > 0 and var close)
            return authority.Substring(1, close - 1);

        var colon = authority.LastIndexOf(':');
        return colon >= 0 && !authority.EndsWith("}", StringComparison.Ordinal) ? authority.Substring(0, colon) : authority;
    }

    private static Fact<LinkProtection> Protection(string transport, TextSpan span, string key, BindingContext context)
    {
        var origin = context.Origin(span);
        if (TemplateMarks.Contains(transport))
            return Fact<LinkProtection>.Unresolved(origin, transport, "template", key);

        return transport switch
        {
            "tcp" => Fact.Stated(LinkProtection.None, origin, transport, key),
            "tls" or "ssh" or "libssh" or "libssh2" => Fact.Stated(LinkProtection.Encrypted, origin, transport, key),
            _ => Fact<LinkProtection>.Absent,
        };
    }

    /// <summary>The first parameter that says not to look at who answers.</summary>
    private static Fact<bool> Verification(Literal uri, int start, string transport, string key, BindingContext context)
    {
        var text = uri.Text;
        var query = text.IndexOf('?', start);
        while (query >= 0 && query + 1 < text.Length)
        {
            var end = text.IndexOfAny(['&', ';', '#'], query + 1);
            var parameter = text.Substring(query + 1, (end < 0 ? text.Length : end) - query - 1);
            var origin = context.Origin(Part(uri, query + 1, parameter.Length));
            if (parameter.StartsWith("no_verify=", StringComparison.Ordinal) || parameter.StartsWith("known_hosts_verify=", StringComparison.Ordinal))
            {
                if (TemplateMarks.Contains(parameter.Substring(parameter.IndexOf('=') + 1)))
                    return Fact<bool>.Unresolved(origin, parameter, "template", key);

                if ((parameter == "no_verify=1" && transport is "tls" or "ssh") || parameter == "known_hosts_verify=ignore")
                    return Fact.Stated(false, origin, parameter, key);
            }

            query = end < 0 || text[end] == '#' ? -1 : end;
        }

        return Fact<bool>.Absent;
    }

    private static void BindPassword(string name, Literal uri, int start, int at, string key, BindingContext context)
    {
        var colon = uri.Text.IndexOf(':', start, at - start);
        if (colon < 0 || colon + 1 == at)
            return;

        var password = uri.Text.Substring(colon + 1, at - colon - 1);
        var origin = context.Origin(Part(uri, colon + 1, password.Length));
        context.Add(new Credential($"{name}: password", origin)).Value = TemplateMarks.Contains(password)
            ? Fact<string>.Unresolved(origin, password, "template", key)
            : Fact.Stated(password, origin, password, key).Masked();
    }

    /// <summary>The place of a part of the URI, where the file writes it without escapes.</summary>
    private static TextSpan Part(Literal uri, int start, int length) =>
        uri.Span.Length == uri.Text.Length ? new TextSpan(uri.Span.Start + start, length) : uri.Span;
}
