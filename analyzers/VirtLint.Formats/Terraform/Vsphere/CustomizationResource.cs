using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform.Vsphere;

/// <summary>Binds <c>vsphere_guest_os_customization</c>: what vCenter keeps of guests to come. // docs/resources/guest_os_customization.md: spec</summary>
internal static class CustomizationResource
{
    private const string Source = "vmware/vsphere: vsphere_guest_os_customization";

    private static readonly string[] s_secrets = ["admin_password", "domain_admin_password"];

    public static readonly BindingTable<Credential> Secret = new BindingTable<Credential>(Platform.Vmware, "vsphere_guest_os_customization", Source)
        .Computed("spec/windows_options/admin_password, domain_admin_password", c => c.Value, "a secret", source: "spec.windows_options");

    public static void Bind(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        foreach (var key in s_secrets)
        {
            if (node.Find($"spec/windows_options/{key}") is { } secret)
                context.Add(new Credential($"{resource.Address}: {key}", context.Origin(secret.ValueSpan))).Value = Facts.Read(node, secret, $"spec/windows_options/{key}", Vocabulary.Secret, context);
        }
    }
}
