using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.OpenStack.Heat;

/// <summary>The servers of a template.</summary>
internal static class HeatServers
{
    private const string Source = "Heat: OS::Nova::Server";

    public static readonly BindingTable<VirtualMachine> Server = GuestLabels.Declare(new BindingTable<VirtualMachine>(Platform.OpenStack, "OS::Nova::Server", Source)
        .Computed("user_data", m => m.UserDataSecret, "a password or key in what the guest is given", source: "user_data"));

    // heat/engine/resources/openstack/nova/server.py: "Defaults to False in case of a volume, snapshot or image"
    public static readonly BindingTable<Disk> Device = new BindingTable<Disk>(Platform.OpenStack, "OS::Nova::Server: block_device_mapping_v2", Source)
        .Row("delete_on_termination", (d, f) => d.OutlivesGuest = f, Oslo.Words(false, true), true, "block_device_mapping_v2, delete_on_termination");

    public static IReadOnlyList<IBindingTable> Tables => [Server, Device];

    public static void Bind(HeatResource resource)
    {
        var (title, scope, context) = resource;
        var name = scope.Find("name");

        // Owner and purpose are a stack's, in tags that its template does not hold.
        var machine = context.Add(new VirtualMachine(name is { Unresolved: null } ? name.Value : title, context.Origin(scope.Anchor)) { HasPlaceForLabels = false });
        var labels = new GuestLabels(machine, context);
        if (name is { Unresolved: null })
            labels.Name(name.AsLiteral());

        foreach (var tag in scope.Texts("tags").Where(static tag => tag.Text.Length > 0))
            labels.Tag(tag);

        foreach (var setting in scope.Map("metadata")?.Settings ?? [])
        {
            if (setting.Unresolved is null)
                labels.Named(setting.Key, setting.AsLiteral());
        }

        // What a function puts together may hold anything: the parts are other resources' affair.
        if (scope.Find("user_data") is { Unresolved: null } data)
            machine.UserDataSecret = UserData.SecretIn(data, false, context) ?? Fact<string>.Absent;

        var number = 0;
        foreach (var item in scope.Items("block_device_mapping_v2"))
        {
            var device = $"block_device_mapping_v2[{number++}]";
            if (item.Find("image") is null && item.Find("image_id") is null)
                continue;

            var disk = context.Add(new Disk(device, context.Origin(item.Anchor), machine));
            Device.Bind(disk, item, context);
            HeatVolumes.BindStore(disk, item, resource);
        }
    }
}
