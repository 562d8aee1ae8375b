using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Json;

namespace VirtLint.Formats.HyperV;

/// <summary>What Hyper-V's cmdlets gave out, written by <c>ConvertTo-Json</c>: machines, hosts, adapters, firmware, processors.</summary>
/// <remarks>Enumerations count where they are written as words (<c>-EnumsAsStrings</c>): nothing documents their numbers.</remarks>
internal sealed class HyperVExportFormat : Format
{
    private const string Source = "Hyper-V module reference";

    private const string Machines = "JSON: Get-VM";

    private static readonly Vocabulary<bool> s_flag = Vocabulary.Of(("true", true), ("false", false));

    /// <summary>Properties that objects of no other product have.</summary>
    private static readonly string[] s_marks =
        ["\"UseAnyNetworkForMigration\"", "\"AutomaticCheckpointsEnabled\"", "\"MacAddressSpoofing\"", "\"SecureBootTemplate\"", "\"ExposeVirtualizationExtensions\"", "\"EnableHostResourceProtection\"", "\"ParentSnapshotName\""];

    public static readonly BindingTable<VirtualMachine> Table = new BindingTable<VirtualMachine>(Platform.HyperV, Machines, Source)
        .Row("Notes", (m, f) => m.Notes = f, Vocabulary.Text, source: "Get-VM")
        .Computed("Version", m => m.HardwareVersion, "a version that is known", source: "Get-VM");

    public static readonly BindingTable<VirtualMachine> Checkpoints = new BindingTable<VirtualMachine>(Platform.HyperV, Machines, Source)
        .Row("CheckpointType", (m, f) => m.SnapshotsKeepMemory = f, HyperVWords.Checkpoints, source: "Get-VM");

    public static readonly BindingTable<Snapshot> Snapshots = new BindingTable<Snapshot>(Platform.HyperV, "JSON: Get-VMSnapshot", Source)
        .Computed("VMName", s => s.Guest, "a name", source: "Get-VMSnapshot")
        .Computed("CreationTime", s => s.Created, "a moment, as ConvertTo-Json writes it", source: "Get-VMSnapshot")
        .Computed("ParentSnapshotName", s => s.Parent, "the name of a checkpoint", source: "Get-VMSnapshot")
        .Computed("ParentSnapshotName", s => s.ChainLength, "how many checkpoints stand on each other", source: "Get-VMSnapshot");

    public static readonly BindingTable<GuestFirmware> Generation = new BindingTable<GuestFirmware>(Platform.HyperV, Machines, Source)
        .Row("Generation", (f, v) => f.Interface = v, Vocabulary.Of(("1", FirmwareInterface.Bios), ("2", FirmwareInterface.Uefi)), source: "Get-VM");

    public static readonly BindingTable<GuestFirmware> Firmware = new BindingTable<GuestFirmware>(Platform.HyperV, "JSON: Get-VMFirmware", Source)
        .Row("SecureBoot", (f, v) => f.SecureBoot = v, HyperVWords.OnOff, source: "Get-VMFirmware");

    public static readonly BindingTable<NetworkInterface> Card = new BindingTable<NetworkInterface>(Platform.HyperV, "JSON: Get-VMNetworkAdapter", Source)
        .Row("SwitchName", (n, f) => n.Network = f, Vocabulary.Text, source: "Get-VMNetworkAdapter")
        .Row("MacAddressSpoofing", (n, f) => n.AllowsForgedSource = f, HyperVWords.OnOff, source: "Get-VMNetworkAdapter")
        .Row("RouterGuard", (n, f) => n.AllowsRouterAdvertisement = f, HyperVWords.Guard, source: "Get-VMNetworkAdapter")
        .Row("DhcpGuard", (n, f) => n.AllowsAddressOffers = f, HyperVWords.Guard, source: "Get-VMNetworkAdapter");

    public static readonly BindingTable<CpuFeature> Processor = new BindingTable<CpuFeature>(Platform.HyperV, "JSON: Get-VMProcessor", Source)
        .Row("ExposeVirtualizationExtensions", (c, f) => c.Policy = f, Vocabulary.Of(("true", CpuFeaturePolicy.Required), ("false", CpuFeaturePolicy.Disabled)), source: "Get-VMProcessor");

    public static readonly BindingTable<MigrationPolicy> Migration = new BindingTable<MigrationPolicy>(Platform.HyperV, "JSON: Get-VMHost", Source)
        .Row("UseAnyNetworkForMigration", (p, f) => p.UsesAnyNetwork = f, s_flag, source: "Get-VMHost")
        .Row("VirtualMachineMigrationAuthenticationType", (p, f) => p.DelegatesCredentials = f, Vocabulary.OfAnyCase(("CredSSP", true), ("Kerberos", false)), source: "Get-VMHost")
        .Row(
            "VirtualMachineMigrationPerformanceOption",
            (p, f) => p.Protection = f,
            HyperVWords.Performance,
            source: "Get-VMHost");

    public static IEnumerable<IBindingTable> Tables => [Table, Checkpoints, Snapshots, Generation, Firmware, Card, Processor, Migration];

    public override string Id => "hyperv-export";

    public override Platform Platform => Platform.HyperV;

    public override string Title => "JSON of what Hyper-V's cmdlets gave out";

