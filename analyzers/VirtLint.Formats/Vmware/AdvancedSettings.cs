using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.Vmware;

/// <summary>A guest's advanced settings: the keys are the same in a <c>.vmx</c> file and in what an OVF envelope puts into one.</summary>
internal static class AdvancedSettings
{
    /// <summary>Adds what programs in the guest can ask of the hypervisor to the table of a place.</summary>
    public static BindingTable<VirtualMachine> OfGuest(BindingTable<VirtualMachine> table) => OfTools(table)
        .Row("logging", (m, f) => m.KeepsLog = f, VmxWords.Boolean, source: "vm-8.log-enable");

    /// <summary>The same without what the API has a field of its own for, which beats the setting.</summary>
    public static BindingTable<VirtualMachine> OfTools(BindingTable<VirtualMachine> table) => table
        .Row("isolation.tools.diskShrink.disable", (m, f) => m.MayShrinkDisks = f, VmxWords.Disabling, source: "vm-8.deactivate-disk-shrinking-shrink")
        .Row("isolation.tools.diskWiper.disable", (m, f) => m.MayWipeDisks = f, VmxWords.Disabling, source: "vm-8.deactivate-disk-shrinking-wiper")
        .Row("isolation.device.connectable.disable", (m, f) => m.MayChangeDevices = f, VmxWords.Disabling, source: "vm-8.isolation-device-connectable-deactivate")
        .Row("tools.guestlib.enableHostInfo", (m, f) => m.MayReadHost = f, VmxWords.Boolean, source: "vm-8.restrict-host-info")
        .Row("tools.setInfo.sizeLimit", (m, f) => m.GuestInfoLimit = f, Vocabulary.Integer, source: "vm-8.limit-setinfo-size");
}
