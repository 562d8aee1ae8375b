using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.Packer;

/// <summary>Binds the links by which builders reach a manager of hypervisors, and the credentials for them.</summary>
internal static class BuilderLinks
{
    public static readonly BindingTable<ManagementEndpoint> VSphere = new BindingTable<ManagementEndpoint>(
            Platform.Packer, "vsphere-iso, vsphere-clone", "packer-plugin-vsphere, ConnectConfig")
        .Computed("vcenter_server", e => e.Address, "a host")
        .Row("insecure_connection", (e, f) => e.VerifiesPeer = f, PackerWords.Opposite, whenAbsent: true);

    public static readonly BindingTable<ManagementEndpoint> Proxmox = new BindingTable<ManagementEndpoint>(
            Platform.Packer, "proxmox-iso, proxmox-clone", "packer-plugin-proxmox, common.Config")
        .Computed("proxmox_url", e => e.Address, "an address, whose host counts")
        .Row("insecure_skip_tls_verify", (e, f) => e.VerifiesPeer = f, PackerWords.Opposite, whenAbsent: true);

    public static readonly BindingTable<Credential> Secrets = new BindingTable<Credential>(
            Platform.Packer, "vsphere-iso, vsphere-clone, proxmox-iso, proxmox-clone", "packer-plugin-vsphere, ConnectConfig; packer-plugin-proxmox, common.Config")
        .Computed("password, token", c => c.Value, "text");

    public static void Bind(PackerBuild build)
    {
        if (Builders.IsVSphere(build.Builder))
        {
            Bind(VSphere, "vcenter_server", build);
            BindSecret("password", build);
        }
        else if (Builders.IsProxmox(build.Builder))
        {
            Bind(Proxmox, "proxmox_url", build);
            BindSecret("password", build);
            BindSecret("token", build);
        }
    }

    private static void Bind(BindingTable<ManagementEndpoint> table, string address, PackerBuild build)
    {
        var (node, context) = (build.Node, build.Context);
        var host = node.Find(address);
        var endpoint = context.Add(new ManagementEndpoint(
            host is { Unresolved: null } ? host.Value : build.Name, context.Origin(host?.ValueSpan ?? node.Anchor))
        { Role = EndpointRole.Link });
        endpoint.Address = host is null
            ? Fact<ListenAddress>.Absent
            : Facts.Read(node, host, address, Vocabulary.Text, context).Select(static text => ListenAddress.Of(Url.Parse(text)?.Host ?? text));
        table.Bind(endpoint, node, context);
    }

    private static void BindSecret(string key, PackerBuild build)
    {
        if (build.Node.Find(key) is not { } secret)
            return;

        var credential = build.Context.Add(new Credential($"{build.Name}: {key}", build.Context.Origin(secret.KeySpan)));
        credential.Value = Facts.Read(build.Node, secret, key, Vocabulary.Secret, build.Context);
    }
}
