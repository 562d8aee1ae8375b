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
        .Row("LISTEN_IP", (e, f) => e.Address = f, Vocabulary.Listen, whenAbsent: ListenAddress.Of(""), source: "Listening IP Address")
        .Computed(
            "ALLOW_FROM, DENY_FROM, POLICY", e => e.AllowedSources,
            "addresses and networks between commas; 'allow' or 'deny'",
            whenAbsent: "any",
            source: "Host based Access Control")
        .Computed("CIPHERS", e => e.WeakMethod, "a cipher list of OpenSSL", source: "SSL Cipher Suite")
        .Computed("(file)", e => e.IsEnabled, "the service always runs")
        .Computed("(file)", e => e.Protection, "HTTPS")
        .Computed("(file)", e => e.Authentication, "a login");

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
        endpoint.AllowedSources = AllowedSources(tree, context);
        if (tree.Preamble.Find("CIPHERS") is { } ciphers)
            endpoint.WeakMethod = WeakCipher(ciphers, context);
    }

    /// <summary>
    /// Whom the lists let in: those that ALLOW_FROM names, as long as DENY_FROM or POLICY keep out the rest.
    /// </summary>
    /// <remarks>pveproxy(8), "Host based Access Control": what no list names is allowed unless POLICY is deny.</remarks>
    private static Fact<TrafficSource> AllowedSources(IniTree tree, BindingContext context)
    {
        var (allow, deny, policy) = (tree.Preamble.Find("ALLOW_FROM"), tree.Preamble.Find("DENY_FROM"), tree.Preamble.Find("POLICY"));
        foreach (var setting in (Setting?[])[allow, deny, policy])
        {
            if (setting is not null && TemplateMarks.Contains(setting.Value))
                return Fact<TrafficSource>.Unresolved(context.Origin(setting.ValueSpan), setting.Value, "template", setting.Key);
        }

        if (tree.IsTemplate)
            return Fact<TrafficSource>.Absent;

        if (allow is not null && NamesAll(allow))
            return Fact.Stated(TrafficSource.Any, context.Origin(allow.ValueSpan), allow.Value, allow.Key);

        if (policy is { Value: "deny" } || (deny is not null && NamesAll(deny)))
        {
            var list = allow ?? policy ?? deny;
            return list is null ? Fact<TrafficSource>.Absent : Fact.Stated(TrafficSource.Of(allow?.Value ?? ""), context.Origin(list.ValueSpan), list.Value, list.Key);
        }

        return (policy ?? deny ?? allow) is { } open
            ? Fact.Stated(TrafficSource.Any, context.Origin(open.ValueSpan), open.Value, open.Key)
            : Fact.Default(TrafficSource.Any, context.Origin(tree.Root.Anchor), $"{Source}: Host based Access Control", "ALLOW_FROM");
    }

    private static bool NamesAll(Setting list)
    {
        foreach (var part in list.Value.Split(','))
        {
            if (part.Trim() is "all" or "0/0" or "0.0.0.0/0" or "::/0")
                return true;
        }

        return false;
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
