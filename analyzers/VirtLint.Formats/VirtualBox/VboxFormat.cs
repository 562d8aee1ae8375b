using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.VirtualBox;

/// <summary>A virtual machine of VirtualBox: <c>NAME.vbox</c>.</summary>
/// <remarks>The copy of the last state, <c>.vbox-prev</c>, is nobody's configuration. What stands in snapshots is the past.</remarks>
internal sealed class VboxFormat : Format
{
    public const string Source = "VirtualBox, src/VBox/Main/xml/Settings.cpp";

    public static readonly BindingTable<VirtualMachine> Table = new BindingTable<VirtualMachine>(Platform.VirtualBox, ".vbox: Machine", Source)
        .Row("@uuid", (m, f) => m.Uuid = f, VboxWords.Uuid, source: "MachineConfigFile::readMachine")
        .Row("Description/text()", (m, f) => m.Notes = f, Vocabulary.Text, source: "MachineConfigFile::readMachine")
        .Computed("(file)", m => m.BelongsToDesktopUser, "a product that runs in the session of a user", source: "VirtualBox manual, 1.3: Features Overview")
        .Computed("@stateFile", m => m.SavedState, "a path", source: "MachineConfigFile::readMachine")
        .Computed("L1DFlushOn/@scheduling, MDSClearOn/@scheduling", m => m.LeavesNoTraces, "'false', unless '@vmentry' is 'true'", "true", "VirtualBox manual: CVE-2018-3646, CVE-2018-12126")
        .Computed("Description", m => m.GuestOwner, "a line 'owner: …'")
        .Computed("Description", m => m.Purpose, "a line 'purpose: …'")
        .Computed("Description", m => m.Expiry, "a line 'expires: …'")
        .Computed("Description", m => m.Stage, "a line 'environment: …'")
        .Computed("Description", m => m.Sensitivity, "a line 'sensitivity: …'")
        .Computed("@name", m => m.IsCalledTemplate, "a word such as 'template'");

    public static readonly BindingTable<MigrationPolicy> Teleporter = new BindingTable<MigrationPolicy>(Platform.VirtualBox, ".vbox: Machine/Hardware/Teleporter, Machine/Teleporter", Source)
        .Computed("@enabled", p => p.Protection, "'true': the guest's memory is taken from the network in clear", source: "VirtualBox manual: Teleporting");

    public static readonly BindingTable<CpuFeature> Nesting = new BindingTable<CpuFeature>(Platform.VirtualBox, ".vbox: Machine/Hardware/CPU/NestedHWVirt", Source)
        .Row("@enabled", (c, f) => c.Policy = f, Vocabulary.Of(("true", CpuFeaturePolicy.Required), ("false", CpuFeaturePolicy.Disabled)), source: "MachineConfigFile::readHardware");

    public static readonly BindingTable<Snapshot> Snapshots = new BindingTable<Snapshot>(Platform.VirtualBox, ".vbox: Machine/Snapshot", Source)
        .Row("@timeStamp", (s, f) => s.Created = f, VboxWords.Time, source: "MachineConfigFile::readSnapshot")
        .Computed("@stateFile", s => s.HasMemory, "the file with the guest's memory", source: "MachineConfigFile::readSnapshot")
        .Computed("Snapshots", s => s.Parent, "the snapshot around it", source: "MachineConfigFile::readSnapshot")
        .Computed("Snapshots", s => s.ChainLength, "how many stand within each other", source: "MachineConfigFile::readSnapshot");

    private static readonly string[] s_flushes = ["L1DFlushOn", "MDSClearOn"];

    public override string Id => "virtualbox-vbox";

    public override Platform Platform => Platform.VirtualBox;

    public override string Title => "VirtualBox virtual machine (.vbox)";

    public override PathClaim Claim(FilePath path) => path.EndsWith(".vbox") || path.EndsWith(".vbox.j2") ? PathClaim.Certain : PathClaim.None;

