using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Incus;

/// <summary>Binds a client's certificate that the daemon trusts.</summary>
internal static class CertificateBinder
{
    private const string Source = "Incus, doc/authentication";

    public static readonly BindingTable<Credential> Table = new BindingTable<Credential>(Platform.Incus, "certificate", Source)
        .Row("restricted", (c, f) => c.HasAllRightsOfOwner = f, IncusWords.Opposite, whenAbsent: true, source: "Restricted TLS certificates")
        .Computed("type", c => c.OwnerLevel, "'client', which administers; 'metrics', which reads", source: "Trusted TLS clients");

    public static void Bind(SettingScope certificate, BindingContext context)
    {
        if (certificate.Find("type")?.Value is not (null or "client"))
            return;

        var name = certificate.Find("name");
        var client = context.Add(new Credential(name is { Unresolved: null, Value.Length: > 0 } ? name.Value : "client", context.Origin(name?.ValueSpan ?? certificate.Anchor)));
        client.OwnerLevel = Facts.Default(context, AccessLevel.Administer, client.Origin.Span, Source);
        Table.Bind(client, certificate, context);
    }
}
