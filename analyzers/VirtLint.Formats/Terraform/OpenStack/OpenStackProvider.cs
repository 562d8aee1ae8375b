using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform.OpenStack;

/// <summary>Binds <c>provider "openstack"</c>.</summary>
internal static class OpenStackProvider
{
    /// <summary>Environment variables stand in for what is not stated: no default holds.</summary>
    public static readonly BindingTable<ManagementEndpoint> Table = new BindingTable<ManagementEndpoint>(Platform.OpenStack, "provider \"openstack\"", "terraform-provider-openstack/openstack: provider")
        .Row("insecure", (e, f) => e.VerifiesPeer = f, TerraformWords.Opposite, source: "insecure");

    private static readonly string[] s_secrets = ["password", "token", "application_credential_secret"];

    public static void Bind(TerraformResource provider)
    {
        Table.Bind(ProviderLink.Add(provider, "auth_url"), provider.Node, provider.Context);
        foreach (var key in s_secrets)
            ProviderLink.AddSecret(provider, key);
    }
}
