using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Libvirt.Network;

/// <summary>What unprivileged users may ask of QEMU's bridge helper: <c>/etc/qemu/bridge.conf</c>.</summary>
/// <remarks>QEMU, qemu-bridge-helper.c: parse_acl_file. A deny of any line wins over every allow.</remarks>
internal sealed class BridgeConfFormat : Format
{
    public static readonly BindingTable<VirtualSwitch> Table = new BindingTable<VirtualSwitch>(Platform.Libvirt, "bridge.conf", "QEMU, qemu-bridge-helper.c: parse_acl_file")
        .Computed("allow, deny", s => s.OpenToLocalUsers, "'all'");

    public override string Id => "qemu-bridge-conf";

    public override Platform Platform => Platform.Libvirt;

    public override string Title => "QEMU bridge helper access list (bridge.conf)";

    public override PathClaim Claim(FilePath path) => path.Name is not ("bridge.conf" or "bridge.conf.j2") ? PathClaim.None
        : path.FolderName is "qemu" or "qemu-kvm" ? PathClaim.Certain
        : PathClaim.Possible;

    public override bool Sniff(FilePath path, SourceText text)
    {
        var isAcl = false;
        foreach (var line in text.Lines)
        {
            var (verb, name) = Read(text, line.Span);
            if (verb.Text.Length == 0)
                continue;

            if (verb.Text is not ("allow" or "deny" or "include") || name.Text.Length == 0)
                return false;

            isAcl = true;
        }

        return isAcl;
    }

    public override string SiteRoot(FilePath path) => LibvirtPaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        Literal? all = null;
        Literal? denied = null;
        foreach (var line in context.File.Text.Lines)
        {
            var (verb, name) = Read(context.File.Text, line.Span);
            if (name.Text == "all" && verb.Text == "allow")
                all ??= name;
            else if (name.Text == "all" && verb.Text == "deny")
                denied ??= name;
        }

        if (all is not { } word)
            return;

        var bridges = context.Add(new VirtualSwitch("all", context.Origin(word.Span)));
        bridges.OpenToLocalUsers = Fact.Stated(denied is null, context.Origin(word.Span), word.Text, "allow");
    }

    private static (Literal Verb, Literal Name) Read(SourceText text, TextSpan line)
    {
        var verb = Word(text, line.Start, line.End);
        return verb.Text.Length == 0 || verb.Text[0] == '#' ? (new("", default), new("", default)) : (verb, Word(text, verb.Span.End, line.End));
    }

    private static Literal Word(SourceText text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
            start++;

        var stop = start;
        while (stop < end && !char.IsWhiteSpace(text[stop]))
            stop++;

        var span = TextSpan.FromBounds(start, stop);
        return new(text.ToString(span), span);
    }
}
