using System;
using System.Linq;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.Incus;

/// <summary>What a YAML mapping is to Incus and LXD.</summary>
internal enum IncusObjectKind
{
    None,
    Preseed,
    Server,
    Instance,
    Profile,
    Project,
    Network,
    Certificate,
    Backup,
}

/// <summary>Tells Incus' objects by the keys that they have, since their files have no name and no mark of their own.</summary>
internal static class IncusObject
{
    private static readonly string[] s_serverPrefixes = ["core.", "images.", "cluster.", "loki.", "logging.", "oidc.", "openfga.", "maas."];

    private static readonly string[] s_projectPrefixes = ["features.", "restricted"];

    private static readonly string[] s_networkPrefixes = ["ipv4.", "ipv6.", "bridge.", "security.acls"];

    private static readonly string[] s_instancePrefixes =
        ["security.", "limits.", "raw.", "user.", "cloud-init.", "environment.", "boot.", "nvidia.", "snapshots.", "volatile.", "linux.", "image.", "migration.", "agent."];

    private static readonly string[] s_deviceTypes =
        ["none", "nic", "disk", "unix-char", "unix-block", "usb", "gpu", "infiniband", "proxy", "unix-hotplug", "tpm", "pci"];

    public static IncusObjectKind KindOf(YamlMapping node)
    {
        if (node["expanded_config"] is null && IsBackup(node))
            return IncusObjectKind.Backup;

        var config = node["config"] as YamlMapping;
        if (IsPreseed(node, config))
            return IncusObjectKind.Preseed;

        if (HasDevices(node, "devices") || HasDevices(node, "expanded_devices"))
            return IsInstance(node) ? IncusObjectKind.Instance : config is not null || node["config"] is not null || node["name"] is not null ? IncusObjectKind.Profile : IncusObjectKind.None;

        if (node["fingerprint"] is not null && node["restricted"] is not null && node["certificate"] is not null)
            return IncusObjectKind.Certificate;

        if (config is null || config.Entries.IsEmpty)
            return IncusObjectKind.None;

        return HasKeys(config, s_serverPrefixes) ? IncusObjectKind.Server
            : HasKeys(config, s_projectPrefixes) ? IncusObjectKind.Project
            : node["type"] is not null && HasKeys(config, s_networkPrefixes) ? IncusObjectKind.Network
            : !HasKeys(config, s_instancePrefixes) ? IncusObjectKind.None
            : IsInstance(node) ? IncusObjectKind.Instance
            : IncusObjectKind.Profile;
    }

    private static bool IsInstance(YamlMapping node) =>
        node["architecture"] is not null || node["ephemeral"] is not null || node["stateful"] is not null
        || (node["profiles"] is YamlSequence profiles && profiles.Nodes.All(static item => item is YamlScalar));

    private static bool IsBackup(YamlMapping node) =>
        (node["pool"] is not null || node["backend"] is not null || node["volume"] is not null)
        && (node.Select("config.instance") ?? node.Select("config.container") ?? node["instance"] ?? node["container"]) is YamlMapping;

    /// <summary>Lists of named objects, of which no other format has two, or one beside the daemon's own configuration.</summary>
    private static bool IsPreseed(YamlMapping node, YamlMapping? config)
    {
        var lists = new[] { "networks", "storage_pools", "storage_volumes", "profiles", "projects", "certificates" }.Count(key => IsListOfNamed(node[key]));
        return lists > 0 && (lists > 1 || node["storage_pools"] is not null || (config is not null && (config.Entries.IsEmpty || HasKeys(config, s_serverPrefixes))));
    }

    private static bool IsListOfNamed(YamlNode? node) =>
        node is YamlSequence { Nodes.IsEmpty: false } list && list.Nodes.All(static item => item is YamlMapping mapping && mapping["name"] is not null);

    private static bool HasDevices(YamlMapping node, string key) =>
        node[key] is YamlMapping { Entries.IsEmpty: false } devices
        && devices.Entries.All(static entry => entry.Value is YamlMapping device && Array.IndexOf(s_deviceTypes, device.TextAt("type") ?? "") >= 0);

    private static bool HasKeys(YamlMapping config, string[] prefixes) =>
        config.Entries.Any(entry => Array.Exists(prefixes, prefix => entry.Key.Text.StartsWith(prefix, StringComparison.Ordinal)));
}
