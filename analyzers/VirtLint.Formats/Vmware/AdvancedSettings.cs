using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Vmware;

/// <summary>A guest's advanced settings: the keys are the same in a <c>.vmx</c> file and in what an OVF envelope puts into one.</summary>
internal static class AdvancedSettings
{
    /// <summary>What commands set of a guest that is there already.</summary>
    public static readonly BindingTable<VirtualMachine> Commanded = OfGuest(new BindingTable<VirtualMachine>(Platform.Vmware, Place, VmxFormat.Guide));

    public static readonly SideChannels CommandedChannels = new(Place);

    private const string Place = "PowerCLI, govc: advanced settings of a virtual machine";

    /// <summary>Binds what commands set of a guest, by the keys of its file.</summary>
    public static void Bind(VirtualMachine machine, SettingScope scope, BindingContext context)
    {
        Commanded.Bind(machine, scope, context);
        CommandedChannels.Bind(machine, scope, context);
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
