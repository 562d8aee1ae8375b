using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Ini;

namespace VirtLint.Formats.Vmware;

/// <summary>What VMware Tools may do in a guest: <c>tools.conf</c>.</summary>
internal sealed class ToolsFormat : Format
{
    private const string Source = "vSphere 8 Security Configuration & Hardening Guide";

    private static readonly string[] s_sections = ["[logging]", "[vmsvc]", "[guestinfo]", "[autoupgrade]", "[globalconf]", "[deployPkg]", "[servicediscovery]", "[appinfo]", "[guestoperations]", "[vmbackup]"];

    private static readonly (string Section, string Key, string What)[] s_openings =
    [
        ("globalconf", "enabled", "set up its tools anew from a file of their own"),
        ("autoupgrade", "allow-msi-transforms", "change its tools by a transform of their own while they are upgraded"),
    ];

    public static readonly BindingTable<VirtualMachine> Table = new BindingTable<VirtualMachine>(Platform.Vmware, "tools.conf", Source)
        .Computed("[globalconf] enabled, [autoupgrade] allow-msi-transforms", m => m.ToolsOpening, "'true'", source: "guest-8.tools-globalconf, guest-8.tools-allow-transforms");

    public override string Id => "vmware-tools";

    public override Platform Platform => Platform.Vmware;

    public override string Title => "VMware Tools (tools.conf)";

    public override PathClaim Claim(FilePath path) => path.Name is "tools.conf" or "tools.conf.j2" ? PathClaim.Possible : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text) => TextHead.HasLine(text, "", s_sections);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = IniTree.Parse(context.File.Text, IniDialect.KeyFile);
        context.AddErrors(tree);
        context.IsPartial = true;
        foreach (var (name, key, what) in s_openings)
        {
            if (tree.Section(name) is not { } section || section.Find(key) is not { } setting)
                continue;

            var opens = Facts.Read(section, setting, key, Vocabulary.OfAnyCase(("true", true), ("false", false), ("1", true), ("0", false)), context);
            if (opens.IsUnresolved || opens.Is(true))
                context.Add(new VirtualMachine("guest", context.Origin(setting.KeySpan)) { IsAmendment = true, HasPlaceForLabels = false }).ToolsOpening = opens.Select(_ => what);
        }
    }
}
