using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Ini;

namespace VirtLint.Formats.Libvirt.Access;

/// <summary>The systemd socket units of libvirt's daemons, and drop-ins that change them.</summary>
/// <remarks>
/// libvirt, daemons.rst, "Systemd socket activation": what the unit says holds, and the daemon's own listen_* and
/// unix_sock_* are ignored.
/// </remarks>
internal sealed class SocketUnitFormat : Format
{
    private const string Section = "Socket";

    public static readonly BindingTable<ManagementEndpoint> Table = new BindingTable<ManagementEndpoint>(Platform.Libvirt, "libvirtd.socket", "systemd.socket(5)")
        .Row("SocketMode", (e, f) => e.SocketMode = f, Vocabulary.OctalMode, source: "SocketMode=")
        .Computed("ListenStream", e => e.Address, "a port, an address with a port, or a path", source: "ListenStream=")
        .Computed("ListenStream", e => e.IsEnabled, "anything", source: "ListenStream=", decidedBy: "libvirtd.conf")
        .Computed("(path)", e => e.Protection, "the unit's name: -tls.socket, -tcp.socket", source: "remote.rst: Transports");

    public override string Id => "libvirt-socket-unit";

    public override Platform Platform => Platform.Libvirt;

    public override string Title => "systemd socket units of libvirt (libvirtd.socket, virtqemud-admin.socket …)";

    public override PathClaim Claim(FilePath path) => UnitOf(path) is null ? PathClaim.None : PathClaim.Certain;

    public override string SiteRoot(FilePath path) => LibvirtPaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = IniTree.Parse(context.File.Text, IniDialect.SystemdUnit);
        context.AddErrors(tree);
        if (UnitOf(path) is not { } unit || tree.Section(Section) is not { } section || RoleOf(unit) is not { } role)
            return;

        var endpoint = context.Add(new ManagementEndpoint(unit, context.Origin(section.HeaderSpan)) { Role = role });
        Table.Bind(endpoint, section, context);
        if (role is not EndpointRole.Listener)
            return;

        endpoint.Protection = Fact.Default(
            unit.EndsWith("-tls.socket", StringComparison.Ordinal) ? LinkProtection.Encrypted : LinkProtection.None,
            endpoint.Origin,
            "libvirt, remote.rst: Transports");
        endpoint.Address = Address(section, context);
        endpoint.IsEnabled = endpoint.Address.Select(static _ => true);
    }

    /// <summary>The daemon of a unit: <c>libvirtd</c> of <c>libvirtd-tcp.socket</c>.</summary>
    public static string DaemonOf(string unit) => unit.Substring(0, unit.IndexOfAny(['-', '.']));

    /// <summary>The unit that the file is or changes, or null when it is no unit of libvirt's.</summary>
    private static string? UnitOf(FilePath path)
    {
        var name = LibvirtPaths.NameWithoutTemplate(path);
        if (name.EndsWith(".conf", StringComparison.Ordinal) && path.FolderName.EndsWith(".socket.d", StringComparison.Ordinal))
            name = path.FolderName.Substring(0, path.FolderName.Length - 2);

        if (!name.EndsWith(".socket", StringComparison.Ordinal) || !(name.StartsWith("virt", StringComparison.Ordinal) || name.StartsWith("libvirtd", StringComparison.Ordinal)))
            return null;

        return DaemonOf(name) is "libvirtd" or "virtproxyd" or "virtqemud" or "virtnetworkd" or "virtstoraged" or "virtsecretd" or "virtnwfilterd"
            or "virtnodedevd" or "virtinterfaced" or "virtxend" or "virtlxcd" or "virtvboxd" or "virtbhyved" or "virtchd"
            ? name
            : null;
    }

    private static EndpointRole? RoleOf(string unit) => unit.Substring(DaemonOf(unit).Length) switch
    {
        ".socket" => EndpointRole.LocalSocket,
        "-admin.socket" => EndpointRole.AdministrationSocket,
        "-tcp.socket" or "-tls.socket" => EndpointRole.Listener,
        _ => null,
    };

    /// <summary>The widest address of those that hold: an empty assignment takes back the ones before it. // systemd.socket(5)</summary>
    private static Fact<ListenAddress> Address(IniSection section, BindingContext context)
    {
        var streams = new List<Setting>();
        foreach (var stream in section.FindAll("ListenStream"))
        {
            if (stream.Value.Length == 0)
                streams.Clear();
            else
                streams.Add(stream);
        }

        Fact<ListenAddress>? widest = null;
        foreach (var stream in streams)
        {
            var origin = context.Origin(stream.ValueSpan);
            var fact = TemplateMarks.Contains(stream.Value)
                ? Fact<ListenAddress>.Unresolved(origin, stream.Value, "template", "ListenStream")
                : Fact.Stated(ListenAddress.Of(Host(stream.Value)), origin, stream.Value, "ListenStream");
            if (widest is null || (fact.IsKnown && (!widest.IsKnown || fact.Value.Exposure > widest.Value.Exposure)))
                widest = fact;
        }

        return widest ?? Fact<ListenAddress>.Absent;
    }

    /// <summary>The address of <c>PORT</c>, <c>ADDRESS:PORT</c> or <c>[ADDRESS]:PORT</c>; a port alone means every address.</summary>
    private static string Host(string stream)
    {
        if (stream.All(char.IsDigit))
            return "";

        var colon = stream.LastIndexOf(':');
        return colon > 0 && !stream.StartsWith("/", StringComparison.Ordinal) ? stream.Substring(0, colon) : stream;
    }
}