    /// <summary>A machine lies in a folder of its own name, beside the others.</summary>
    public override string SiteRoot(FilePath path)
    {
        var folder = new FilePath(path.Folder);
        return path.Name.StartsWith(folder.Name + ".", StringComparison.Ordinal) && folder.Name.Length > 0 ? folder.Folder : folder.Full;
    }

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = XmlTree.Parse(context.File.Text);
        context.AddErrors(tree);
        context.IsPartial = tree.IsTemplate;
        foreach (var root in tree.Roots)
        {
            if (root.Name == "VirtualBox" && root.Element("Machine") is { } element)
                BindMachine(element, VersionOf(root), context);
        }
    }

    private static void BindMachine(XmlElement element, Version? version, BindingContext context)
    {
        var name = element.Find("@name");
        var machine = context.Add(new VirtualMachine(name?.Value ?? "machine", context.Origin(name?.ValueSpan ?? element.Anchor)));
        Table.Bind(machine, element, context);
        machine.BelongsToDesktopUser = Fact.Default(true, machine.Origin, "VirtualBox manual, 1.3: Features Overview");
        var labels = new GuestLabels(machine, context);
        labels.Name(new(machine.Name, machine.Origin.Span));
        if (element.Element("Description") is { } description)
            labels.Prose(description.TextSpan, isEncoded: false);

        BindSnapshots(machine, element, context);
        if (element.Find("@stateFile") is { Value.Length: > 0 } state)
            machine.SavedState = Fact.Stated(state.Value, context.Origin(state.ValueSpan), state.Value, "stateFile");

        VboxStorage.Bind(machine, element, context);
        if (element.Element("Hardware") is not { } hardware)
            return;

        if ((element.Element("Teleporter") ?? hardware.Element("Teleporter")) is { } teleporter && teleporter.Find("@enabled") is { Value: "true" } isOn)
        {
            var policy = context.Add(new MigrationPolicy(machine.Name, machine.Origin, machine));
            policy.Protection = Fact.Stated(LinkProtection.None, context.Origin(isOn.ValueSpan), isOn.Value, "Teleporter/@enabled");
        }

        var processor = hardware.Element("CPU") ?? hardware.Element("Platform")?.Element("CPU") ?? hardware.Element("Platform")?.Element("x86")?.Element("CPU");
        if ((processor?.Element("NestedHWVirt") ?? hardware.Element("Platform")?.Element("x86")?.Element("NestedHWVirt")) is { } nested)
            Nesting.Bind(context.Add(new CpuFeature("nested-virt", context.Origin(nested.NameSpan), machine)), nested, context);

        BindTraces(machine, processor, hardware, context);
        VboxConsoles.Bind(machine, hardware, version, context);
        VboxDevices.Bind(machine, hardware, version, context);
    }

    /// <summary>// VirtualBox manual: CVE-2018-3646, CVE-2018-12126: cleared when the guest's thread is scheduled, by default, or each time that the guest is entered</summary>
    private static void BindTraces(VirtualMachine machine, XmlElement? processor, XmlElement hardware, BindingContext context)
    {
        var places = new[] { processor, hardware.Element("Platform")?.Element("x86") };
        foreach (var name in s_flushes)
        {
            if (places.Select(place => place?.Element(name)).FirstOrDefault(static element => element is not null) is { } flush
                && flush.Find("@scheduling") is { Value: "false" } isOff && flush.Find("@vmentry")?.Value is not "true")
            {
                machine.LeavesNoTraces = Fact.Stated(false, context.Origin(isOff.ValueSpan), isOff.Value, $"{name}/@scheduling");
                return;
            }
        }
    }

    private static void BindSnapshots(VirtualMachine machine, XmlElement element, BindingContext context)
    {
        var all = new List<Snapshot>();
        var open = new Stack<(XmlElement Element, string? Parent)>();
        foreach (var first in element.Elements("Snapshot").Reverse())
            open.Push((first, null));

        while (open.Count > 0)
        {
            var (current, parent) = open.Pop();
            var name = current.Find("@name");
            var snapshot = context.Add(new Snapshot(name?.Value ?? "snapshot", context.Origin(name?.ValueSpan ?? current.NameSpan), machine));
            Snapshots.Bind(snapshot, current, context);
            if (current.Find("@stateFile") is { Value.Length: > 0 } state)
                snapshot.HasMemory = Fact.Stated(true, context.Origin(state.ValueSpan), state.Value, state.Key);

            if (parent is not null)
                snapshot.Parent = Fact.Stated(parent, snapshot.Origin, parent, "Snapshots");

            all.Add(snapshot);
            foreach (var child in (current.Element("Snapshots")?.Elements("Snapshot") ?? []).Reverse())
                open.Push((child, snapshot.Name));
        }

        SnapshotChain.Measure(all);
    }

    /// <summary>The version of the settings, by which defaults differ: <c>1.19-linux</c>.</summary>
    private static Version? VersionOf(XmlElement root) =>
        root.Find("@version") is { } version && Version.TryParse(version.Value.Split('-')[0], out var number) ? number : null;
}
