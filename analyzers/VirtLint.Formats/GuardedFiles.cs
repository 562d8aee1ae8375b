using System;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.OpenStack;
using VirtLint.Model;

namespace VirtLint.Formats;

/// <summary>The files of a host that hold passwords or keys, by their paths, and what other files state of their permissions.</summary>
internal static class GuardedFiles
{
    /// <summary>What services and the tools that set them up write such a file with: the owner changes it, its group reads it.</summary>
    private const int OwnersAndGroups = 0x1A0;

    // OpenStack Security Guide, Check-Compute-02, Check-Neutron-02, Check-Block-02, Check-Image-02, Check-Identity-02, Check-Key-Manager-02
    private static readonly string[] s_services =
    [
        "/etc/nova/nova.conf", "/etc/nova/nova-compute.conf", "/etc/neutron/neutron.conf", "/etc/neutron/metadata_agent.ini", "/etc/cinder/cinder.conf",
        "/etc/glance/glance-api.conf", "/etc/keystone/keystone.conf", "/etc/heat/heat.conf", "/etc/placement/placement.conf", "/etc/barbican/barbican.conf",
        "/etc/ironic/ironic.conf", "/etc/manila/manila.conf", "/etc/octavia/octavia.conf", "/etc/designate/designate.conf", "/etc/magnum/magnum.conf",
        "/etc/kolla/passwords.yml", "/etc/openstack/clouds.yaml", "/etc/openstack/secure.yaml",
    ];

    private static readonly string[] s_serviceTrees = ["/etc/keystone/fernet-keys/", "/etc/keystone/credential-keys/"];

    // libvirt, "Client configuration" (auth.conf); saslpasswd2 -f; "TLS certificates"; qemu.conf: default_tls_x509_cert_dir
    private static readonly string[] s_hypervisor = ["/etc/libvirt/auth.conf", "/etc/libvirt/passwd.db", "/etc/libvirt/krb5.tab"];

    private static readonly string[] s_hypervisorTrees = ["/etc/libvirt/secrets/", "/etc/pki/libvirt/private/"];

    private static readonly string[] s_keyFolders = ["/etc/pki/qemu/", "/etc/pki/libvirt-vnc/", "/etc/pki/libvirt-spice/", "/etc/pki/libvirt-migrate/", "/etc/pki/libvirt-nbd/"];

    /// <summary>Permissions in octal digits, or in symbols; those of other users count.</summary>
    public static Vocabulary<int> Mode { get; } = Oslo.Judged("permissions", ModeOf, (OwnersAndGroups, "0640"));

    /// <summary>The platform whose secrets are in a file; null where the path does not tell.</summary>
    public static Platform? PlatformOf(string path) =>
        s_services.Contains(path, StringComparer.Ordinal) || s_serviceTrees.Any(tree => IsWithin(path, tree)) ? Platform.OpenStack
        : s_hypervisor.Contains(path, StringComparer.Ordinal) || s_hypervisorTrees.Any(tree => IsWithin(path, tree)) || IsServerKey(path) ? Platform.Libvirt
        : null;

    /// <summary>Whether a line names the folder of such a file: a cheap look before anything is read.</summary>
    public static bool IsNamedIn(string line)
    {
        var at = line.IndexOf("/etc/", StringComparison.Ordinal);
        return at >= 0 && (s_services.Any(path => line.IndexOf(path, at, StringComparison.Ordinal) >= 0)
            || s_hypervisor.Any(path => line.IndexOf(path, at, StringComparison.Ordinal) >= 0)
            || s_serviceTrees.Concat(s_hypervisorTrees).Concat(s_keyFolders).Any(tree => line.IndexOf(tree, at, StringComparison.Ordinal) >= 0));
    }

    private static bool IsWithin(string path, string tree) => path.StartsWith(tree, StringComparison.Ordinal) && path.Length > tree.Length;

    private static bool IsServerKey(string path) =>
        path.EndsWith("-key.pem", StringComparison.Ordinal) && s_keyFolders.Any(folder => path.StartsWith(folder, StringComparison.Ordinal));

    private static int ModeOf(string text)
    {
        if (Vocabulary.OctalMode.TryRead(text.TrimStart('~', ':'), out var mode))
            return mode;

        // chmod(1): "o" are others, and "a" is everybody.
        foreach (var clause in text.Split(','))
        {
            var grant = clause.IndexOfAny(['=', '+']);
            if (grant > 0 && clause.IndexOfAny(['o', 'a'], 0, grant) >= 0)
                mode |= (clause.IndexOf('r', grant) > 0 ? 4 : 0) | (clause.IndexOf('w', grant) > 0 ? 2 : 0);
        }

        return mode;
    }
}
