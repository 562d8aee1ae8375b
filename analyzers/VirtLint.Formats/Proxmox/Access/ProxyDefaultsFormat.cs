using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Ini;

namespace VirtLint.Formats.Proxmox.Access;

/// <summary>How the web interface and API of Proxmox VE listen: <c>/etc/default/pveproxy</c>.</summary>
/// <remarks>pve-docs, pveproxy.adoc.</remarks>
internal sealed class ProxyDefaultsFormat : Format
{
    private const string Source = "pveproxy(8)";

    public static readonly BindingTable<ManagementEndpoint> Table = new BindingTable<ManagementEndpoint>(Platform.ProxmoxVe, "/etc/default/pveproxy", Source)
        .Row("LISTEN_IP", (e, f) => e.Address = f, Vocabulary.Listen, whenAbsent: ListenAddress.Of(""), source: "Listening IP Address");

    public override string Id => "pve-proxy";

    public override Platform Platform => Platform.ProxmoxVe;

    public override string Title => "Proxmox VE web interface settings (/etc/default/pveproxy)";

    public override PathClaim Claim(FilePath path) => path.Name is "pveproxy" or "pveproxy.j2" && path.FolderName is "default" ? PathClaim.Certain : PathClaim.None;

    public override string SiteRoot(FilePath path) => PvePaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = IniTree.Parse(context.File.Text, IniDialect.ShellAssignments);
        context.AddErrors(tree);
        var endpoint = context.Add(new ManagementEndpoint("pveproxy", context.Origin(tree.Root.Anchor)) { Role = EndpointRole.Listener });
        Table.Bind(endpoint, tree.Preamble, context);
        endpoint.Protection = Fact.Default(LinkProtection.Encrypted, endpoint.Origin, Source);
        endpoint.Authentication = Fact.Default(ClientAuthentication.Login, endpoint.Origin, Source);
        endpoint.IsEnabled = Fact.Default(true, endpoint.Origin, Source);
        if (tree.Preamble.Find("CIPHERS") is { } ciphers)
            endpoint.WeakMethod = WeakCipher(ciphers, context);
    }

    /// <summary>The first word of an OpenSSL cipher list that admits what is broken. // openssl-ciphers(1)</summary>
    private static Fact<WeakMethod> WeakCipher(Setting ciphers, BindingContext context)
    {
        var text = ciphers.Value;
        if (TemplateMarks.Contains(text))
            return Fact<WeakMethod>.Unresolved(context.Origin(ciphers.ValueSpan), text, "template", ciphers.Key);

        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOfAny([':', ',', ' '], start);
            if (end < 0)
                end = text.Length;

            var word = text.Substring(start, end - start);
            if (word.Length > 0 && word[0] is not ('!' or '-' or '@') && HarmOf(word) is { } harm)
            {
                var span = ciphers.ValueSpan.Length == text.Length ? new TextSpan(ciphers.ValueSpan.Start + start, word.Length) : ciphers.ValueSpan;
                return Fact.Stated(new WeakMethod(word, harm), context.Origin(span), word, ciphers.Key);
            }

            start = end + 1;
        }

        return Fact<WeakMethod>.Absent;
    }

    private static string? HarmOf(string word)
    {
        foreach (var part in word.TrimStart('+').Split('-', '+', '_'))
        {
            switch (part)
            {
                case "NULL" or "eNULL" or "COMPLEMENTOFALL":
                    return "encrypts nothing";
                case "aNULL" or "ADH" or "AECDH" or "COMPLEMENTOFDEFAULT":
                    return "leaves the server unauthenticated";
                case "RC4":
                    return "has a cipher stream that can be predicted";
                case "3DES" or "DES" or "CBC3" or "IDEA" or "RC2":
                    return "has blocks too small for long sessions";
                case "EXPORT" or "EXP" or "LOW":
                    return "can be broken by computing alone";
            }
        }

        return null;
    }
}
