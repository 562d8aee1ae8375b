using VirtLint.Formats.Binding;
using VirtLint.Formats.Vmware;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform.Vsphere;

/// <summary>Binds <c>provider "vsphere"</c>: the link to vCenter or to a host. // docs/index.md</summary>
internal static class VsphereProvider
{
    public static readonly BindingTable<ManagementEndpoint> Table = new BindingTable<ManagementEndpoint>(Platform.Vmware, "provider \"vsphere\"", "vmware/vsphere: provider")
        .Row("allow_unverified_ssl", (e, f) => e.VerifiesPeer = f, TerraformWords.Opposite, source: "allow_unverified_ssl")
        .Computed("user", e => e.SignsInAs, "'administrator@vsphere.local' and 'root' are the super-users", source: "user");

    public static readonly BindingTable<LogSink> Debug = new BindingTable<LogSink>(Platform.Vmware, "provider \"vsphere\"", "vmware/vsphere: provider")
        .Row("client_debug", (s, f) => s.Debug = f, TerraformWords.Flag, source: "client_debug");

    public static void Bind(TerraformResource provider)
    {
        // The environment may say that any certificate will do where the block says nothing: VSPHERE_ALLOW_UNVERIFIED_SSL.
        var link = ProviderLink.Add(provider, "vsphere_server");
        Table.Bind(link, provider.Node, provider.Context);
        if (provider.Node.Find("user") is { } user)
            link.SignsInAs = ArgumentFacts.Of(provider.Node, user, VcenterRoles.AccountOf, provider.Context);

        if (provider.Node.Find("client_debug") is { } debug)
            Debug.Bind(provider.Context.Add(new LogSink(provider.Address, provider.Context.Origin(debug.ValueSpan)) { DeployedTo = Platform.Vmware }), provider.Node, provider.Context);

        ProviderLink.AddSecret(provider, "password");
    }
}
