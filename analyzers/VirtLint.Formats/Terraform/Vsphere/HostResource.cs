using System;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform.Vsphere;

/// <summary>Binds <c>vsphere_host</c>: a host that vCenter takes over.</summary>
internal static class HostResource
{
    private const string Source = "vmware/vsphere: vsphere_host";

    public static readonly BindingTable<Hypervisor> Table = new BindingTable<Hypervisor>(Platform.Vmware, "vsphere_host", Source)
        .Row("lockdown", (h, f) => h.Lockdown = f, VsphereWords.Lockdown, whenAbsent: HostLockdown.None, source: "lockdown")
        .Computed("services/ntpd/enabled, services/ntpd/policy", h => h.SynchronizesTime, "'true' for the one, 'on' or 'automatic' for the other", source: "services");

    public static readonly BindingTable<Credential> Password = new BindingTable<Credential>(Platform.Vmware, "vsphere_host", Source)
        .Row("password", (c, f) => c.Value = f, Vocabulary.Secret, source: "password");

    public static void Bind(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var name = node.Find("hostname");
        var title = name is { Unresolved: null } ? name.Value : resource.Address;
        var host = context.Add(new Hypervisor(title, context.Origin(name?.ValueSpan ?? node.Anchor)) { DeployedTo = Platform.Vmware });
        Table.Bind(host, node, context);
        foreach (var services in node.Nodes("services"))
        {
            if (services.Node("ntpd") is { } daemon)
                host.SynchronizesTime = Synchronizes(daemon, context);
        }

        if (node.Find("password") is { } password)
            Password.Bind(context.Add(new Credential($"{title}: password", context.Origin(password.ValueSpan))), node, context);
    }

    /// <summary>A daemon that is off, or that does not come back with the host.</summary>
    private static Fact<bool> Synchronizes(ConfigNode daemon, BindingContext context)
    {
        if (daemon.Find("enabled") is { } enabled)
        {
            var isOn = Facts.Read(daemon, enabled, "enabled", TerraformWords.Flag, context);
            if (!isOn.Is(true))
                return isOn;
        }

        return daemon.Find("policy") is { } policy
            ? Facts.Read(daemon, policy, "policy", Vocabulary.Text, context).Select(static word => !word.Equals("off", StringComparison.OrdinalIgnoreCase))
            : Fact<bool>.Absent;
    }
}
