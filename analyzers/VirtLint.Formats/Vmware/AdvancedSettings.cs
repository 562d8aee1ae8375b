using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Vmware;

/// <summary>
/// A guest's advanced settings: the keys are the same in a <c>.vmx</c> file, in what an OVF envelope puts into one, and in what
/// commands and builds add to one that is written elsewhere.
/// </summary>
/// <param name="table">What programs in the guest can ask of the hypervisor, by the keys of the place.</param>
/// <param name="channels">What crosses between guest and console, by the keys of the place.</param>
internal sealed class AdvancedSettings(BindingTable<VirtualMachine> table, SideChannels channels)
{
    private const string Place = "PowerCLI, govc: advanced settings of a virtual machine";

    /// <summary>What commands set of a guest that is there already.</summary>
    public static readonly AdvancedSettings Commanded = new(OfGuest(new BindingTable<VirtualMachine>(Platform.Vmware, Place, VmxFormat.Guide)), new(Platform.Vmware, Place));

    public IEnumerable<IBindingTable> Tables => [table, .. channels.Tables];

    /// <summary>Binds what is set of a guest, by the keys of its file; of what is not, nothing is known.</summary>
    public void Bind(VirtualMachine machine, SettingScope scope, BindingContext context)
    {
        table.Bind(machine, scope, context);
        channels.Bind(machine, scope, context);
        if (scope.Find("migrate.encryptionMode") is not null)
            VmxFormat.Migration.Bind(context.Add(new MigrationPolicy(machine.Name, machine.Origin, machine)), scope, context);

        if (scope.Find("vhv.enable") is { } nested)
            VmxFormat.Processor.Bind(context.Add(new CpuFeature("nested-virt", context.Origin(nested.KeySpan), machine)), scope, context);

        if (scope.Find("mks.enable3d") is { } graphics)
            VmxDevices.Graphics.Bind(context.Add(new VirtualDevice("3D graphics", DeviceRole.Graphics3D, context.Origin(graphics.KeySpan), machine)), scope, context);

        if (scope.Find("sched.mem.pshare.salt") is { Value.Length: > 0 } salt)
            machine.MergesMemory = Facts.Read(scope, salt, "sched.mem.pshare.salt", Vocabulary.Text, context).Select(static _ => true);

        VmxConsoles.BindDisplays(machine, scope, context);
        GuestInfo.Bind(machine, scope, context);
        HardeningKeys.Check(scope, context);
    }

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
