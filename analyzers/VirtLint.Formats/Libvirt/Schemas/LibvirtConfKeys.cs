using VirtLint.Formats.Schemas;

namespace VirtLint.Formats.Libvirt.Schemas;

/// <summary>The keys of libvirt's .conf files.</summary>
/// <remarks>libvirt, the example files and Augeas lenses beside each daemon's source, up to release 12.5.</remarks>
internal static class LibvirtConfKeys
{
    private static readonly ValueShape s_authentication = ConfShape.Word("none", "sasl", "polkit");

    private static readonly ValueShape s_shutdownScope = ConfShape.Word("none", "persistent", "transient", "all");

    // The program that compresses a saved image; "sparse" came with 11.2.
    private static readonly ValueShape s_imageFormat = ConfShape.Word("raw", "gzip", "bzip2", "xz", "lzop", "zstd", "sparse", "lzma");

    private static readonly KeySet s_log = new KeySet("the logging settings", KeyCoverage.Complete)
        .Keys(ConfShape.Number(1, 4), "log_level")
        .Keys(ConfShape.Text, "log_filters", "log_outputs")
        .Keys(ConfShape.Number(0), "max_clients", "admin_max_clients");

    private static readonly KeySet s_daemon = new KeySet("a daemon's settings", KeyCoverage.Complete)
        .Including(s_log)
        .Keys(ConfShape.Text, "unix_sock_group", "unix_sock_dir", "host_uuid")
        .Keys(ConfShape.Mode, "unix_sock_ro_perms", "unix_sock_rw_perms", "unix_sock_admin_perms")
        .Keys(s_authentication, "auth_unix_ro", "auth_unix_rw")
        .Keys(ConfShape.Texts, "sasl_allowed_username_list", "access_drivers")
        .Keys(ConfShape.Number(0), "min_workers", "max_workers", "prio_workers", "max_queued_clients", "max_anonymous_clients", "max_client_requests")
        .Keys(ConfShape.Number(0), "admin_min_workers", "admin_max_workers", "admin_max_queued_clients", "admin_max_client_requests")
        .Keys(ConfShape.Number(0, 2), "audit_level")
        .Keys(ConfShape.Flag, "audit_logging", "keepalive_required", "admin_keepalive_required")
        .Keys(ConfShape.Number(-1), "keepalive_interval", "admin_keepalive_interval")
        .Keys(ConfShape.Number(0), "keepalive_count", "admin_keepalive_count", "ovs_timeout")
        .Keys(ConfShape.Word("smbios", "machine-id"), "host_uuid_source")
        .WithoutEffect("no part of libvirt reads it", "max_requests");

    private static readonly string[] s_networkKeys =
    [
        "listen_tls", "listen_tcp", "listen_addr", "tls_port", "tcp_port", "auth_tcp", "auth_tls", "tcp_min_ssf",
        "key_file", "cert_file", "key_files", "cert_files", "ca_file", "crl_file",
        "tls_no_verify_certificate", "tls_no_sanity_certificate", "tls_no_verify_address", "tls_allowed_dn_list", "tls_priority",
    ];

    /// <summary>The daemons that listen on the network: libvirtd.conf and virtproxyd.conf.</summary>
    public static KeySet Network { get; } = Conf("libvirtd.conf and virtproxyd.conf")
        .Including(s_daemon)
        .Keys(ConfShape.Flag, "listen_tls", "listen_tcp", "tls_no_verify_certificate", "tls_no_sanity_certificate")
        .Keys(ConfShape.Text, "listen_addr", "tls_port", "tcp_port", "key_file", "cert_file", "ca_file", "crl_file", "tls_priority")
        .Keys(s_authentication, "auth_tcp", "auth_tls")
        .Keys(ConfShape.Texts, "tls_allowed_dn_list")
        .Since("7.10", ConfShape.Number(0), "tcp_min_ssf")
        .Since("11.10", ConfShape.Texts, "key_files", "cert_files")
        .WithoutEffect("no part of libvirt reads it", "tls_no_verify_address")
        .WithoutEffect("libvirt no longer advertises itself by mDNS", "mdns_adv", "mdns_name");

