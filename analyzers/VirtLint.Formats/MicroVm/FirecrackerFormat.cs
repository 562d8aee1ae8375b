using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Json;

namespace VirtLint.Formats.MicroVm;

/// <summary>A guest of Firecracker, as <c>--config-file</c> takes it.</summary>
internal sealed class FirecrackerFormat : Format
{
    private const string Source = "Firecracker, src/firecracker/swagger/firecracker.yaml";

    private static readonly Vocabulary<bool> s_boolean = Vocabulary.Of(("true", true), ("false", false));

    public static readonly BindingTable<ManagementEndpoint> Metadata = new BindingTable<ManagementEndpoint>(Platform.Firecracker, "mmds-config", Source)
        .Row("version", (e, f) => e.NeedsSession = f, Vocabulary.Of(("V1", false), ("V2", true)), whenAbsent: false, source: "MmdsConfig");

    public static readonly BindingTable<VirtualMachine> Machine = new BindingTable<VirtualMachine>(Platform.Firecracker, "machine-config", Source)
        .Row("smt", (m, f) => m.SharesCoreThreads = f, s_boolean, source: "MachineConfiguration");

    public static readonly BindingTable<Disk> Drives = new BindingTable<Disk>(Platform.Firecracker, "drives", Source)
        .Row("path_on_host", (d, f) => d.Source = f, Vocabulary.Text, source: "Drive")
        .Row("cache_type", (d, f) => d.Cache = f, Vocabulary.Of(("Unsafe", DiskCache.Unsafe), ("Writeback", DiskCache.WriteBack)), source: "Drive")
        .Row("is_read_only", (d, f) => d.IsReadOnly = f, s_boolean, source: "Drive")
        .Computed("drive_id", d => d.Use, "a hard disk", source: "Drive")
        .Computed("rate_limiter", d => d.IsRateLimited, "an object", whenAbsent: "unlimited", source: "Drive");

    public static readonly BindingTable<NetworkInterface> Cards = new BindingTable<NetworkInterface>(Platform.Firecracker, "network-interfaces", Source)
        .Row("guest_mac", (n, f) => n.Mac = f, MacAddress.Vocabulary, source: "NetworkInterface")
        .Computed("host_dev_name", n => n.Attachment, "a tap device", source: "NetworkInterface")
        .Computed("rx_rate_limiter, tx_rate_limiter", n => n.IsRateLimited, "objects", whenAbsent: "unlimited", source: "NetworkInterface");

    public override string Id => "firecracker-config";

    public override Platform Platform => Platform.Firecracker;

    public override string Title => "Firecracker microVM (--config-file)";

    public override PathClaim Claim(FilePath path) => path.EndsWith(".json") || path.EndsWith(".json.j2") ? PathClaim.Possible : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text) => TextHead.Has(text, "\"boot-source\"") && TextHead.Has(text, "\"kernel_image_path\"");

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = JsonTree.Parse(context.File.Text);
        context.AddErrors(tree);
        context.IsPartial = tree.IsTemplate;
        if (tree.Root is not JsonObject root)
            return;

        var name = path.Name.Substring(0, path.Name.IndexOf('.'));
        var machine = context.Add(new VirtualMachine(name, context.Origin((root["boot-source"] ?? root).Anchor)) { HasPlaceForLabels = false });
        if (root["machine-config"] is JsonObject configuration)
            Machine.Bind(machine, configuration, context);

        BindDrives(machine, root, context);
        BindCards(machine, root, context);
        if (root["mmds-config"] is JsonObject { Members.IsEmpty: false } metadata)
            Metadata.Bind(context.Add(new ManagementEndpoint($"metadata service of '{name}'", context.Origin(metadata.Anchor), machine) { Role = EndpointRole.Metadata }), metadata, context);
    }

    private static void BindDrives(VirtualMachine machine, JsonObject root, BindingContext context)
    {
        foreach (var item in (root["drives"] as JsonArray)?.Items ?? [])
        {
            if (item is not JsonObject drive)
                continue;

            var id = drive.Find("drive_id");
            var disk = context.Add(new Disk(id?.Value ?? "drive", context.Origin(id?.ValueSpan ?? drive.Anchor), machine));
            Drives.Bind(disk, drive, context);
            disk.Use = Fact.Default(DiskUse.Disk, disk.Origin, Source);
            disk.IsRateLimited = drive["rate_limiter"] is JsonObject limiter
                ? Fact.Stated(true, context.Origin(limiter.Anchor), "rate_limiter", "rate_limiter")
                : Facts.Default(context, false, id?.ValueSpan ?? drive.Anchor, Source, "rate_limiter");
        }
    }

    private static void BindCards(VirtualMachine machine, JsonObject root, BindingContext context)
    {
        foreach (var item in (root["network-interfaces"] as JsonArray)?.Items ?? [])
        {
            if (item is not JsonObject card)
                continue;

            var id = card.Find("iface_id");
            var nic = context.Add(new NetworkInterface(id?.Value ?? "network interface", context.Origin(id?.ValueSpan ?? card.Anchor), machine));
            Cards.Bind(nic, card, context);
            if (card.Find("host_dev_name") is { } tap)
                nic.Attachment = Fact.Stated(NetworkAttachment.Tap, context.Origin(tap.ValueSpan), tap.Value, tap.Key);

            var limiter = card["rx_rate_limiter"] as JsonObject ?? card["tx_rate_limiter"] as JsonObject;
            nic.IsRateLimited = limiter is not null
                ? Fact.Stated(true, context.Origin(limiter.Anchor), "rate_limiter", "rate_limiter")
                : Facts.Default(context, false, id?.ValueSpan ?? card.Anchor, Source, "rx_rate_limiter, tx_rate_limiter");
        }
    }
}
