using System;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Ini;

namespace VirtLint.Formats.Libvirt.Access;

/// <summary>The logins that libvirt's clients use without asking: <c>auth.conf</c>.</summary>
/// <remarks>libvirt, auth.rst, "Client configuration": sections [credentials-NAME] and [auth-SERVICE-HOST].</remarks>
internal sealed class AuthConfFormat : Format
{
    public static readonly BindingTable<Credential> Table = new BindingTable<Credential>(Platform.Libvirt, "auth.conf: credentials-NAME", "libvirt, auth.rst")
        .Row("password", (c, f) => c.Value = f, Vocabulary.Secret, source: "Client configuration");

    public override string Id => "libvirt-auth-conf";

    public override Platform Platform => Platform.Libvirt;

    public override string Title => "libvirt client logins (auth.conf)";

    public override PathClaim Claim(FilePath path) => LibvirtPaths.NameWithoutTemplate(path) == "auth.conf" ? PathClaim.Possible : PathClaim.None;

    public override bool Sniff(FilePath path, SourceText text) => TextHead.Has(text, "[credentials-");

    public override string SiteRoot(FilePath path) => LibvirtPaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        var tree = IniTree.Parse(context.File.Text, IniDialect.KeyFile);
        context.AddErrors(tree);
        foreach (var section in tree.Sections)
        {
            if (section.Name.StartsWith("credentials-", StringComparison.Ordinal))
                Table.Bind(context.Add(new Credential(section.Name, context.Origin(section.HeaderSpan))), section, context);
        }
    }
}
