using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Xml;

namespace VirtLint.Formats.Libvirt.Storage;

/// <summary>Binds <c>&lt;secret&gt;</c>: formatsecret.rst. The document never holds the secret's value.</summary>
internal static class SecretBinder
{
    public static readonly BindingTable<Credential> Table = new BindingTable<Credential>(Platform.Libvirt, "secret", "formatsecret.rst")
        .Row("@private", (c, f) => c.CanBeReadBack = f, Vocabulary.Of(("no", true), ("yes", false)), whenAbsent: true);

    public static bool IsOurs(XmlHead head) =>
        head.Has("<usage") || head.RootTag.Contains("ephemeral=") || head.RootTag.Contains("private=");

    public static void Bind(XmlElement secret, BindingContext context)
    {
        var name = secret.Find("usage/volume/text()") ?? secret.Find("usage/name/text()") ?? secret.Find("usage/target/text()")
            ?? secret.Find("uuid/text()");
        Table.Bind(
            context.Add(new Credential(name?.Value ?? "secret", context.Origin(name?.ValueSpan ?? secret.NameSpan))),
            secret,
            context);
    }
}