    /// <summary>The daemons that listen on UNIX sockets alone: virtqemud.conf, virtnetworkd.conf and their siblings.</summary>
    public static KeySet Modular { get; } = Conf("the .conf of a modular daemon")
        .Including(s_daemon)
        .WithoutEffect("this daemon listens on UNIX sockets alone; virtproxyd serves the network", s_networkKeys);

    /// <summary>virtlogd.conf.</summary>
    public static KeySet LogDaemon { get; } = Conf("virtlogd.conf")
        .Including(s_log)
        .Keys(ConfShape.Number(0), "max_size", "max_backups", "max_age_days")
        .Keys(ConfShape.Text, "log_root");

    /// <summary>virtlockd.conf.</summary>
    public static KeySet LockDaemon { get; } = Conf("virtlockd.conf").Including(s_log);

    /// <summary>libvirt.conf and libvirt-admin.conf: the client's side.</summary>
    public static KeySet Client { get; } = Conf("libvirt.conf")
        .Keys(ConfShape.Texts, "uri_aliases")
        .Keys(ConfShape.Text, "uri_default");

    /// <summary>lxc.conf of the LXC driver.</summary>
    public static KeySet Lxc { get; } = Conf("lxc.conf")
        .Keys(ConfShape.Flag, "log_with_libvirtd", "security_default_confined", "security_require_confined")
        .Keys(ConfShape.Text, "security_driver");

    /// <summary>qemu-lockd.conf and libxl-lockd.conf.</summary>
    public static KeySet LockPlugin { get; } = Conf("qemu-lockd.conf")
        .Keys(ConfShape.Flag, "auto_disk_leases", "require_lease_for_disks")
        .Keys(ConfShape.Text, "file_lockspace_dir", "lvm_lockspace_dir", "scsi_lockspace_dir");

    /// <summary>qemu-sanlock.conf and libxl-sanlock.conf.</summary>
    public static KeySet SanlockPlugin { get; } = Conf("qemu-sanlock.conf")
        .Keys(ConfShape.Flag, "auto_disk_leases", "require_lease_for_disks", "ignore_readonly_and_shared_disks")
        .Keys(ConfShape.Number(0), "host_id", "io_timeout")
        .Keys(ConfShape.Text, "disk_lease_dir", "user", "group");

