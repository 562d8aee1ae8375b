using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform.Vsphere;

/// <summary>Binds <c>provider "vsphere"</c>: the link to vCenter or to a host. // docs/index.md</summary>
internal static class VsphereProvider
{
    public static readonly BindingTable<ManagementEndpoint> Table = new BindingTable<ManagementEndpoint>(Platform.Vmware, "provider \"vsphere\"", "vmware/vsphere: provider")
        .Row("allow_unverified_ssl", (e, f) => e.VerifiesPeer = f, TerraformWords.Opposite, source: "allow_unverified_ssl");

    public static void Bind(TerraformResource provider)
    {
        // The environment may say that any certificate will do where the block says nothing: VSPHERE_ALLOW_UNVERIFIED_SSL.
        Table.Bind(ProviderLink.Add(provider, "vsphere_server"), provider.Node, provider.Context);
        ProviderLink.AddSecret(provider, "password");
    }
}
