using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Ini;

namespace VirtLint.Formats.Libvirt.Access;

/// <summary>How clients log in by SASL: <c>/etc/sasl2/libvirt.conf</c>, and <c>/etc/sasl2/qemu.conf</c> for VNC and SPICE.</summary>
/// <remarks>libvirt, src/remote/libvirtd.sasl; auth.rst, "Username/password auth".</remarks>
internal sealed class SaslFormat : Format
{
    private const string Key = "mech_list";

    public static readonly BindingTable<ManagementEndpoint> Table = new BindingTable<ManagementEndpoint>(Platform.Libvirt, "sasl2/libvirt.conf, sasl2/qemu.conf", "libvirt, auth.rst")
        .Computed("mech_list", e => e.WeakMethod, "'anonymous', 'digest-md5', 'cram-md5', 'plain', 'login' or 'scram-sha-1'", source: "Username/password auth");

    public override string Id => "libvirt-sasl";

    public override Platform Platform => Platform.Libvirt;

    public override string Title => "SASL settings of libvirt and QEMU (sasl2/libvirt.conf, sasl2/qemu.conf)";

    public override PathClaim Claim(FilePath path) =>
        path.FolderName == "sasl2" && LibvirtPaths.NameWithoutTemplate(path) is "libvirt.conf" or "qemu.conf" ? PathClaim.Certain : PathClaim.None;

    public override string SiteRoot(FilePath path) => LibvirtPaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = IniTree.Parse(context.File.Text, IniDialect.Sasl);
        context.AddErrors(tree);
        var isConsole = LibvirtPaths.NameWithoutTemplate(path) == "qemu.conf";
        var endpoint = context.Add(new ManagementEndpoint(isConsole ? "VNC and SPICE login" : "libvirt login", context.Origin(tree.Root.Anchor)) { Role = EndpointRole.Listener });
        if (tree.Preamble.Find(Key) is { } mechanisms)
            endpoint.WeakMethod = Weakest(mechanisms, context);
    }

    /// <summary>The first mechanism that is broken, else the first that only an encrypted transport excuses.</summary>
    private static Fact<WeakMethod> Weakest(Setting mechanisms, BindingContext context)
    {
        if (TemplateMarks.Contains(mechanisms.Value))
            return Fact<WeakMethod>.Unresolved(context.Origin(mechanisms.ValueSpan), mechanisms.Value, "template", Key);

        var weakest = Fact<WeakMethod>.Absent;
        var text = mechanisms.Value;
        for (var start = 0; start < text.Length;)
        {
            var end = start;
            while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] != ',')
                end++;

            var name = text.Substring(start, end - start);
            if (MethodOf(name) is { } method && (!weakest.IsKnown || (method.IsBroken && !weakest.Value.IsBroken)))
                weakest = Fact.Stated(method, context.Origin(new TextSpan(mechanisms.ValueSpan.Start + start, name.Length)), name, Key);

            start = end + 1;
        }

        return weakest;
    }

    private static WeakMethod? MethodOf(string name) => name.ToLowerInvariant() switch
    {
        "anonymous" => new(name, "lets anybody in"),
        // RFC 6331: "Moving DIGEST-MD5 to Historic"
        "digest-md5" => new(name, "was moved to historic status for its many flaws"),
        "cram-md5" => new(name, "can be guessed offline by whoever overhears a login"),
        "plain" or "login" => new(name, "hands the password over as it is unless TLS protects it", IsBroken: false),
        "scram-sha-1" => new(name, "rests on a retired hash", IsBroken: false),
        _ => null,
    };
}
