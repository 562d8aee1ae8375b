using System;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Schemas;
using VirtLint.Model;
using VirtLint.Syntax.Xl;

namespace VirtLint.Formats.Xen;

/// <summary>A guest of Xen as <c>xl create</c> takes it: <c>/etc/xen/NAME.cfg</c>.</summary>
/// <remarks>A file of the removed <c>xm</c> that is a program in Python is left alone.</remarks>
internal sealed class XlCfgFormat : Format
{
    private const string Source = "xl.cfg(5)";

    public static readonly BindingTable<VirtualMachine> Table = new BindingTable<VirtualMachine>(Platform.Xen, "xl.cfg", Source)
        .Row("uuid", (m, f) => m.Uuid = f, Vocabulary.Uuid, source: "uuid")
        .Row("device_model_user", (m, f) => m.RunsAs = f, Vocabulary.Text, source: "device_model_user")
        .Row("dm_restrict", (m, f) => m.RestrictsDeviceModel = f, XenWords.Flag, source: "dm_restrict")
        .Row("altp2m", (m, f) => m.MayIntrospectItself = f, Vocabulary.Of(("mixed", true), ("limited", true), ("external", false), ("disabled", false), ("0", false)), whenAbsent: false, source: "altp2m")
        .Row("msr_relaxed", (m, f) => m.MayReadHostRegisters = f, XenWords.Flag, whenAbsent: false, source: "msr_relaxed")
        .Row(
            "on_crash",
            (m, f) => m.DumpsOnCrash = f,
            Vocabulary.Of(
                ("destroy", false), ("restart", false), ("rename-restart", false), ("preserve", false), ("coredump-destroy", true), ("coredump-restart", true), ("soft-reset", false)),
            whenAbsent: false,
            source: "on_crash")
        .Computed("bootloader, bootloader_restrict", m => m.HostParsesDisks, "'pygrub', without 'bootloader_restrict'", source: "bootloader_restrict");

    public static readonly BindingTable<CpuFeature> Nesting = new BindingTable<CpuFeature>(Platform.Xen, "xl.cfg", Source)
        .Row("nestedhvm", (c, f) => c.Policy = f, Vocabulary.Of(("1", CpuFeaturePolicy.Required), ("0", CpuFeaturePolicy.Disabled)), source: "nestedhvm");

    public override string Id => "xen-xl";

    public override Platform Platform => Platform.Xen;

    public override string Title => "Xen guest (xl.cfg)";

    public override FormatSchema? Schema => XlKeys.Guest;

    public override string SiteRoot(FilePath path) => XenPaths.SiteRoot(path);

    public override PathClaim Claim(FilePath path) =>
        path.EndsWith(".cfg") || path.EndsWith(".hvm") || path.EndsWith(".pvlinux") || path.EndsWith(".pvhlinux") || path.EndsWith(".xl") || path.EndsWith(".cfg.j2")
            || (path.FolderName is "xen" && (path.Name.IndexOf('.') < 0 || path.EndsWith(".conf") && path.Name is not "xl.conf"))
            ? PathClaim.Possible
            : PathClaim.None;

    /// <summary>A name or disks, and one of the keys that only a guest has.</summary>
    public override bool Sniff(FilePath path, SourceText text) =>
        Has(text, "name", "memory", "disk") && Has(text, "vif", "disk", "vcpus") && Has(text, "kernel", "bootloader", "builder", "type", "vif", "vcpus", "firmware")
        && HasAssignment(text, "disk", "vif", "vcpus", "memory", "vfb")
        && !TextHead.HasLine(text, " \t", "import ", "from ", "def ");

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = XlTree.Parse(context.File.Text);
        context.AddErrors(tree);
        context.IsPartial = tree.IsTemplate;
        var root = tree.Root;
        var name = root.Find("name");
        var machine = context.Add(new VirtualMachine(
            name is { Value.Length: > 0 } ? name.Value : NameOf(path),
            context.Origin(name is { ValueSpan.Length: > 0 } ? name.ValueSpan : root.Anchor))
        {
            HasPlaceForLabels = false,
        });
        Table.Bind(machine, root, context);
        BindBootloader(machine, root, context);
        if (root.Find("nestedhvm") is { } nested)
            Nesting.Bind(context.Add(new CpuFeature("nested-virt", context.Origin(nested.KeySpan), machine)), root, context);

        var isHvm = (root.Find("type") ?? root.Find("builder"))?.Value is "hvm";
        XenDevices.Bind(machine, root, isHvm, context);
        XenConsoles.Bind(machine, root, isHvm, context);
    }

    /// <summary>pygrub reads the guest's file system in dom0, as root unless it is restricted.</summary>
    private static void BindBootloader(VirtualMachine machine, XlScope root, BindingContext context)
    {
        if (root.Find("bootloader") is not { } bootloader || !bootloader.Value.EndsWith("pygrub", StringComparison.Ordinal))
            return;

        var restricted = Facts.Read(root, "bootloader_restrict", XenWords.Flag, false, $"{Source}: bootloader_restrict", context);
        var origin = context.Origin(bootloader.ValueSpan);
        // Where the guest says nothing, the host's own file may. // xl.conf(5): bootloader_restrict
        machine.HostParsesDisks = restricted.IsUnresolved
            ? Fact<bool>.Unresolved(origin, bootloader.Value, restricted.Source, bootloader.Key)
            : restricted.IsKnown ? Fact.Stated(!restricted.Value, origin, bootloader.Value, bootloader.Key) : Fact<bool>.Absent;
        if (restricted is { IsStated: true, Origin: { } place })
            machine.HostParsesDisks = machine.HostParsesDisks.With(new RelatedPlace(place, "the guest's own setting"));
    }

    private static bool Has(SourceText text, params string[] keys) => HasAssignment(text, keys);

    private static bool HasAssignment(SourceText text, params string[] keys)
    {
        foreach (var line in text.Lines)
        {
            foreach (var key in keys)
            {
                if (IsAssignment(text, line, key))
                    return true;
            }
        }

        return false;
    }

    private static bool IsAssignment(SourceText text, TextLine line, string key)
    {
        var at = line.Start;
        while (at < line.End && text[at] is ' ' or '\t')
            at++;

        if (line.End - at <= key.Length)
            return false;

        for (var i = 0; i < key.Length; i++)
        {
            if (text[at + i] != key[i])
                return false;
        }

        at += key.Length;
        while (at < line.End && text[at] is ' ' or '\t')
            at++;

        if (at < line.End && text[at] == '+')
            at++;

        if (at >= line.End || text[at] != '=')
            return false;

        at++;
        while (at < line.End && text[at] is ' ' or '\t')
            at++;

        // A text in quotes, a list or a number: other languages have words there.
        return at < line.End && (text[at] is '"' or '\'' or '[' or '{' || char.IsDigit(text[at]));
    }

    private static string NameOf(FilePath path) => path.Name.IndexOf('.') is > 0 and var dot ? path.Name.Substring(0, dot) : path.Name;
}