    /// <summary>qemu.conf.</summary>
    public static KeySet Qemu { get; } = Conf("qemu.conf")
        .Keys(ConfShape.Text, "default_tls_x509_cert_dir", "default_tls_x509_secret_uuid")
        .Keys(ConfShape.Flag, "default_tls_x509_verify")
        .Since("11.6", ConfShape.Text, "default_tls_priority", "vnc_tls_priority", "chardev_tls_priority", "migrate_tls_priority", "backup_tls_priority", "nbd_tls_priority")
        .Keys(ConfShape.Text, "vnc_listen", "vnc_tls_x509_cert_dir", "vnc_tls_x509_secret_uuid", "vnc_password", "vnc_sasl_dir")
        .Keys(ConfShape.Flag, "vnc_auto_unix_socket", "vnc_tls", "vnc_tls_x509_verify", "vnc_sasl", "vnc_allow_host_audio")
        .Keys(ConfShape.Text, "spice_listen", "spice_tls_x509_cert_dir", "spice_password", "spice_sasl_dir")
        .Keys(ConfShape.Flag, "spice_auto_unix_socket", "spice_tls", "spice_sasl")
        .Keys(ConfShape.Text, "rdp_listen", "rdp_tls_x509_cert_dir", "rdp_username", "rdp_password", "qemu_rdp")
        .Keys(ConfShape.Text, "chardev_tls_x509_cert_dir", "chardev_tls_x509_secret_uuid")
        .Keys(ConfShape.Flag, "chardev_tls", "chardev_tls_x509_verify")
        .Keys(ConfShape.Text, "migrate_tls_x509_cert_dir", "migrate_tls_x509_secret_uuid")
        .Keys(ConfShape.Flag, "migrate_tls_x509_verify")
        .Since("6.10", ConfShape.Flag, "migrate_tls_force")
        .Keys(ConfShape.Text, "backup_tls_x509_cert_dir", "backup_tls_x509_secret_uuid")
        .Keys(ConfShape.Flag, "backup_tls_x509_verify")
        .Since("4.5", ConfShape.Flag, "nbd_tls")
        .Since("4.5", ConfShape.Text, "nbd_tls_x509_cert_dir", "nbd_tls_x509_secret_uuid")
        .Keys(ConfShape.Flag, "nographics_allow_host_audio")
        .Keys(ConfShape.Number(5900, 65535), "remote_display_port_min", "remote_display_port_max")
        .Keys(ConfShape.Number(5700, 65535), "remote_websocket_port_min", "remote_websocket_port_max")
        .Keys(ConfShape.TextOrTexts, "security_driver", "hugetlbfs_mount")
        .Keys(ConfShape.Flag, "security_default_confined", "security_require_confined", "dynamic_ownership", "remember_owner")
        .Keys(ConfShape.Text, "user", "group")
        .Keys(ConfShape.Texts, "cgroup_controllers", "cgroup_device_acl", "namespaces", "nvram", "capability_filters", "shared_filesystems")
        .Keys(ConfShape.Number(-1, 1), "seccomp_sandbox")
        .Keys(s_imageFormat, "save_image_format", "dump_image_format", "snapshot_image_format")
        .Keys(ConfShape.Text, "auto_dump_path", "memory_backing_dir", "bridge_helper", "pr_helper", "slirp_helper", "dbus_daemon")
        .Keys(ConfShape.Flag, "auto_dump_bypass_cache", "auto_start_bypass_cache", "set_process_name", "dump_guest_core", "virtiofsd_debug", "storage_use_nbdkit")
        .Since("11.2", s_shutdownScope, "auto_shutdown_try_save", "auto_shutdown_try_shutdown", "auto_shutdown_poweroff")
        .Since("11.2", ConfShape.Number(0), "auto_shutdown_wait")
        .Since("11.2", ConfShape.Flag, "auto_shutdown_restore", "auto_save_bypass_cache")
        .Keys(ConfShape.Number(0), "max_processes", "max_files", "max_threads_per_process", "auto_start_delay", "max_queued", "keepalive_count")
        .Keys(ConfShape.Number(0, long.MaxValue).Or(ConfShape.Word("unlimited")), "max_core")
        .Keys(ConfShape.Number(-1), "keepalive_interval")
        .Keys(ConfShape.Word("file", "logd"), "stdio_handler")
        .Keys(ConfShape.Word("none", "vcpus", "emulator", "full"), "sched_core")
        .Keys(ConfShape.Flag, "mac_filter", "relaxed_acs_check", "log_timestamp")
        .Keys(ConfShape.Word("lockd", "sanlock"), "lock_manager")
        .Keys(ConfShape.Text, "migration_address", "migration_host", "swtpm_user", "swtpm_group")
        .Keys(ConfShape.Number(1, 65535), "migration_port_min", "migration_port_max")
        .Keys(ConfShape.Number(0, 9), "gluster_debug_level")
        .Keys(ConfShape.Word("none", "omit", "reject", "crash"), "deprecation_behavior")
        .Keys(ConfShape.Word("none", "off", "on"), "default_cpu_deprecated_features")
        .Keys(ConfShape.Number(0), "rx_queue_size", "tx_queue_size")
        .WithoutEffect("libvirt always drops the emulator's capabilities", "clear_emulator_capabilities")
        .WithoutEffect("QEMU's VxHS driver is gone", "vxhs_tls", "vxhs_tls_x509_cert_dir", "vxhs_tls_x509_secret_uuid")
        .WithoutEffect("libvirt never probes image formats, and refuses to start where this is 1", "allow_disk_format_probing");

    /// <summary>Every file, to tell a key that stands in the wrong one.</summary>
    public static KeySet[] Family { get; } = [Network, Qemu, LogDaemon, Client, LockPlugin];

    // virconf.c: virConfGetValue scans from the head, so the first assignment counts.
    private static KeySet Conf(string place) => new(place, KeyCoverage.Complete, Duplicates.FirstCounts);
}
