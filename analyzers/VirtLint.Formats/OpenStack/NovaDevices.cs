using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Json;

namespace VirtLint.Formats.OpenStack;

/// <summary>What <c>nova.conf</c> offers guests of a host's devices and identity.</summary>
internal static class NovaDevices
{
    private static readonly string[] s_lists = ["device_spec", "passthrough_whitelist"];

    // nova/conf/pci.py: device_spec
    public static readonly BindingTable<Hypervisor> Devices = new BindingTable<Hypervisor>(Platform.OpenStack, "nova.conf: pci", "nova.conf")
        .Computed("device_spec, passthrough_whitelist", h => h.BroadDeviceEntry, "JSON without an address, a product or a device name", source: "pci: device_spec");

    // nova/conf/libvirt.py: sysinfo_serial, default "unique"; OSSN-0028
    public static readonly BindingTable<Hypervisor> Serial = new BindingTable<Hypervisor>(Platform.OpenStack, "nova.conf: libvirt sysinfo_serial", "nova.conf")
        .Row("sysinfo_serial", (h, f) => h.ShowsHostSerial = f, Oslo.Judged("a source of serial numbers", static text => text is "hardware" or "os" or "auto", (false, "unique"), (true, "hardware")));

    // nova/conf/spice.py: agent_enabled
    public static readonly BindingTable<SideChannel> Agent = new BindingTable<SideChannel>(Platform.OpenStack, "nova.conf: spice agent", "nova.conf")
        .Row("agent_enabled", (c, f) => c.IsOpen = f, Oslo.Boolean, true);

    // nova/conf/libvirt.py: supported_tpm_secret_security; nova, emulated-tpm.rst, "Security"
    public static readonly BindingTable<Credential> Tpm = new BindingTable<Credential>(Platform.OpenStack, "nova.conf: libvirt supported_tpm_secret_security", "nova.conf")
        .Computed("supported_tpm_secret_security", c => c.CanBeReadBack, "a list without 'user'");

    public static IReadOnlyList<IBindingTable> Tables => [Devices, Serial, Agent, Tpm];

    public static void Bind(OsloConf conf, Hypervisor host, BindingContext context)
    {
        var libvirt = conf.Section("libvirt");
        Serial.Bind(host, libvirt, context);
        foreach (var entry in s_lists.SelectMany(conf.Section("pci").FindAll))
        {
            if (!host.BroadDeviceEntry.IsKnown && (IsTemplate(entry) || (JsonTree.Parse(SourceText.From(entry.Value)) is { Errors.IsEmpty: true, Root: { } list } && Objects(list).Any(IsBroad))))
                host.BroadDeviceEntry = Facts.Of(conf.Section("pci"), entry, static text => text, context);
        }

        if (conf.IsTrue("spice", "enabled"))
        {
            var spice = conf.Section("spice");
            Agent.Bind(context.Add(new SideChannel(SideChannelKind.Clipboard, "SPICE agent", context.Origin(spice.Anchor), host)), spice, context);
        }

        if (conf.IsTrue("libvirt", "swtpm_enabled") && libvirt.Find("supported_tpm_secret_security") is { Unresolved: null, IsConditional: false } modes && Oslo.List(modes.Value) is ["host"])
            context.Add(new Credential("TPMs of guests", context.Origin(modes.KeySpan))).CanBeReadBack = Facts.Of(libvirt, modes, static _ => true, context);
    }

    private static bool IsTemplate(Setting setting) => setting.IsConditional || TemplateMarks.Contains(setting.Value);

    private static IEnumerable<JsonObject> Objects(JsonNode node) => node switch
    {
        JsonObject one => [one],
        JsonArray many => many.Items.OfType<JsonObject>(),
        _ => [],
    };

    /// <summary>Neither a place nor a product: whatever there is, or all that a vendor made.</summary>
    private static bool IsBroad(JsonObject spec) =>
        spec["devname"] is null && spec["product_id"] is null
        && (spec["address"] is not { } address || (address is JsonScalar { Value: { } text } && text.Length > 0 && text.All(static c => c is '*' or ':' or '.')));
}
