using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.KubeVirt.Guest;

/// <summary>What of the host a guest drives, and the ways to it beside network and disks.</summary>
internal static class MachineDevices
{
    private const string Source = "KubeVirt user guide";

    public static readonly BindingTable<HostDevice> Devices = new BindingTable<HostDevice>(Platform.KubeVirt, "VirtualMachine: domain.devices.hostDevices, gpus, interfaces", Source)
        .Computed("deviceName, claimName, interfaces[].sriov", d => d.Address, "a device's name in the cluster", source: "Host devices assignment")
        .Computed("(device)", d => d.Class, "a PCI device; a device of the viewer's with 'clientPassthrough'", source: "Host devices assignment");

    public static readonly BindingTable<SideChannel> Channels = new BindingTable<SideChannel>(Platform.KubeVirt, "VirtualMachine: domain.devices", Source)
        .Row("autoattachVSOCK", (c, f) => c.IsOpen = f, KubeWords.Flag, source: "VSOCK");

    public static readonly BindingTable<HostHook> Hooks = new BindingTable<HostHook>(Platform.KubeVirt, "VirtualMachine: metadata.annotations", Source)
        .Computed("hooks.kubevirt.io/hookSidecars", h => h.Script, "a list of images, in JSON", source: "Hook sidecar container")
        .Computed("hooks.kubevirt.io/hookSidecars", h => h.IsPinned, "whether each image has a digest", source: "Hook sidecar container");

    public static void Bind(GuestSpec guest)
    {
        if (guest.Spec.Select("domain.devices") is YamlMapping devices)
        {
            BindDevices(guest, devices, "hostDevices");
            BindDevices(guest, devices, "gpus");
            BindOthers(guest, devices);
        }
    }

    /// <summary>The annotation stands with the instance, or, for some tools, with the machine.</summary>
    public static void BindHooks(GuestSpec guest, YamlMapping annotations)
    {
        foreach (var setting in annotations.Settings)
        {
            if (setting.Key != "hooks.kubevirt.io/hookSidecars")
                continue;

            var context = guest.Context;
            var hook = context.Add(new HostHook("the sidecar", context.Origin(setting.KeySpan), guest.Machine));
            var image = ImageIn(setting.Value);
            hook.Script = Yaml.Read(setting, setting.Key, text => ImageIn(text) ?? "a script of a ConfigMap", context);
            // A script of a ConfigMap runs in an image of KubeVirt's own.
            if (!TemplateMarks.Contains(setting.Value))
                hook.IsPinned = Fact.Stated(image is null || image.IndexOf('@') >= 0, context.Origin(setting.ValueSpan), image ?? "", setting.Key);
        }
    }

    /// <summary>The first image in the annotation's JSON, or null: a sidecar may run a ConfigMap's script in an image of KubeVirt's.</summary>
    private static string? ImageIn(string json)
    {
        var key = json.IndexOf("\"image\"", System.StringComparison.Ordinal);
        var open = key < 0 ? -1 : json.IndexOf('"', key + 7);
        var close = open < 0 ? -1 : json.IndexOf('"', open + 1);
        return close > open + 1 ? json.Substring(open + 1, close - open - 1) : null;
    }

    private static void BindDevices(GuestSpec guest, YamlMapping devices, string key)
    {
        var context = guest.Context;
        foreach (var item in devices.Mappings(key))
        {
            if ((item.Find("deviceName") ?? item.Find("claimName")) is not { } name)
                continue;

            var device = context.Add(new HostDevice(item.TextAt("name") ?? name.Value, context.Origin(name.ValueSpan), guest.Machine));
            device.Address = Yaml.Read(name, name.Key, static text => text, context);
            device.Class = Fact.Stated(HostDeviceClass.Pci, context.Origin(name.ValueSpan), name.Value, key);
        }
    }

    private static void BindOthers(GuestSpec guest, YamlMapping devices)
    {
        var context = guest.Context;
        if (devices.Find("clientPassthrough") is { } client)
        {
            var device = context.Add(new HostDevice("clientPassthrough", context.Origin(client.KeySpan), guest.Machine));
            device.Class = Yaml.Presence(devices, "clientPassthrough", HostDeviceClass.Redirected, context);
            device.Address = Yaml.Presence(devices, "clientPassthrough", "clientPassthrough", context);
        }

        if (devices.Find("autoattachVSOCK") is { } socket)
            Channels.Bind(context.Add(new SideChannel(SideChannelKind.HostSocket, "VSOCK", context.Origin(socket.KeySpan), guest.Machine)), devices, context);

        if (devices.Find("downwardMetrics") is not null)
            guest.Machine.MayReadHost = Yaml.Presence(devices, "downwardMetrics", true, context);
    }
}
