using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox;

/// <summary>Where a Proxmox VE cluster sends its metrics: <c>status.cfg</c>.</summary>
/// <remarks>pve-docs, pve-external-metric-server.adoc; pve-manager, Status/{InfluxDB,Graphite,OpenTelemetry}.pm.</remarks>
internal sealed class MetricServerFormat : Format
{
    private const string Source = "pve-external-metric-server.adoc";

    public static readonly BindingTable<LogSink> Common = new BindingTable<LogSink>(Platform.ProxmoxVe, "status.cfg", Source)
        .Row("disable", (s, f) => s.IsEnabled = f, PveFlags.Off, whenAbsent: true, source: "disable")
        .Row("server", (s, f) => s.Target = f, Vocabulary.Text, source: "server")
        .Computed("token, bucket, organization, otel-headers", s => s.HasCredential, "any of them")
        .Computed("type", s => s.Transport, "'graphite' is in clear", source: "Graphite");

    public static readonly BindingTable<LogSink> InfluxDb = new BindingTable<LogSink>(Platform.ProxmoxVe, "status.cfg: influxdb", Source)
        .Row(
            "influxdbproto",
            (s, f) => s.Transport = f,
            Vocabulary.Of(("https", LinkProtection.Encrypted), ("http", LinkProtection.None), ("udp", LinkProtection.None)),
            whenAbsent: LinkProtection.None,
            source: "InfluxDB: influxdbproto, \"udp\" by default")
        .Row("verify-certificate", (s, f) => s.VerifyPeer = f, PveFlags.On, whenAbsent: true, source: "InfluxDB: verify-certificate");

    public static readonly BindingTable<LogSink> OpenTelemetry = new BindingTable<LogSink>(Platform.ProxmoxVe, "status.cfg: opentelemetry", Source)
        .Row(
            "otel-protocol",
            (s, f) => s.Transport = f,
            Vocabulary.Of(("https", LinkProtection.Encrypted), ("http", LinkProtection.None)),
            whenAbsent: LinkProtection.Encrypted,
            source: "OpenTelemetry: otel-protocol")
        .Row("otel-verify-ssl", (s, f) => s.VerifyPeer = f, PveFlags.On, whenAbsent: true, source: "OpenTelemetry: otel-verify-ssl");

    public override string Id => "pve-status";

    public override Platform Platform => Platform.ProxmoxVe;

    public override string Title => "Proxmox VE metric servers (status.cfg)";

    public override PathClaim Claim(FilePath path) => path.Name switch
    {
        "status.cfg" when PvePaths.IsInClusterFolder(path) => PathClaim.Certain,
        "status.cfg" => PathClaim.Possible,
        _ => PathClaim.None,
    };

    public override bool Sniff(FilePath path, Microsoft.CodeAnalysis.Text.SourceText text)
    {
        foreach (var section in SectionConfigTree.Parse(text).Sections)
        {
            if (section.Type is "influxdb" or "graphite" or "opentelemetry")
                return true;
        }

        return false;
    }

    public override string SiteRoot(FilePath path) => PvePaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = SectionConfigTree.Parse(context.File.Text);
        context.AddErrors(tree);
        context.IsPartial = tree.IsTemplate;
        foreach (var section in tree.Sections)
        {
            if (section.Type is not ("influxdb" or "graphite" or "opentelemetry"))
                continue;

            var anchor = context.Origin(section.Anchor);
            var sink = context.Add(new LogSink(section.Id.Length == 0 ? section.Type : section.Id, anchor));
            Common.Bind(sink, section, context);
            if (section.Type == "influxdb")
                BindInfluxDb(sink, section, context);
            else if (section.Type == "opentelemetry")
                BindOpenTelemetry(sink, section, context);
            else
                sink.Transport = Fact.Default(LinkProtection.None, anchor, $"{Source}: Graphite");
        }
    }

    /// <summary>
    /// The second version of InfluxDB's API, which a bucket or an organization belongs to, asks for a token. Proxmox VE keeps
    /// it below priv/. // Status/InfluxDB.pm
    /// </summary>
    private static void BindInfluxDb(LogSink sink, ConfigSection section, BindingContext context)
    {
        InfluxDb.Bind(sink, section, context);
        var isHttp = section.Find("influxdbproto") is { Value: "http" or "https" };
        if ((section.Find("token") ?? (isHttp ? section.Find("bucket") ?? section.Find("organization") : null)) is { } token)
            sink.HasCredential = Fact.Stated(true, context.Origin(token.KeySpan), token.Key, token.Key);
    }

    /// <summary>Headers are there to log in. They hold the secret itself. // Status/OpenTelemetry.pm: otel-headers</summary>
    private static void BindOpenTelemetry(LogSink sink, ConfigSection section, BindingContext context)
    {
        OpenTelemetry.Bind(sink, section, context);
        if (section.Find("otel-headers") is { } headers)
            sink.HasCredential = Fact.Stated(true, context.Origin(headers.ValueSpan), headers.Value, headers.Key).Masked();
    }
}
