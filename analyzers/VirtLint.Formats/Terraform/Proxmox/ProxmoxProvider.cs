using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform.Proxmox;

/// <summary>Binds <c>provider "proxmox"</c>, which is the name of both bpg/proxmox and Telmate/proxmox: their arguments differ.</summary>
internal static class ProxmoxProvider
{
    public static readonly BindingTable<ManagementEndpoint> Bpg = new BindingTable<ManagementEndpoint>(Platform.ProxmoxVe, "provider \"proxmox\" (bpg)", "bpg/proxmox: provider")
        .Row("insecure", (e, f) => e.VerifiesPeer = f, TerraformWords.Opposite, whenAbsent: true, source: "insecure");

    public static readonly BindingTable<ManagementEndpoint> Telmate = new BindingTable<ManagementEndpoint>(Platform.ProxmoxVe, "provider \"proxmox\" (Telmate)", "Telmate/proxmox: provider")
        .Row("pm_tls_insecure", (e, f) => e.VerifiesPeer = f, TerraformWords.Opposite, whenAbsent: true, source: "pm_tls_insecure");

    private static readonly string[] s_secrets = ["password", "api_token", "auth_ticket", "ssh/password", "ssh/private_key", "pm_password", "pm_api_token_secret"];

    public static void Bind(TerraformResource provider)
    {
        var (node, context) = (provider.Node, provider.Context);
        var isTelmate = node.Find("pm_api_url") is not null || node.Find("pm_tls_insecure") is not null;
        var link = ProviderLink.Add(provider, isTelmate ? "pm_api_url" : "endpoint");
        (isTelmate ? Telmate : Bpg).Bind(link, node, context);
        foreach (var key in s_secrets)
            ProviderLink.AddSecret(provider, key);
    }
}
