using System;
using System.Collections.Generic;
using System.Globalization;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Vmx;

namespace VirtLint.Formats.Vmware;

/// <summary>The snapshots of a virtual machine: <c>.vmsd</c>.</summary>
internal sealed class SnapshotListFormat : Format
{
    private static readonly DateTimeOffset s_epoch = DateTimeOffset.FromUnixTimeSeconds(0);
    private static readonly long s_last = (DateTimeOffset.MaxValue - s_epoch).Ticks / 10;

    public static readonly BindingTable<Snapshot> Table = new BindingTable<Snapshot>(Platform.Vmware, ".vmsd: snapshotN", "vSphere API: VirtualMachineSnapshotTree")
        .Computed("createTimeHigh, createTimeLow", s => s.Created, "microseconds since 1970, in two halves")
        .Computed("parent", s => s.Parent, "the uid of another snapshot")
        .Computed("parent", s => s.ChainLength, "how many snapshots stand on each other")
        .Computed("filename", s => s.HasMemory, "a file of the same name that ends in .vmem", source: "VMware Server, Virtual Machine Files: <vm_name>-Snapshot<#>.vmem", decidedBy: "*.vmem")
        .Computed("filename", s => s.IsEncrypted, "the machine's file says so", decidedBy: ".vmx: encryption.*")
        .Computed("(path)", s => s.Guest, "the file's name");

    public override string Id => "vmware-vmsd";

    public override Platform Platform => Platform.Vmware;

    public override string Title => "VMware snapshot list (.vmsd)";

    public override PathClaim Claim(FilePath path) => path.EndsWith(".vmsd") ? PathClaim.Certain : PathClaim.None;

    public override string SiteRoot(FilePath path) => VmxFormat.SiteOf(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = VmxTree.Parse(context.File.Text);
        context.AddErrors(tree);
        var byUid = new Dictionary<string, Snapshot>(StringComparer.Ordinal);
        var parents = new List<(Snapshot Snapshot, VmxScope Scope)>();
        foreach (var (name, scope) in tree.Root.Devices(static name => VmxDevices.IsNumbered(name, "snapshot")))
        {
            if (scope.Find("uid") is not { } uid)
                continue;

            var title = scope.Find("displayName");
            var snapshot = context.Add(new Snapshot(title is { Value.Length: > 0 } ? title.Value : name, context.Origin(title?.ValueSpan ?? scope.Anchor)));
            snapshot.Guest = Fact.Stated(path.Name.Substring(0, path.Name.Length - ".vmsd".Length), snapshot.Origin, path.Name);
            snapshot.Created = Created(scope, context);
            if (scope.Find("filename") is { Value.Length: > 0 } state && context.Companions.Has(ManifestFormat.Stem(state.Value) + ".vmem") is true)
                snapshot.HasMemory = Fact.Stated(true, context.Origin(state.ValueSpan), state.Value, "filename");

            parents.Add((snapshot, scope));
            byUid[uid.Value] = snapshot;
        }

        foreach (var (snapshot, scope) in parents)
        {
            if (scope.Find("parent") is { } parent && byUid.TryGetValue(parent.Value, out var below))
                snapshot.Parent = Fact.Stated(below.Name, context.Origin(parent.ValueSpan), parent.Value, "parent");
        }

        SnapshotChain.Measure(byUid.Values);
    }

    private static Fact<DateTimeOffset> Created(VmxScope scope, BindingContext context)
    {
        if (scope.Find("createTimeHigh") is not { } high || scope.Find("createTimeLow") is not { } low
            || !int.TryParse(high.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var upper)
            || !int.TryParse(low.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var lower))
        {
            return Fact<DateTimeOffset>.Absent;
        }

        // The lower half is written as a signed number.
        var microseconds = ((long)upper << 32) | unchecked((uint)lower);
        return microseconds >= 0 && microseconds <= s_last
            ? Fact.Stated(s_epoch.AddTicks(microseconds * 10), context.Origin(high.ValueSpan), high.Value, "createTimeHigh")
            : Fact<DateTimeOffset>.Absent;
    }
}
