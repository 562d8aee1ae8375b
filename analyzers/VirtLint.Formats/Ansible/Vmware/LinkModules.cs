using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.Ansible.Vmware;

/// <summary>Binds the link to vCenter or a host that every module of VMware's collections opens.</summary>
internal static class LinkModules
{
    private const string Source = "vmware.vmware: doc fragment base_options";
    private const string RestSource = "vmware.vmware_rest: modules";

    // The environment's VMWARE_VALIDATE_CERTS counts where the task is silent, so that no default is certain.
    public static readonly BindingTable<ManagementEndpoint> Vmware = new BindingTable<ManagementEndpoint>(Platform.Vmware, "Ansible: vmware_*", Source)
        .Row("hostname", (e, f) => e.Address = f, Vocabulary.Listen)
        .Row("validate_certs", (e, f) => e.VerifiesPeer = f, AnsibleWords.Flag);

    public static readonly BindingTable<ManagementEndpoint> Rest = new BindingTable<ManagementEndpoint>(Platform.Vmware, "Ansible: vmware.vmware_rest.*", RestSource)
        .Row("vcenter_hostname", (e, f) => e.Address = f, Vocabulary.Listen)
        .Row("vcenter_validate_certs", (e, f) => e.VerifiesPeer = f, AnsibleWords.Flag);

    public static readonly BindingTable<Credential> Password = new BindingTable<Credential>(Platform.Vmware, "Ansible: vmware_*", Source)
        .Row("password", (c, f) => c.Value = f, Vocabulary.Secret);

    public static readonly BindingTable<Credential> RestPassword = new BindingTable<Credential>(Platform.Vmware, "Ansible: vmware.vmware_rest.*", RestSource)
        .Row("vcenter_password", (c, f) => c.Value = f, Vocabulary.Secret);

    public static void BindVmware(AnsibleTask task)
    {
        task.AddLink("hostname", "validate_certs", Vmware);
        task.AddSecret(task.Node, "password", Password);
    }

    public static void BindRest(AnsibleTask task)
    {
        task.AddLink("vcenter_hostname", "vcenter_validate_certs", Rest);
        task.AddSecret(task.Node, "vcenter_password", RestPassword);
    }
}