    public override PathClaim Claim(FilePath path) => path.EndsWith(".json") ? PathClaim.Possible : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text) => TextHead.Has(text, "\"ComputerName\"") && s_marks.Any(mark => TextHead.Has(text, mark));

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = JsonTree.Parse(context.File.Text);
        context.AddErrors(tree);
        context.IsPartial = true;
        var snapshots = new List<Snapshot>();
        foreach (var item in tree.Root is JsonArray list ? list.Items : tree.Root is { } only ? [only] : [])
        {
            if (item is JsonObject snapshot && snapshot.Find("ParentSnapshotName") is not null && snapshot.Find("AutomaticCheckpointsEnabled") is null)
                snapshots.Add(BindSnapshot(snapshot, context));
            else if (item is JsonObject value)
                BindObject(value, context);
        }

        foreach (var guest in snapshots.GroupBy(static snapshot => snapshot.Guest.Or(""), StringComparer.OrdinalIgnoreCase))
            SnapshotChain.Measure([.. guest]);
    }

    /// <summary>An object, by the properties that its kind alone has.</summary>
    private static void BindObject(JsonObject value, BindingContext context)
    {
        if (value.Find("UseAnyNetworkForMigration") is not null)
        {
            if (value.Find("VirtualMachineMigrationEnabled") is not { Value: "false" })
                Migration.Bind(context.Add(new MigrationPolicy(NameOf(value, "ComputerName", "host"), OriginOf(value, "ComputerName", context))), Words(value), context);
        }
        else if (value.Find("AutomaticCheckpointsEnabled") is not null)
        {
            BindMachine(value, context);
        }
        else if (value.Find("MacAddressSpoofing") is not null)
        {
            Card.Bind(context.Add(new NetworkInterface(NameOf(value, "Name", "Network Adapter"), OriginOf(value, "Name", context), Amend(value, context))), Words(value), context);
        }
        else if (value.Find("SecureBootTemplate") is not null)
        {
            Firmware.Bind(context.Add(new GuestFirmware("firmware", OriginOf(value, "VMName", context), Amend(value, context))), Words(value), context);
        }
        else if (value.Find("ExposeVirtualizationExtensions") is { } nested)
        {
            Processor.Bind(context.Add(new CpuFeature("nested-virt", context.Origin(nested.KeySpan), Amend(value, context))), Words(value), context);
        }
    }

    private static void BindMachine(JsonObject value, BindingContext context)
    {
        var machine = context.Add(new VirtualMachine(NameOf(value, "Name", "machine"), OriginOf(value, "Name", context)));
        Table.Bind(machine, value, context);
        Checkpoints.Bind(machine, Words(value), context);
        // The version comes from the host, which may be newer than anything that is known here.
        if (value.Find("Version") is { } version && HyperVWords.Versions.TryRead(version.Value, out _))
            machine.HardwareVersion = Facts.Read(value, version, "Version", HyperVWords.Versions, context);

        var labels = new GuestLabels(machine, context);
        labels.Name(new(machine.Name, machine.Origin.Span));
        if (value.Find("Notes") is { Value.Length: > 0 } notes)
            labels.Prose(notes.ValueSpan, isEncoded: false);

        Generation.Bind(context.Add(new GuestFirmware("firmware", machine.Origin, machine)), value, context);
        foreach (var card in (value["NetworkAdapters"] as JsonArray)?.Items.OfType<JsonObject>() ?? [])
            Card.Bind(context.Add(new NetworkInterface(NameOf(card, "Name", "Network Adapter"), OriginOf(card, "Name", context), machine)), Words(card), context);
    }

    private static Snapshot BindSnapshot(JsonObject value, BindingContext context)
    {
        var snapshot = context.Add(new Snapshot(NameOf(value, "Name", "checkpoint"), OriginOf(value, "Name", context)));
        if (value.Find("VMName") is { Value.Length: > 0 } guest)
            snapshot.Guest = Facts.Read(value, guest, guest.Key, Vocabulary.Text, context);

        if (value.Find("ParentSnapshotName") is { Value.Length: > 0 } parent)
            snapshot.Parent = Facts.Read(value, parent, parent.Key, Vocabulary.Text, context);

        if (value.Find("CreationTime") is { } created && MomentOf(created.Value) is { } moment)
            snapshot.Created = Fact.Stated(moment, context.Origin(created.ValueSpan), created.Value, created.Key);

        return snapshot;
    }

    /// <summary>A moment as PowerShell 7 writes it, or as Windows PowerShell does: <c>/Date(1700000000000)/</c>.</summary>
    private static DateTimeOffset? MomentOf(string text)
    {
        const string Start = "/Date(";
        if (text.StartsWith(Start, StringComparison.Ordinal) && text.IndexOf(')') is > 6 and var end)
            return long.TryParse(text.Substring(Start.Length, end - Start.Length), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds is > 0 and < 10_000_000_000_000 ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;

        return text.Length >= 19 && text[4] == '-' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;
    }

    private static VirtualMachine Amend(JsonObject value, BindingContext context) =>
        context.Add(new VirtualMachine(NameOf(value, "VMName", "machine"), OriginOf(value, "VMName", context)) { IsAmendment = true, HasPlaceForLabels = false });

    private static string NameOf(JsonObject value, string key, string fallback) => value.Find(key) is { Value.Length: > 0 } name ? name.Value : fallback;

    private static Origin OriginOf(JsonObject value, string key, BindingContext context) => context.Origin(value.Find(key)?.ValueSpan ?? value.Anchor);

    private static WordScope Words(JsonObject value) => new(value);

    /// <summary>An object without its numbers: an enumeration that is written as one says nothing.</summary>
    private sealed class WordScope(JsonObject value) : SettingScope
    {
        public override TextSpan Anchor => value.Anchor;

        public override TextSpan Span => value.Span;

        public override IEnumerable<Setting> Settings => value.Settings;

        public override Setting? Find(string key) => value.Find(key) is { Value: { Length: > 0 } text } setting && !char.IsDigit(text[0]) ? setting : null;
    }
}
