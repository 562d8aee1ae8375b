using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Vmx;

namespace VirtLint.Formats.Vmware;

/// <summary>A virtual machine or template of ESXi, Workstation or Fusion: <c>.vmx</c>, <c>.vmtx</c>.</summary>
/// <remarks>/etc/vmware/config and settings of the host beat the file: it is judged as declared.</remarks>
internal sealed class VmxFormat : Format
{
    /// <summary>What hardens a guest. Its controls for virtual machines name the keys and their defaults.</summary>
    public const string Guide = "vSphere 8 Security Configuration & Hardening Guide";

    public static readonly BindingTable<VirtualMachine> Table = AdvancedSettings.OfGuest(new BindingTable<VirtualMachine>(Platform.Vmware, ".vmx", Guide))
        .Row("uuid.bios", (m, f) => m.Uuid = f, VmxWords.Uuid, source: "libvirt, src/vmx/vmx.c: uuid.bios")
        .Row("annotation", (m, f) => m.Notes = f, Vocabulary.Text, source: "libvirt, src/vmx/vmx.c: annotation")
        .Row("guestOS", (m, f) => m.OperatingSystem = f, VmxWords.System, source: "vSphere API: VirtualMachineGuestOsIdentifier")
        .Row("virtualHW.version", (m, f) => m.HardwareVersion = f, VmxWords.Hardware, source: "guest-8.virtual-hardware")
        .Computed("ethernetN.connectionType, ethernetN.vnet, gui.*", m => m.BelongsToDesktopUser, "keys that only Workstation and Fusion write", source: "libvirt, src/vmx/vmx.c: virVMXParseEthernet")
        .Computed("sched.mem.pshare.salt", m => m.MergesMemory, "a salt: guests that have the same share pages", source: "DISA STIG for VMware vSphere 8.0 Virtual Machine: VMCH-80-000199")
        .Computed("guestinfo.userdata", m => m.FirstBootPackages, "'packages' and what 'runcmd' installs", source: "cloud-init, datasources/vmware.rst: guestinfo")
        .Computed("guestinfo.*", m => m.UserDataSecret, "a password by its name, or one in user data of cloud-init", source: "cloud-init, datasources/vmware.rst: guestinfo")
        .Computed("(path)", m => m.IsTemplate, "a name that ends in .vmtx")
        .Computed("displayName, annotation", m => m.IsCalledTemplate, "a word such as 'template'")
        .Computed("annotation", m => m.GuestOwner, "a line 'owner: …'")
        .Computed("annotation", m => m.Purpose, "a line 'purpose: …'")
        .Computed("annotation", m => m.Expiry, "a line 'expires: …'")
        .Computed("annotation", m => m.Stage, "a line 'environment: …'")
        .Computed("encryption.type, vmx.encryptionType", m => m.EncryptsSettingsOnly, "'partial'", source: "VMware Workstation, encryption of virtual machines")
        .Computed("encryption.*, cryptedVM.guid", m => m.IsEncrypted, "any of them", "false", "vSphere Security: Use Encryption in Your vSphere Environment")
        .Computed("annotation", m => m.Sensitivity, "a line 'sensitivity: …'");

    public static readonly BindingTable<MigrationPolicy> Migration = new BindingTable<MigrationPolicy>(Platform.Vmware, ".vmx", Guide)
        .Row(
            "migrate.encryptionMode",
            (m, f) => m.Protection = f,
            Vocabulary.OfAnyCase(("disabled", LinkProtection.None), ("opportunistic", LinkProtection.Opportunistic), ("required", LinkProtection.Encrypted)),
            source: "vm-8.vmotion-encrypted");

    public static readonly BindingTable<GuestFirmware> Firmware = new BindingTable<GuestFirmware>(Platform.Vmware, ".vmx", Guide)
        .Row("firmware", (f, v) => f.Interface = v, VmxWords.Firmware, whenAbsent: FirmwareInterface.Bios, source: "guest-8.secure-boot")
        .Row("uefi.secureBoot.enabled", (f, v) => f.SecureBoot = v, VmxWords.Boolean, whenAbsent: false, source: "guest-8.secure-boot");

    public static readonly BindingTable<CpuFeature> Processor = new BindingTable<CpuFeature>(Platform.Vmware, ".vmx", Guide)
        .Row("vhv.enable", (c, f) => c.Policy = f, VmxWords.Feature, source: "libvirt, src/vmx/vmx.c: vhv.enable");

    public static readonly SideChannels Channels = new(Platform.Vmware, ".vmx");

    public override string Id => "vmware-vmx";

    public override Platform Platform => Platform.Vmware;

    public override string Title => "VMware virtual machine (.vmx, .vmtx)";

    public override PathClaim Claim(FilePath path) => path.EndsWith(".vmx") || path.EndsWith(".vmtx") || path.EndsWith(".vmx.j2") ? PathClaim.Certain : PathClaim.None;

    /// <summary>A machine lies in a folder of its own name, beside the others of its datastore.</summary>
    public override string SiteRoot(FilePath path) => SiteOf(path);

    /// <summary>The same for the other files of a machine.</summary>
    public static string SiteOf(FilePath path)
    {
        var folder = new FilePath(path.Folder);
        return HasOwnFolder(path) ? folder.Folder : folder.Full;
    }

    /// <summary>Whether a file of a machine lies in a folder that is named after the machine.</summary>
    public static bool HasOwnFolder(FilePath path) => path.FolderName.Length > 0 && path.Name.StartsWith(path.FolderName + ".", StringComparison.Ordinal);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = VmxTree.Parse(context.File.Text);
        context.AddErrors(tree);
        ReportRepeated(tree, context);
        var root = tree.Root;

