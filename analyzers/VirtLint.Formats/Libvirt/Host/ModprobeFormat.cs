using System;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Libvirt.Host;

/// <summary>The options of the kernel modules that pass devices through: <c>modprobe.d/*.conf</c>.</summary>
/// <remarks>modprobe.d(5): <c>options MODULE NAME=VALUE …</c>; dash and underscore are one in a module's name.</remarks>
internal sealed class ModprobeFormat : Format
{
    // Linux, kernel/params.c: param_set_bool takes y, Y, t, T, 1 and on.
    private static readonly Vocabulary<bool> s_relaxed = Vocabulary.OfAnyCase(
        ("0", true), ("n", true), ("no", true), ("off", true), ("false", true), ("1", false), ("y", false), ("yes", false), ("on", false), ("true", false));

    public static readonly BindingTable<Hypervisor> Table = new BindingTable<Hypervisor>(Platform.Libvirt, "modprobe.d", "Linux, admin-guide/kernel-parameters.txt")
        .Computed("options vfio_iommu_type1 allow_unsafe_interrupts", h => h.RemapsInterrupts, "'1' or 'Y' gives it up")
        .Computed("options vfio enable_unsafe_noiommu_mode", h => h.UsesIommu, "'1' or 'Y' gives it up");

    public override string Id => "libvirt-modprobe";

    public override Platform Platform => Platform.Libvirt;

    public override string Title => "Kernel module options of a host (modprobe.d/*.conf)";

    public override PathClaim Claim(FilePath path) =>
        path.FolderName == "modprobe.d" && (path.EndsWith(".conf") || path.EndsWith(".conf.j2") || path.EndsWith(".conf.erb"))
            ? PathClaim.Possible
            : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text)
    {
        foreach (var line in text.Lines)
        {
            if (Words.Of(text.ToString(line.Span), line.Start) is [{ Text: "options" }, var module, ..] && module.Text.StartsWith("vfio", StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    public override string SiteRoot(FilePath path) => LibvirtPaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var text = context.File.Text;
        var hypervisor = context.Add(new Hypervisor(path.Name, context.Origin(default)));
        foreach (var line in text.Lines)
        {
            var words = Words.Of(text.ToString(line.Span), line.Start);
            if (words is not [{ Text: "options" }, var module, ..])
                continue;

            foreach (var option in words.Skip(2))
                BindOption(hypervisor, module.Text.Replace('-', '_'), option, line.SpanIncludingLineBreak, context);
        }
    }

    private static void BindOption(Hypervisor hypervisor, string module, Literal option, TextSpan line, BindingContext context)
    {
        var equals = option.Text.IndexOf('=');
        if (equals < 0)
            return;

        var key = option.Text.Substring(0, equals);
        var value = new Setting(
            key,
            new TextSpan(option.Span.Start, equals),
            option.Text.Substring(equals + 1),
            TextSpan.FromBounds(option.Span.Start + equals + 1, option.Span.End),
            line);
        switch (module, key)
        {
            case ("vfio_iommu_type1", "allow_unsafe_interrupts"):
                hypervisor.RemapsInterrupts = Read(value, context);
                break;
            case ("vfio", "enable_unsafe_noiommu_mode"):
                hypervisor.UsesIommu = Read(value, context);
                break;
        }
    }

    private static Fact<bool> Read(Setting value, BindingContext context)
    {
        var origin = context.Origin(value.ValueSpan);
        return s_relaxed.TryRead(value.Value, out var isStrict)
            ? Fact.Stated(isStrict, origin, value.Value, value.Key)
            : Fact<bool>.Unresolved(origin, value.Value, TemplateMarks.Contains(value.Value) ? "template" : "value that the platform refuses", value.Key);
    }
}
