using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Sxp;

namespace VirtLint.Formats.Xen;

/// <summary>The daemon that came before <c>xl</c>: <c>/etc/xen/xend-config.sxp</c>. Xen 4.5 took it away; old hosts still run it.</summary>
internal sealed class XendFormat : Format
{
    private const string Source = "xend-config.sxp(5)";

    public static readonly BindingTable<ManagementEndpoint> Endpoints = new BindingTable<ManagementEndpoint>(Platform.Xen, "xend-config.sxp", Source)
        .Computed("xend-http-server, xend-tcp-xmlrpc-server", e => e.IsEnabled, "'yes'", whenAbsent: "no", source: "xend-http-server")
        .Computed("xend-address, xend-tcp-xmlrpc-server-address", e => e.Address, "an address; '' for every interface", source: "xend-address")
        .Computed("xend-http-server, xend-tcp-xmlrpc-server-ssl-key-file", e => e.Protection, "never encrypted, but for XML-RPC with a key", source: "xend-tcp-xmlrpc-server-ssl-key-file")
        .Computed("xend-http-server", e => e.Authentication, "nobody is asked", source: "xend-http-server");

    public static readonly BindingTable<MigrationPolicy> Relocation = new BindingTable<MigrationPolicy>(Platform.Xen, "xend-config.sxp: relocation", Source)
        .Computed("xend-relocation-server", m => m.Protection, "'yes'", source: "xend-relocation-server")
        .Computed("xend-relocation-address", m => m.Address, "an address; '' for every interface", source: "xend-relocation-address");

    private static readonly Vocabulary<bool> s_flag = Vocabulary.Of(("yes", true), ("no", false));

    public override string Id => "xen-xend";

    public override Platform Platform => Platform.Xen;

    public override string Title => "configuration of xend (xend-config.sxp)";

    public override PathClaim Claim(FilePath path) => path.Name is "xend-config.sxp" or "xend-config.sxp.j2" or "xend-config.sxp.erb" ? PathClaim.Certain : PathClaim.None;

    public override string SiteRoot(FilePath path) => XenPaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = SxpTree.Parse(context.File.Text);
        context.AddErrors(tree);
        BindEndpoint(tree.Root, "xend-http-server", "xend-address", "", context);
        BindEndpoint(tree.Root, "xend-tcp-xmlrpc-server", "xend-tcp-xmlrpc-server-address", "xend-tcp-xmlrpc-server-ssl-key-file", context);
        BindRelocation(tree.Root, context);
    }

    private static void BindEndpoint(SxpScope root, string switchKey, string addressKey, string tlsKey, BindingContext context)
    {
        if (root.Find(switchKey) is not { } isOn)
            return;

        var endpoint = context.Add(new ManagementEndpoint(switchKey, context.Origin(isOn.KeySpan)) { Role = EndpointRole.Listener });
        endpoint.IsEnabled = Facts.Read(root, isOn, switchKey, s_flag, context);
        if (root.Find(addressKey) is { } address)
        {
            endpoint.Address = Facts.Of(root, address, static text => ListenAddress.Of(text), context);

            // Whoever reaches the port may start, stop and read guests.
            endpoint.Authentication = endpoint.IsEnabled.Select(static _ => ClientAuthentication.None);
        }

        if (tlsKey.Length == 0 || root.Find(tlsKey) is null)
            endpoint.Protection = Fact.Default(LinkProtection.None, context.Origin(isOn.KeySpan), Source, switchKey);
    }

    private static void BindRelocation(SxpScope root, BindingContext context)
    {
        const string Server = "xend-relocation-server";
        if (root.Find(Server) is not { } isOn || Facts.Read(root, isOn, Server, s_flag, context) is var state && state.Is(false))
            return;

        var policy = context.Add(new MigrationPolicy("xend", context.Origin(isOn.KeySpan)));
        policy.Protection = Facts.Read(root, isOn, Server, s_flag, context).Select(static _ => LinkProtection.None);
        if (root.Find("xend-relocation-address") is { } address)
            policy.Address = Facts.Of(root, address, static text => ListenAddress.Of(text), context);
    }
}
