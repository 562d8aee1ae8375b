using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Formats.OpenStack;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Terraform.OpenStack;

/// <summary>Binds the instances of terraform-provider-openstack/openstack, and the accounts that it makes.</summary>
internal static class ComputeResources
{
    private const string Source = "terraform-provider-openstack/openstack: openstack_compute_instance_v2";

    private const string ApplicationSource = "terraform-provider-openstack/openstack: openstack_identity_application_credential_v3";

    public static readonly BindingTable<VirtualMachine> Instance = GuestLabels.Declare(new BindingTable<VirtualMachine>(Platform.OpenStack, "openstack_compute_instance_v2", Source)
        .Computed("user_data", m => m.FirstBootPackages, "'packages' and what 'runcmd' installs", source: "user_data")
        .Computed("user_data, personality/content", m => m.UserDataSecret, "a password or key in what the guest is given", source: "user_data"));

    public static readonly BindingTable<Disk> Device = new BindingTable<Disk>(Platform.OpenStack, "openstack_compute_instance_v2: block_device", Source)
        .Row("multiattach", (d, f) => d.IsShared = f, TerraformWords.Flag, source: "multiattach")
        .Computed("volume_type", d => d.Store, "the volume's type", source: "volume_type")
        .Computed("volume_type", d => d.Encryption, "a name with 'luks' or 'crypt' in it, or another", source: "volume_type");

    public static readonly BindingTable<Disk> Volume = new BindingTable<Disk>(Platform.OpenStack, "openstack_compute_instance_v2: block_device", Source)
        .Row("delete_on_termination", (d, f) => d.OutlivesGuest = f, TerraformWords.Opposite, whenAbsent: true, source: "delete_on_termination");

    public static readonly BindingTable<Credential> AdminPassword = new BindingTable<Credential>(Platform.OpenStack, "openstack_compute_instance_v2", Source)
        .Row("admin_pass", (c, f) => c.Value = f, Vocabulary.Secret, source: "admin_pass");

    public static readonly BindingTable<Credential> UserPassword = new BindingTable<Credential>(
        Platform.OpenStack, "openstack_identity_user_v3", "terraform-provider-openstack/openstack: openstack_identity_user_v3")
        .Row("password", (c, f) => c.Value = f, Vocabulary.Secret, source: "password");

    public static readonly BindingTable<Credential> ApplicationSecret = new BindingTable<Credential>(
        Platform.OpenStack, "openstack_identity_application_credential_v3", ApplicationSource)
        .Row("secret", (c, f) => c.Value = f, Vocabulary.Secret, source: "secret");

    public static readonly BindingTable<Credential> ApplicationCredential = new BindingTable<Credential>(
        Platform.OpenStack, "openstack_identity_application_credential_v3", ApplicationSource)
        .Row("unrestricted", (c, f) => c.MakesOthers = f, TerraformWords.Flag, source: "unrestricted")
        .Computed("expires_at", c => c.Expires, "a day", "never", "expires_at")
        .Computed("roles", c => c.OwnerLevel, "a list with 'admin'", source: "roles");

    public static void BindInstance(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var name = node.Find("name");
        var machine = context.Add(new VirtualMachine(name is { Unresolved: null } ? name.Value : resource.Address, context.Origin(name?.ValueSpan ?? node.Anchor)) { DeployedTo = Platform.OpenStack });
        Instance.Bind(machine, node, context);
        ConfigLabels.Bind(machine, node, context).AddServerLabels(node);
        BindData(machine, node, context);
        if (node.Find("admin_pass") is { } password)
            AdminPassword.Bind(context.Add(new Credential($"{machine.Name}: admin_pass", context.Origin(password.ValueSpan))), node, context);

        var number = 0;
        foreach (var device in node.Nodes("block_device"))
        {
            var title = $"block_device[{number++}]";

            if (device.Find("destination_type") is { Unresolved: null, Value: "local" })
                continue;

            var disk = context.Add(new Disk(title, context.Origin(device.Anchor), machine));
            Device.Bind(disk, device, context);
            CinderVolumes.BindType(disk, device, device.Find("volume_type"), Source, context);

            // What is attached from elsewhere is looked after elsewhere.
            if (device.Find("source_type") is { Unresolved: null, Value: "image" } && device.Find("destination_type") is { Unresolved: null, Value: "volume" })
                Volume.Bind(disk, device, context);
        }
    }

    public static void BindUser(TerraformResource resource) => BindSecret(UserPassword, "password", resource);

    /// <summary>Without roles of its own, it has those of whoever applies the plan, which are not known.</summary>
    public static void BindApplicationCredential(TerraformResource resource)
    {
        BindSecret(ApplicationSecret, "secret", resource);
        var (node, context) = (resource.Node, resource.Context);
        var name = node.Find("name");
        var token = context.Add(new Credential(name is { Unresolved: null } ? name.Value : resource.Address, context.Origin(node.Anchor)));
        ApplicationCredential.Bind(token, node, context);
        token.Expires = node.Find("expires_at") is { } day ? ArgumentFacts.Of(node, day, static _ => true, context) : Facts.Default(context, false, node.Anchor, ApplicationSource, "expires_at");
        if (node.Find("roles") is { Unresolved: null } roles && ArgumentFacts.Words(roles).FirstOrDefault(static role => role.Text == "admin") is { Text: "admin" } admin)
            token.OwnerLevel = Fact.Stated(AccessLevel.Administer, context.Origin(admin.Span), admin.Text, roles.Key);
    }

    private static void BindSecret(BindingTable<Credential> table, string key, TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        if (node.Find(key) is not { } secret)
            return;

        var name = node.Find("name");
        table.Bind(context.Add(new Credential($"{(name is { Unresolved: null } ? name.Value : resource.Address)}: {key}", context.Origin(secret.ValueSpan))), node, context);
    }

    /// <summary>The provider encodes what is not in base64 yet. // compute_instance_v2.go, resourceComputeInstanceV2Create</summary>
    private static void BindData(VirtualMachine machine, ConfigNode node, BindingContext context)
    {
        if (node.Find("user_data") is { } data)
        {
            machine.UserDataSecret = data.Unresolved is { } reason
                ? Fact<string>.Unresolved(context.Origin(data.ValueSpan), "", reason, data.Key)
                : SecretOf(data, node, context);
            machine.FirstBootPackages = UserData.PackagesIn(data, UserData.IsBase64(data.Value), context.File);
        }

        foreach (var file in node.Nodes("personality"))
        {
            if (machine.UserDataSecret.State is FactState.Absent && file.Find("content") is { } content)
                machine.UserDataSecret = SecretOf(content, file, context);
        }
    }

    private static Fact<string> SecretOf(Setting data, ConfigNode node, BindingContext context) =>
        UserData.SecretIn(data, UserData.IsBase64(data.Value), context) is not { } secret ? Fact<string>.Absent
        : node.SourceOf(data) is { } place ? secret.With(place)
        : secret;
}
