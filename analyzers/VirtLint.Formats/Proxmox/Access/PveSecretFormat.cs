using Microsoft.CodeAnalysis.Text;
using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.Proxmox.Access;

/// <summary>What Proxmox VE keeps below <c>/etc/pve/priv</c>, and the keys of its nodes.</summary>
/// <remarks>pve-docs, pmxcfs.adoc, "Files"; pve-storage keeps passwords in priv/storage/ID.pw and keys in ID.enc.</remarks>
internal sealed class PveSecretFormat : Format
{
    public static readonly BindingTable<Credential> Table = new BindingTable<Credential>(Platform.ProxmoxVe, "priv/*", "pmxcfs.adoc: File System Layout")
        .Computed("(path)", c => c.SecretFile, "the file's name and folder")
        .Computed("(file)", c => c.Value, "the whole file, unless it is encrypted");

    public override string Id => "pve-secret";

    public override Platform Platform => Platform.ProxmoxVe;

    public override string Title => "Proxmox VE key and password files (priv/*, pve-ssl.key, pve-www.key)";

    public override PathClaim Claim(FilePath path)
    {
        if (KindOf(path) is not { } kind)
            return PathClaim.None;

        return kind == SecretFile.PrivateKey ? PathClaim.Possible : PathClaim.Certain;
    }

    public override bool Sniff(FilePath path, SourceText text) => SecretFiles.IsPrivateKey(text);

    public override string SiteRoot(FilePath path) => PvePaths.SiteRoot(path);

    public override void Bind(FilePath path, BindingContext context)
    {
        if (KindOf(path) is { } kind)
            SecretFiles.Bind(path, kind, context);
    }

    private static SecretFile? KindOf(FilePath path)
    {
        var folder = new FilePath(path.Folder);
        var isInPrivate = folder.Name == "priv";
        var isBelowPrivate = folder.FolderName == "priv";
        return path.Name switch
        {
            "pve-ssl.key" or "pve-www.key" or "pveproxy-ssl.key" => SecretFile.PrivateKey,
            "authkey.key" or "pve-root-ca.key" when isInPrivate => SecretFile.PrivateKey,
            "shadow.cfg" when isInPrivate => SecretFile.PasswordStore,
            "notifications.cfg" when isInPrivate => SecretFile.PasswordStore,
            "tfa.cfg" when isInPrivate => SecretFile.SecondFactorStore,
            "token.cfg" when isInPrivate => SecretFile.TokenStore,
            _ when isBelowPrivate && folder.Name is "storage" or "metricserver" or "realm" or "ldap" && (path.EndsWith(".pw") || path.EndsWith(".enc")) => SecretFile.StorageKey,
            _ when (isInPrivate || (isBelowPrivate && folder.Name == "ceph")) && path.EndsWith(".keyring") => SecretFile.StorageKey,
            _ => null,
        };
    }
}
