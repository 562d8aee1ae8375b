using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Proxmox;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform.Proxmox;

/// <summary>Binds the stores of bpg/proxmox that lie on another machine: what storage.cfg says.</summary>
internal static class NetworkStoreResources
{
    public static readonly BindingTable<ImageStore> Nfs = Declare("nfs")
        .Computed("server, export", s => s.Endpoint, "a host and what it exports", source: "export")
        .Computed("options", s => s.Authentication, "'sec=krb5…'", whenAbsent: "the client's address", source: "options")
        .Computed("options", s => s.TransitProtection, "'sec=krb5p'", whenAbsent: "none", source: "options");

    public static readonly BindingTable<ImageStore> Smb = Declare("cifs")
        .Computed("server, share", s => s.Endpoint, "a host and what it shares", source: "share")
        .Computed("options, username", s => s.Authentication, "a user", source: "username")
        .Computed("options", s => s.TransitProtection, "'seal'", whenAbsent: "none", source: "options");

    public static readonly BindingTable<ImageStore> BackupServer = Declare("pbs")
        .Computed("generate_encryption_key, encryption_key", s => s.BackupEncryption, "'true', or a key", whenAbsent: "false", source: "generate_encryption_key");

    public static readonly BindingTable<Credential> SmbPassword = Password("cifs");

    public static readonly BindingTable<Credential> BackupPassword = Password("pbs");

    public static void BindNfs(TerraformResource resource)
    {
        var store = Add(resource, StoreKind.Nfs, StoreContent.Guests);
        Nfs.Bind(store, resource.Node, resource.Context);
        BindShare(store, resource, "nfs", "export");
    }

    public static void BindSmb(TerraformResource resource)
    {
        var store = Add(resource, StoreKind.Smb, StoreContent.Guests);
        Smb.Bind(store, resource.Node, resource.Context);
        BindShare(store, resource, "smb", "share");
        BindPassword(resource, SmbPassword);
    }

    public static void BindBackupServer(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var store = Add(resource, StoreKind.BackupServer, StoreContent.Backups);
        BackupServer.Bind(store, node, context);
        store.BackupEncryption = node.Find("encryption_key") is { } key ? ArgumentFacts.Of(node, key, static _ => true, context).Masked()
            : node.Find("generate_encryption_key") is { } generates ? ArgumentFacts.Of(node, generates, static word => word == "true", context)
            : Facts.Default(context, false, node.Anchor, "bpg/proxmox: proxmox_virtual_environment_storage_pbs: generate_encryption_key");
        BindPassword(resource, BackupPassword);
    }

    private static BindingTable<ImageStore> Declare(string type) =>
        new BindingTable<ImageStore>(Platform.ProxmoxVe, $"proxmox_virtual_environment_storage_{type}", $"bpg/proxmox: proxmox_virtual_environment_storage_{type}")
            .Row("disable", (s, f) => s.IsDisabled = f, TerraformWords.Flag, whenAbsent: false, source: "disable")
            .Row("server", (s, f) => s.Server = f, Vocabulary.Text, source: "server")
            .Row("backups/keep_all", (s, f) => s.KeepsAllBackups = f, TerraformWords.Flag, source: "backups.keep_all")
            .Computed("content", s => s.Content, "a list", source: "content")
            .Computed("(resource)", s => s.StoreKind, "what the resource is named after");

    private static BindingTable<Credential> Password(string type) =>
        new BindingTable<Credential>(Platform.ProxmoxVe, $"proxmox_virtual_environment_storage_{type}", $"bpg/proxmox: proxmox_virtual_environment_storage_{type}")
            .Row("password", (c, f) => c.Value = f, Vocabulary.Secret, source: "password");

    internal static ImageStore Add(TerraformResource resource, StoreKind kind, StoreContent content)
    {
        var (node, context) = (resource.Node, resource.Context);
        var id = node.Find("id");
        var store = context.Add(new ImageStore(id is { Unresolved: null } ? id.Value : resource.Address, context.Origin(id?.ValueSpan ?? node.Anchor)) { DeployedTo = Platform.ProxmoxVe });
        store.StoreKind = Fact.Stated(kind, context.Origin(node.Anchor), resource.Type);
        store.Content = node.Find("content") is { } stated
            ? ArgumentFacts.Of(node, stated, _ => StorageFormat.Content.TryRead(string.Join(",", ArgumentFacts.Words(stated).Select(static word => word.Text)), out var value) ? value : content, context)
            : Facts.Default(context, content, node.Anchor, "pve-storage: plugindata", "content");
        return store;
    }

    private static void BindShare(ImageStore store, TerraformResource resource, string scheme, string key)
    {
        var (node, context) = (resource.Node, resource.Context);
        if (node.Find("options") is { Unresolved: { } reason } unknown)
        {
            var origin = context.Origin(unknown.ValueSpan);
            store.Authentication = Fact<StoreAuthentication>.Unresolved(origin, unknown.Value, reason, unknown.Key);
            store.TransitProtection = Fact<LinkProtection>.Unresolved(origin, unknown.Value, reason, unknown.Key);
        }
        else
        {
            NetworkShares.Bind(store, node.Find("options") is { } options ? [options] : [], node, context, hasUser: node.Find("username") is not null);
        }

        if (node.Find("server") is { Unresolved: null } server && node.Find(key) is { Unresolved: null } share)
            store.Endpoint = ArgumentFacts.Of(node, share, path => NetworkShares.Endpoint(scheme, server.Value, path + node.Find("subdirectory")?.Value), context);
    }

    private static void BindPassword(TerraformResource resource, BindingTable<Credential> table)
    {
        var (node, context) = (resource.Node, resource.Context);
        if (node.Find("password") is { } password)
            table.Bind(context.Add(new Credential($"{resource.Address}: password", context.Origin(password.ValueSpan))), node, context);
    }
}
