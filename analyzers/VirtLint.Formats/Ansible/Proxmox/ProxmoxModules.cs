using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.Ansible.Proxmox;

/// <summary>Binds the link to the API that every module of community.proxmox opens.</summary>
internal static class ProxmoxModules
{
    private const string Source = "community.proxmox: doc fragment proxmox";

    // The environment's PROXMOX_VALIDATE_CERTS counts where the task is silent, so that no default is certain.
    public static readonly BindingTable<ManagementEndpoint> Link = new BindingTable<ManagementEndpoint>(Platform.ProxmoxVe, "Ansible: proxmox*", Source)
        .Row("api_host", (e, f) => e.Address = f, Vocabulary.Listen)
        .Row("validate_certs", (e, f) => e.VerifiesPeer = f, AnsibleWords.Flag);

    public static readonly BindingTable<Credential> Password = new BindingTable<Credential>(Platform.ProxmoxVe, "Ansible: proxmox*", Source)
        .Row("api_password", (c, f) => c.Value = f, Vocabulary.Secret);

    public static readonly BindingTable<Credential> Token = new BindingTable<Credential>(Platform.ProxmoxVe, "Ansible: proxmox*", Source)
        .Row("api_token_secret", (c, f) => c.Value = f, Vocabulary.Secret);

    public static void BindLink(AnsibleTask task)
    {
        task.AddLink("api_host", "validate_certs", Link);
        task.AddSecret(task.Node, "api_password", Password);
        task.AddSecret(task.Node, "api_token_secret", Token);
    }
}
