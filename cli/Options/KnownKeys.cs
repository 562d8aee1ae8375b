using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Model;

namespace VirtLint.Cli.Options;

/// <summary>Every <c>virtlint.*</c> key that something reads, but for the severities. docs/configuration.md describes them.</summary>
internal static class KnownKeys
{
    public static IEnumerable<string> All => [.. s_keys, .. Enum.GetValues<Platform>().Select(static platform => $"virtlint.target.{platform.Id()}")];

    private static readonly string[] s_keys =
    [
        "virtlint.administrator_groups",
        "virtlint.agent_labels",
        "virtlint.approved_devices",
        "virtlint.as_of",
        "virtlint.break_glass_accounts",
        "virtlint.clones.max",
        "virtlint.clones.max_nameless",
        "virtlint.desktop_labels",
        "virtlint.encrypted_stores",
        "virtlint.extended_support",
        "virtlint.format",
        "virtlint.host.cpu_ratio",
        "virtlint.host.cpus",
        "virtlint.host.max_guests",
        "virtlint.host.memory",
        "virtlint.host.memory_ratio",
        "virtlint.host_architecture",
        "virtlint.image_age_limit",
        "virtlint.image_publishers",
        "virtlint.internal_hosts",
        "virtlint.label.environment",
        "virtlint.label.environment.disposable",
        "virtlint.label.environment.production",
        "virtlint.label.expiry",
        "virtlint.label.owner",
        "virtlint.label.purpose",
        "virtlint.label.required",
        "virtlint.label.sensitivity",
        "virtlint.label.sensitivity.high",
        "virtlint.label.sensitivity.low",
        "virtlint.management_networks",
        "virtlint.max_file_size",
        "virtlint.network_guests",
        "virtlint.nonpersistent_labels",
        "virtlint.profile",
        "virtlint.protected_networks",
        "virtlint.required_agents",
        "virtlint.sensor_networks",
        "virtlint.sensors",
        "virtlint.share_roots",
        "virtlint.snapshot.max_days",
        "virtlint.snapshot.max_depth",
        "virtlint.storage_networks",
        "virtlint.tenants",
        "virtlint.tunnels",
        "virtlint.unencrypted_stores",
    ];
}