        // vSphere Virtual Machine Encryption seals the settings themselves: what the file does not show may well be set.
        context.IsPartial = tree.IsTemplate || root.Find("encryption.data") is not null;

        var display = root.Find("displayName");
        var machine = context.Add(new VirtualMachine(
            display is { Value.Length: > 0 } ? display.Value : NameOf(path),
            context.Origin(display is { ValueSpan.Length: > 0 } ? display.ValueSpan : root.Anchor)));
        machine.IsTemplate = path.Name.IndexOf(".vmtx", StringComparison.Ordinal) >= 0
            ? Fact.Stated(true, machine.Origin, ".vmtx")
            : Fact.Default(false, machine.Origin, Guide);
        Table.Bind(machine, root, context);
        BindLabels(machine, root, context);

        if (root.Find("migrate.encryptionMode") is not null)
            Migration.Bind(context.Add(new MigrationPolicy(machine.Name, machine.Origin, machine)), root, context);

        Firmware.Bind(context.Add(new GuestFirmware("firmware", context.Origin(root.Anchor), machine)), root, context);

        // Windows' own protection is a hypervisor, and needs the extensions.
        if (root.Find("vhv.enable") is { } nested && !VmxWords.IsOn(root, VmxCombinations.Vbs))
            Processor.Bind(context.Add(new CpuFeature("nested-virt", context.Origin(nested.KeySpan), machine)), root, context);

        Channels.Bind(machine, root, context);
        Vmci.Bind(machine, root, context);
        if (VmxProduct.DesktopMark(root) is { } mark)
            machine.BelongsToDesktopUser = Fact.Stated(true, context.Origin(mark.ValueSpan), mark.Value, mark.Key);

        if (root.Find("sched.mem.pshare.salt") is { Value.Length: > 0 } salt)
            machine.MergesMemory = Facts.Read(root, salt, "sched.mem.pshare.salt", Vocabulary.Text, context).Select(static _ => true);

        // Workstation itself encrypts no more than a TPM needs where it was asked for one: a label alone can want more.
        if ((root.Find("encryption.type") ?? root.Find("vmx.encryptionType")) is { } kind && kind.Value.Equals("partial", StringComparison.OrdinalIgnoreCase)
            && (root.Find("managedvm.autoAddVTPM") is null || machine.Sensitivity.Is(Sensitivity.High)))
        {
            machine.EncryptsSettingsOnly = Facts.Read(root, kind, kind.Key, Vocabulary.Text, context).Select(static _ => true);
        }

        machine.IsEncrypted = Encryption(root, context);
        GuestInfo.Bind(machine, root, context);
        HardeningKeys.Check(root, context);
        VmxDebugger.Bind(machine, root, context);
        VmxCombinations.Check(root, context);
        VmxConsoles.Bind(machine, root, context);
        VmxDevices.Bind(machine, root, path, context);
    }

    /// <summary>An encrypted machine has its key in its file, and only such a machine can have encrypted disks.</summary>
    private static Fact<bool> Encryption(VmxScope root, BindingContext context)
    {
        if (root.Settings.FirstOrDefault(IsOfEncryption) is { } mark)
            return Fact.Stated(true, context.Origin(mark.KeySpan), mark.Key, mark.Key);

        return Facts.Default(context, false, root.Anchor, "vSphere Security: Use Encryption in Your vSphere Environment");
    }

    private static bool IsOfEncryption(Setting setting) =>
        setting.Key.StartsWith("encryption.", StringComparison.OrdinalIgnoreCase) || setting.Key.EndsWith("cryptedVM.guid", StringComparison.OrdinalIgnoreCase);

    private static void BindLabels(VirtualMachine machine, VmxScope root, BindingContext context)
    {
        var labels = new GuestLabels(machine, context);
        if (root.Find("annotation") is { } annotation)
        {
            foreach (var line in Lines(annotation.ValueSpan, context.File.Text))
                labels.Prose(line, isEncoded: false);
        }

        if (root.Find("displayName") is { } name)
            labels.Name(name.AsLiteral());
    }

    /// <summary>The lines of a value: line breaks are written |0D and |0A.</summary>
    private static IEnumerable<TextSpan> Lines(TextSpan value, SourceText text)
    {
        var written = text.ToString(value);
        for (var start = 0; start < written.Length;)
        {
            var end = start;
            while (end < written.Length && !IsLineBreak(written, end))
                end++;

            if (end > start)
                yield return TextSpan.FromBounds(value.Start + start, value.Start + end);

            start = end + "|0A".Length;
        }
    }

    private static bool IsLineBreak(string text, int at) =>
        string.Compare(text, at, "|0A", 0, 3, StringComparison.OrdinalIgnoreCase) == 0 || string.Compare(text, at, "|0D", 0, 3, StringComparison.OrdinalIgnoreCase) == 0;

    /// <summary>// cloudfoundry-attic/bosh-lite#61: a key that is there twice keeps Fusion from opening the file</summary>
    private static void ReportRepeated(VmxTree tree, BindingContext context)
    {
        foreach (var setting in tree.Repeated)
        {
            var first = tree.Root.Find(setting.Key) ?? setting;
            context.Add(new SettingIssue(
                SettingIssueKind.DuplicateKey, setting.Key, context.Origin(setting.KeySpan), $"'{setting.Key}' is stated twice, and such a file is refused as a whole")
            {
                Related = new RelatedPlace(context.Origin(first.KeySpan), "the first statement"),
                Removal = setting.FullSpan,
            });
        }
    }

    private static string NameOf(FilePath path) => path.Name.IndexOf('.') is > 0 and var dot ? path.Name.Substring(0, dot) : path.Name;
}
