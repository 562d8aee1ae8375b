using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.OpenStack;

/// <summary>What the extra specs of a flavor decide about its guests, whatever notation states them.</summary>
internal static class FlavorSpecs
{
    private const string Source = "nova: flavor extra specs";

    public static readonly BindingTable<HostDevice> Devices = new BindingTable<HostDevice>(Platform.OpenStack, "flavor: extra_specs", Source)
        .Computed("pci_passthrough:alias", d => d.Address, "an alias and a number", source: "pci_passthrough:alias")
        .Computed("pci_passthrough:alias", d => d.Class, "a PCI device", source: "pci_passthrough:alias");

    // nova, emulated-tpm.rst, "Security": the secret of 'host' "can be retrieved via the libvirt API or virsh and it exists on disk"
    public static readonly BindingTable<Credential> Secret = new BindingTable<Credential>(Platform.OpenStack, "flavor: extra_specs", Source)
        .Row("hw:tpm_secret_security", (c, f) => c.CanBeReadBack = f, Vocabulary.Of(("host", true), ("user", false), ("deployment", false)), source: "hw:tpm_secret_security");

    public static readonly BindingTable<MemoryEncryption> Encryption = new BindingTable<MemoryEncryption>(Platform.OpenStack, "flavor: extra_specs memory encryption", Source)
        .Row("hw:mem_encryption_model", (e, v) => e.EncryptsRegisters = v, Vocabulary.Of(("amd-sev", false), ("amd-sev-es", true), ("amd-sev-snp", true)), source: "hw:mem_encryption_model");

    // nova, api/validation/extra_specs/hw.py: hw:watchdog_action; libvirt, "Watchdog devices": 'none' does nothing
    public static readonly BindingTable<VirtualMachine> Health = GuestLabels.Declare(new BindingTable<VirtualMachine>(Platform.OpenStack, "flavor: extra_specs", Source)
        .Row("hw:watchdog_action", (m, f) => m.Watchdog = f, Vocabulary.Of(("reset", true), ("poweroff", true), ("pause", true), ("none", false), ("disabled", false)), source: "hw:watchdog_action"));

    public static IReadOnlyList<IBindingTable> Tables => [Health, Devices, Secret, Encryption];

    public static void Bind(string name, Origin origin, SettingScope specs, BindingContext context)
    {
        VirtualMachine? guest = null;
        VirtualMachine Guest() => guest ??= context.Add(new VirtualMachine(name, origin) { IsProfile = true, HasPlaceForLabels = false, DeployedTo = Platform.OpenStack });

        if (specs.Find("pci_passthrough:alias") is { } alias)
            BindDevices(alias, specs, Guest(), context);

        if (specs.Find("hw:watchdog_action") is { } watchdog)
        {
            Health.Bind(Guest(), specs, context);
            BindLabels(Guest(), specs, context);
        }

        if (specs.Find("hw:tpm_secret_security") is { } security)
            Secret.Bind(context.Add(new Credential($"the TPM of flavor {name}", context.Origin(security.KeySpan)) { DeployedTo = Platform.OpenStack }), specs, context);

        if (specs.Find("hw:mem_encryption") is { } encryption && Oslo.Boolean.TryRead(encryption.Value, out var isOn) && isOn)
            Encryption.Bind(context.Add(new MemoryEncryption("hw:mem_encryption", context.Origin(encryption.KeySpan), Guest())), specs, context);
    }

    /// <summary>What chooses the hosts by their labels labels the guests. // nova, "AggregateInstanceExtraSpecsFilter"</summary>
    private static void BindLabels(VirtualMachine guest, SettingScope specs, BindingContext context)
    {
        const string Prefix = "aggregate_instance_extra_specs:";
        var labels = new GuestLabels(guest, context);
        foreach (var setting in specs.Settings.Where(static setting => setting.Unresolved is null && setting.Key.StartsWith(Prefix, System.StringComparison.Ordinal)))
            labels.Named(setting.Key.Substring(Prefix.Length), setting.AsLiteral());
    }

    /// <summary>// nova, pci/request.py: "a1:2,a2:1"</summary>
    private static void BindDevices(Setting alias, SettingScope specs, VirtualMachine guest, BindingContext context)
    {
        if (alias.Unresolved is not null)
        {
            Add(alias.Key, Facts.Of(specs, alias, static text => text, context));
            return;
        }

        foreach (var item in alias.Value.Split(',').Select(static item => item.Split(':')[0].Trim()).Where(static item => item.Length > 0))
            Add(item, Facts.Of(specs, alias, _ => item, context));

        void Add(string name, Fact<string> address)
        {
            var device = context.Add(new HostDevice(name, context.Origin(alias.KeySpan), guest));
            device.Address = address;
            device.Class = Fact.Default(HostDeviceClass.Pci, context.Origin(alias.KeySpan), Source);
        }
    }
}
