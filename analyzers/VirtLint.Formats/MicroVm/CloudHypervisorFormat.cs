using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Json;

namespace VirtLint.Formats.MicroVm;

/// <summary>A guest of Cloud Hypervisor, as its API's <c>vm.create</c> takes it.</summary>
internal sealed class CloudHypervisorFormat : Format
{
    private const string Source = "Cloud Hypervisor, vmm/src/api/openapi/cloud-hypervisor.yaml";

    private static readonly Vocabulary<bool> s_boolean = Vocabulary.Of(("true", true), ("false", false));

    public static readonly BindingTable<VirtualMachine> Machine = new BindingTable<VirtualMachine>(Platform.CloudHypervisor, "VmConfig", Source)
        .Row("memory.mergeable", (m, f) => m.MergesMemory = f, s_boolean, whenAbsent: false, source: "MemoryConfig");

    public static readonly BindingTable<Disk> Disks = new BindingTable<Disk>(Platform.CloudHypervisor, "disks", Source)
        .Row("path", (d, f) => d.Source = f, Vocabulary.Text, source: "DiskConfig")
        .Row("readonly", (d, f) => d.IsReadOnly = f, s_boolean, whenAbsent: false, source: "DiskConfig")
        .Computed("id", d => d.Use, "a hard disk", source: "DiskConfig")
        .Row("backing_files", (d, f) => d.OpensBackingFiles = f, s_boolean, whenAbsent: false, source: "DiskConfig");

    public override string Id => "cloud-hypervisor-vm";

    public override Platform Platform => Platform.CloudHypervisor;

    public override string Title => "Cloud Hypervisor virtual machine (VmConfig)";

    public override PathClaim Claim(FilePath path) => path.EndsWith(".json") || path.EndsWith(".json.j2") ? PathClaim.Possible : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text) =>
        TextHead.Has(text, "\"payload\"") && (TextHead.Has(text, "\"boot_vcpus\"") || TextHead.Has(text, "\"disks\"") && TextHead.Has(text, "\"memory\""));

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = JsonTree.Parse(context.File.Text);
        context.AddErrors(tree);
        context.IsPartial = tree.IsTemplate;
        if (tree.Root is not JsonObject root)
            return;

        var machine = context.Add(new VirtualMachine(path.Name.Substring(0, path.Name.IndexOf('.')), context.Origin((root["payload"] ?? root).Anchor)) { HasPlaceForLabels = false });
        Machine.Bind(machine, root, context);
        foreach (var item in (root["disks"] as JsonArray)?.Items ?? [])
        {
            if (item is not JsonObject element)
                continue;

            var id = element.Find("id") ?? element.Find("path");
            var disk = context.Add(new Disk(id?.Value ?? "disk", context.Origin(id?.ValueSpan ?? element.Anchor), machine));
            Disks.Bind(disk, element, context);
            disk.Use = Fact.Default(DiskUse.Disk, disk.Origin, Source);
        }
    }
}
