using System;
using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.Libvirt.Access;

/// <summary>The values of libvirt's secrets, and the private keys of its TLS endpoints.</summary>
/// <remarks>libvirt, formatsecret.rst; kbase/tlscerts.rst: /etc/libvirt/secrets/UUID.base64, /etc/pki/libvirt/private/serverkey.pem.</remarks>
internal sealed class LibvirtSecretFormat : Format
{
    public static readonly BindingTable<Credential> Table = new BindingTable<Credential>(Platform.Libvirt, "secrets/*.base64, pki/libvirt/private/*.pem", "libvirt, formatsecret.rst; kbase/tlscerts.rst")
        .Computed("(path)", c => c.SecretFile, "the file's name and folder")
        .Computed("(file)", c => c.Value, "the whole file, unless it is encrypted");

    public override string Id => "libvirt-secret-value";

    public override Platform Platform => Platform.Libvirt;

    public override string Title => "libvirt secret values and private keys (secrets/*.base64, pki/libvirt/private/*.pem)";

    public override PathClaim Claim(FilePath path)
    {
        if (path.EndsWith(".base64") && path.FolderName == "secrets")
            return PathClaim.Certain;

        return path.EndsWith("key.pem") && IsOfLibvirt(path.Folder) ? PathClaim.Possible : PathClaim.None;
    }

    public override bool Sniff(FilePath path, SourceText text) => SecretFiles.IsPrivateKey(text);

    public override string SiteRoot(FilePath path) => LibvirtPaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context) =>
        SecretFiles.Bind(path, path.EndsWith(".base64") ? SecretFile.StorageKey : SecretFile.PrivateKey, context);

    private static bool IsOfLibvirt(string folder)
    {
        foreach (var product in (string[])["pki/libvirt", "pki/qemu", "libvirt/pki", "libvirt-vnc", "libvirt-spice", "libvirt-migrate"])
        {
            if (folder.IndexOf(product, StringComparison.Ordinal) >= 0)
                return true;
        }

        return false;
    }
}
