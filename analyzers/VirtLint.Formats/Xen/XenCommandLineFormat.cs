using System;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Xen;

/// <summary>The command line that GRUB starts the hypervisor with: <c>GRUB_CMDLINE_XEN</c> and <c>GRUB_CMDLINE_XEN_DEFAULT</c> in <c>/etc/default/grub</c>.</summary>
internal sealed class XenCommandLineFormat : Format
{
    private const string Variable = "GRUB_CMDLINE_XEN";

    // docs/misc/xen-command-line.pandoc: "Parameters"; a boolean is one of these words, or the name of an option behind "no-"
    private static readonly string[] s_no = ["no", "off", "false", "0", "disable"];

    public static readonly BindingTable<Hypervisor> Table = new BindingTable<Hypervisor>(Platform.Xen, "GRUB_CMDLINE_XEN, GRUB_CMDLINE_XEN_DEFAULT", "xen-command-line")
        .Computed("flask", h => h.SecurityDriver, "'permissive', 'late' or 'disabled', with 'xsm=flask'", source: "flask")
        .Computed("iommu", h => h.UsesIommu, "'no', on a host whose guests have PCI devices", source: "iommu")
        .Computed("iommu", h => h.RemapsInterrupts, "'no-intremap', on a host whose guests have PCI devices", source: "iommu")
        .Computed("spec-ctrl, xpti, pv-l1tf", h => h.MitigatesSideChannels, "'no'", source: "spec-ctrl (x86)");

    public override string Id => "xen-grub";

    public override Platform Platform => Platform.Xen;

    public override string Title => "command line of the hypervisor (/etc/default/grub)";

    public override PathClaim Claim(FilePath path) =>
        (path.FolderName == "default" && path.Name.StartsWith("grub", StringComparison.Ordinal)) || path.FolderName is "grub.d" ? PathClaim.Possible : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text) => TextHead.HasLine(text, " \t", Variable);

    public override string SiteRoot(FilePath path) => XenPaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var text = context.File.Text;
        var hypervisor = context.Add(new Hypervisor("Xen", context.Origin(default(TextSpan))));
        var options = text.Lines.SelectMany(line => OptionsIn(text, line)).ToList();
        var usesFlask = options.Exists(static option => option is { Name: "xsm", Value: "flask" });
        foreach (var option in options)
            BindOption(hypervisor, option, usesFlask, context);
    }

    private static System.Collections.Generic.IEnumerable<BootOption> OptionsIn(SourceText text, TextLine line)
    {
        var start = line.Start;
        while (start < line.End && text[start] is ' ' or '\t')
            start++;

        var content = text.ToString(TextSpan.FromBounds(start, line.End));
        if (!content.StartsWith(Variable, StringComparison.Ordinal) || content.IndexOf('=') is not (> 0 and var equals))
            yield break;

        for (var at = equals + 1; at < content.Length;)
        {
            if (content[at] is ' ' or '"' or '\'')
            {
                at++;
                continue;
            }

            var end = at;
            while (end < content.Length && content[end] is not (' ' or '"' or '\''))
                end++;

            var word = content.Substring(at, end - at);
            var split = word.IndexOf('=');
            yield return new(split < 0 ? word : word.Substring(0, split), split < 0 ? "" : word.Substring(split + 1), split < 0 ? new TextSpan(start + at, word.Length) : TextSpan.FromBounds(start + at + split + 1, start + end));
            at = end;
        }
    }

    private static void BindOption(Hypervisor hypervisor, BootOption option, bool usesFlask, BindingContext context)
    {
        if (TemplateMarks.Contains(option.Value) || option.Value.IndexOf('$') >= 0)
            return;

        var parts = option.Value.Split(',');
        var isOff = Array.IndexOf(s_no, parts[0]) >= 0;
        var origin = context.Origin(option.Span);
        switch (option.Name)
        {
            case "flask" when usesFlask && option.Value is "permissive" or "late" or "disabled":
                hypervisor.SecurityDriver = Fact.Stated(SecurityDriver.None, origin, option.Text, "flask");
                break;
            case "iommu":
                if (isOff)
                    hypervisor.UsesIommu = Fact.Stated(false, origin, option.Value.Length == 0 ? option.Name : option.Value, "iommu");

                if (parts.Contains("no-intremap") || parts.Contains("intremap=no") || parts.Contains("intremap=off") || parts.Contains("intremap=0"))
                    hypervisor.RemapsInterrupts = Fact.Stated(false, origin, option.Value.Length == 0 ? option.Name : option.Value, "iommu");

                break;
            case "no-iommu":
                hypervisor.UsesIommu = Fact.Stated(false, origin, option.Value.Length == 0 ? option.Name : option.Value, "iommu");
                break;
            case "spec-ctrl" when isOff || parts.Contains("no-xen") || parts.Contains("xen=no"):
            case "xpti" or "pv-l1tf" when isOff:
            case "no-xpti" or "no-spec-ctrl" or "no-pv-l1tf":
                hypervisor.MitigatesSideChannels = Fact.Stated(false, origin, option.Text, option.Name);
                break;
        }
    }

    private sealed record BootOption(string Name, string Value, TextSpan Span)
    {
        public string Text => Value.Length == 0 ? Name : $"{Name}={Value}";
    }
}
