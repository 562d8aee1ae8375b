using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox;

/// <summary>Whom a Proxmox VE cluster notifies: <c>notifications.cfg</c>.</summary>
/// <remarks>pve-docs, notifications.adoc; proxmox-notify, endpoints/{smtp,gotify,webhook,sendmail}.rs.</remarks>
internal sealed class NotificationFormat : Format
{
    private const string Source = "notifications.adoc";

    public static readonly BindingTable<LogSink> Common = new BindingTable<LogSink>(Platform.ProxmoxVe, "notifications.cfg", Source)
        .Row("disable", (s, f) => s.IsEnabled = f, PveFlags.Off, whenAbsent: true, source: "disable")
        .Computed("username, secret", s => s.HasCredential, "smtp: username; webhook: secret", whenAbsent: "gotify: always")
        .Computed("server, url", s => s.Target, "a URL, of gotify and webhook")
        .Computed("server, url", s => s.Transport, "http:// or https://, of gotify and webhook");

    public static readonly BindingTable<LogSink> Smtp = new BindingTable<LogSink>(Platform.ProxmoxVe, "notifications.cfg: smtp", Source)
        .Row("server", (s, f) => s.Target = f, Vocabulary.Text, source: "SMTP: server")
        .Row(
            "mode",
            (s, f) => s.Transport = f,
            Vocabulary.Of(("tls", LinkProtection.Encrypted), ("starttls", LinkProtection.Encrypted), ("insecure", LinkProtection.None)),
            whenAbsent: LinkProtection.Encrypted,
            source: "SMTP: mode, \"defaults to tls\"");

    public override string Id => "pve-notifications";

    public override Platform Platform => Platform.ProxmoxVe;

    public override string Title => "Proxmox VE notification targets (notifications.cfg)";

    /// <summary>The file of the same name below priv/ holds nothing but secrets.</summary>
    public override PathClaim Claim(FilePath path) =>
        path.Name is "notifications.cfg" && path.FolderName is not "priv" ? PathClaim.Certain : PathClaim.None;

    public override string SiteRoot(FilePath path) => PvePaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = SectionConfigTree.Parse(context.File.Text);
        context.AddErrors(tree);
        context.IsPartial = tree.IsTemplate;
        foreach (var section in tree.Sections)
        {
            if (section.Type is not ("smtp" or "gotify" or "webhook" or "sendmail"))
                continue;

            var sink = context.Add(new LogSink(section.Id, context.Origin(section.Anchor)));
            Common.Bind(sink, section, context);
            if (section.Type == "smtp")
                BindSmtp(sink, section, context);
            else if (section.Type is "gotify" or "webhook")
                BindUrl(sink, section, context);
        }
    }

    private static void BindSmtp(LogSink sink, ConfigSection section, BindingContext context)
    {
        Smtp.Bind(sink, section, context);
        if (section.Find("username") is { } user)
            sink.HasCredential = Fact.Stated(true, context.Origin(user.ValueSpan), user.Value, user.Key);
    }

    /// <summary>Gotify always takes a token; a webhook takes one where it has secrets. // priv/notifications.cfg</summary>
    private static void BindUrl(LogSink sink, ConfigSection section, BindingContext context)
    {
        if (section.Find(section.Type == "gotify" ? "server" : "url") is not { } url)
            return;

        sink.Target = Facts.Read(section, url, url.Key, Vocabulary.Text, context);
        sink.Transport = sink.Target.Select(ProtectionOf);
        if (section.Type == "gotify")
            sink.HasCredential = Fact.Default(true, sink.Origin, $"{Source}: Gotify");
        else if (section.Find("secret") is { } secret)
            sink.HasCredential = Fact.Stated(true, context.Origin(secret.ValueSpan), secret.Value, secret.Key).Masked();
    }

    private static LinkProtection ProtectionOf(string url) =>
        url.StartsWith("http://", System.StringComparison.OrdinalIgnoreCase) ? LinkProtection.None : LinkProtection.Encrypted;
}
