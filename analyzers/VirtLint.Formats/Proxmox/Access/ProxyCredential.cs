using System;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Proxmox.Access;

/// <summary>Binds the password in datacenter.cfg's <c>http_proxy: http://user:password@host:port</c>. // datacenter.cfg(5)</summary>
internal static class ProxyCredential
{
    private const string Key = "http_proxy";

    public static readonly BindingTable<Credential> Table = new BindingTable<Credential>(Platform.ProxmoxVe, "datacenter.cfg", "datacenter.cfg(5)")
        .Computed("http_proxy", c => c.Value, "a password in the URL", source: "http_proxy");

    public static void Bind(SettingScope scope, BindingContext context)
    {
        if (scope.Find(Key) is not { } proxy)
            return;

        var text = proxy.Value;
        var start = text.IndexOf("://", StringComparison.Ordinal) + 3;
        var at = text.LastIndexOf('@');
        if (start < 3 || at <= start || text.IndexOf(':', start, at - start) is not (>= 0 and var colon) || colon + 1 == at)
            return;

        var password = text.Substring(colon + 1, at - colon - 1);
        var origin = context.Origin(new TextSpan(proxy.ValueSpan.Start + colon + 1, password.Length));
        context.Add(new Credential("proxy password", origin)).Value = TemplateMarks.Contains(password)
            ? Fact<string>.Unresolved(origin, password, "template", Key)
            : Fact.Stated(password, origin, password, Key).Masked();
    }
}
