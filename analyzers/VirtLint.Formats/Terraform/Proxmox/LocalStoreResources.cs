using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform.Proxmox;

/// <summary>Binds the stores of bpg/proxmox that lie on a node's own disks: what storage.cfg says.</summary>
internal static class LocalStoreResources
{
    private const string DirectorySource = "bpg/proxmox: proxmox_virtual_environment_storage_directory";

    /// <remarks>Shared by default: the provider's own resource_directory.go.</remarks>
    public static readonly BindingTable<ImageStore> Directory = new BindingTable<ImageStore>(Platform.ProxmoxVe, "proxmox_virtual_environment_storage_directory", DirectorySource)
        .Row("path", (s, f) => s.Path = f, Vocabulary.Text, source: "path")
        .Row("shared", (s, f) => s.IsShared = f, TerraformWords.Flag, whenAbsent: true, source: "shared")
        .Row("disable", (s, f) => s.IsDisabled = f, TerraformWords.Flag, whenAbsent: false, source: "disable")
        .Row("backups/keep_all", (s, f) => s.KeepsAllBackups = f, TerraformWords.Flag, source: "backups.keep_all")
        .Computed("content", s => s.Content, "a list", source: "content")
        .Computed("(resource)", s => s.StoreKind, "what the resource is named after");

    public static readonly BindingTable<ImageStore> Volumes = new BindingTable<ImageStore>(
        Platform.ProxmoxVe, "proxmox_virtual_environment_storage_lvm", "bpg/proxmox: proxmox_virtual_environment_storage_lvm, storage_lvmthin, storage_zfspool")
        .Row("disable", (s, f) => s.IsDisabled = f, TerraformWords.Flag, whenAbsent: false, source: "disable")
        .Computed("content", s => s.Content, "a list", source: "content")
        .Computed("(resource)", s => s.StoreKind, "what the resource is named after");

    public static void BindDirectory(TerraformResource resource) =>
        Directory.Bind(NetworkStoreResources.Add(resource, StoreKind.Directory, StoreContent.Guests), resource.Node, resource.Context);

    public static void BindLvm(TerraformResource resource) => BindVolumes(resource, StoreKind.Lvm);

    public static void BindZfs(TerraformResource resource) => BindVolumes(resource, StoreKind.Zfs);

    private static void BindVolumes(TerraformResource resource, StoreKind kind) =>
        Volumes.Bind(NetworkStoreResources.Add(resource, kind, StoreContent.Guests), resource.Node, resource.Context);
}
