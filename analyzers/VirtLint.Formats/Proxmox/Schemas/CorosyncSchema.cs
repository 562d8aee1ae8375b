using VirtLint.Formats.Binding;
using VirtLint.Formats.Schemas;
using VirtLint.Syntax;
using VirtLint.Syntax.Pve;

namespace VirtLint.Formats.Proxmox.Schemas;

/// <summary>The schema of corosync.conf.</summary>
/// <remarks>corosync.conf(5). Corosync refuses unknown keys of some sections and skips those of others.</remarks>
internal sealed class CorosyncSchema : FormatSchema
{
    private static readonly KeySet s_totem = Section("totem")
        .Keys(ValueShape.Any, "version", "cluster_name", "config_version", "transport", "ip_version", "clear_node_high_bit", "netmtu", "threads", "vsftype")
        .Keys(ValueShape.OneOf("on", "off"), "secauth")
        .Keys(ValueShape.OneOf("none", "aes256", "aes192", "aes128", "3des"), "crypto_cipher")
        .Keys(ValueShape.OneOf("none", "md5", "sha1", "sha256", "sha384", "sha512"), "crypto_hash")
        .Keys(ValueShape.OneOf("nss", "openssl"), "crypto_model")
        .Keys(ValueShape.OneOf("passive", "active", "rr", "none"), "link_mode", "rrp_mode")
        .Keys(ValueShape.Any, "interface", "keyfile", "key", "knet_pmtud_interval", "knet_compression_model", "knet_compression_threshold", "knet_compression_level", "knet_mtu", "block_unlisted_ips", "cancel_token_hold_on_retransmit")
        .Keys(ValueShape.Number(0), "token", "token_warning", "token_coefficient", "token_retransmit", "hold", "token_retransmits_before_loss_const", "join", "send_join", "consensus", "merge", "downcheck")
        .Keys(ValueShape.Number(0), "fail_recv_const", "seqno_unchanged_const", "heartbeat_failures_allowed", "max_network_delay", "window_size", "max_messages", "miss_count_const", "rrp_problem_count_timeout", "rrp_problem_count_threshold");

    private static readonly KeySet s_link = Section("totem.interface")
        .Keys(ValueShape.Any, "linknumber", "ringnumber", "knet_link_priority", "knet_ping_interval", "knet_ping_timeout", "knet_ping_precision", "knet_pong_count", "knet_transport", "bindnetaddr", "broadcast", "mcastaddr", "mcastport", "ttl");

    private static readonly KeySet s_node = new KeySet("a node of corosync.conf", KeyCoverage.Growing)
        .Keys(ValueShape.Any, "name", "nodeid", "quorum_votes")
        .Numbered("ring", 7)
        .Open("ring");

    private static readonly KeySet s_quorum = Section("quorum")
        .Keys(ValueShape.OneOf("corosync_votequorum"), "provider")
        .Keys(ValueShape.Number(0), "expected_votes", "votes", "last_man_standing_window", "auto_tie_breaker_node")
        .Keys(ValueShape.Any, "two_node", "wait_for_all", "last_man_standing", "auto_tie_breaker", "allow_downscale", "expected_votes_tracking", "quorumdev_poll");

    private static readonly KeySet s_logging = Section("logging")
        .Keys(ValueShape.Any, "timestamp", "fileline", "function_name", "blackbox", "to_stderr", "to_logfile", "to_syslog", "logfile", "logfile_priority", "syslog_facility", "syslog_priority", "debug", "subsys", "trace", "tags");

    protected internal override void Check(SyntaxTree tree, BindingContext context)
    {
        if (tree is not CorosyncTree corosync)
            return;

        var check = new KeyCheck(context, tree.IsTemplate);
        Check(corosync.Root, "totem", s_totem, check);
        Check(corosync.Root, "quorum", s_quorum, check);
        Check(corosync.Root, "logging", s_logging, check);
        foreach (var totem in corosync.Root.Sections("totem"))
            Check(totem, "interface", s_link, check);

        foreach (var list in corosync.Root.Sections("nodelist"))
            Check(list, "node", s_node, check);
    }

    private static void Check(CorosyncSection parent, string name, KeySet keys, KeyCheck check)
    {
        foreach (var section in parent.Sections(name))
            check.Check(section, keys);
    }

    private static KeySet Section(string name) => new($"'{name}' of corosync.conf", KeyCoverage.Growing, Duplicates.LastCounts);
}
