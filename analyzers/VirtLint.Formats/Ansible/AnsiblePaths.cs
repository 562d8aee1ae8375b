using System;

namespace VirtLint.Formats.Ansible;

/// <summary>Ansible's layout of folders. // Ansible, "Roles": role directory structure; "How to build your inventory"</summary>
internal static class AnsiblePaths
{
    private static readonly string[] s_taskFolders = ["tasks", "handlers"];
    private static readonly string[] s_variableFolders = ["defaults", "vars"];

    public static bool IsYaml(FilePath path) => path.EndsWith(".yml") || path.EndsWith(".yaml");

    /// <summary>Whether the path alone says that the file gives variables values.</summary>
    public static bool IsVariables(FilePath path) => IsYaml(path) && (IsInventory(path.Full) || IsIn(path.Full, s_variableFolders));

    /// <summary>Whether the file lies where variables lie, of a role or beside a playbook.</summary>
    public static bool MayBeVariables(FilePath path) => IsYaml(path) && (IsInventory(path.Full) || Array.IndexOf(s_variableFolders, path.FolderName) >= 0 || IsIn(path.Full, s_variableFolders));

    /// <summary>Whether the path alone says that the file holds tasks.</summary>
    public static bool IsTasks(FilePath path) => IsYaml(path) && IsIn(path.Full, s_taskFolders);

    /// <summary>The folder of the role that a file belongs to; of a file beside a playbook, the folder that would be one. Null when there is none.</summary>
    public static string? RoleOf(string path)
    {
        var segments = path.Split('/');
        for (var i = segments.Length - 2; i >= 0; i--)
        {
            if (Array.IndexOf(s_taskFolders, segments[i]) >= 0 || Array.IndexOf(s_variableFolders, segments[i]) >= 0)
                return string.Join("/", segments, 0, i);
        }

        return null;
    }

    /// <summary>The folder that holds the playbooks which use a role.</summary>
    public static string BaseOf(string role)
    {
        var folder = new FilePath(role);
        return folder.FolderName == "roles" || folder.Folder == "roles" ? Parent(folder.Folder) : role;
    }

    /// <summary>The folder that playbooks in a folder share with inventories: <c>playbooks/</c> lies beside them.</summary>
    public static string BaseOfPlaybook(string folder) => new FilePath(folder).Name == "playbooks" ? Parent(folder) : folder;

    public static string Parent(string folder) => new FilePath(folder).Folder;

    /// <summary>The owner, the kind and the name of a file with variables of a group or host: <c>inventories/prod</c>, <c>group_vars</c>, <c>esxi</c>.</summary>
    public static (string Owner, bool IsHost, string Name)? InventoryOf(string path)
    {
        var segments = path.Split('/');
        for (var i = segments.Length - 2; i >= 0; i--)
        {
            if (segments[i] is not ("group_vars" or "host_vars"))
                continue;

            var name = segments[i + 1];
            var dot = i + 1 == segments.Length - 1 ? name.LastIndexOf('.') : -1;
            return (string.Join("/", segments, 0, i), segments[i] == "host_vars", dot > 0 ? name.Substring(0, dot) : name);
        }

        return null;
    }

    public static bool IsWithin(string path, string folder) => folder.Length == 0 || path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal);

    private static bool IsInventory(string path) => HasSegment(path, "group_vars") || HasSegment(path, "host_vars");

    private static bool HasSegment(string path, string name) =>
        path.StartsWith(name + "/", StringComparison.Ordinal) || path.IndexOf("/" + name + "/", StringComparison.Ordinal) >= 0;

    /// <summary>Whether the path is <c>roles/NAME/FOLDER/…</c>.</summary>
    private static bool IsIn(string path, string[] folders)
    {
        if (path.IndexOf("roles/", StringComparison.Ordinal) < 0)
            return false;

        var segments = path.Split('/');
        for (var i = segments.Length - 2; i >= 2; i--)
        {
            if (segments[i - 2] == "roles" && Array.IndexOf(folders, segments[i]) >= 0)
                return true;
        }

        return false;
    }
}
