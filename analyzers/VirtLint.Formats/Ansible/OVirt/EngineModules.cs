using System;
using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Formats.Terraform;
using VirtLint.Model;

namespace VirtLint.Formats.Ansible.OVirt;

/// <summary>Binds the link to oVirt's engine, and what its modules say of clusters, networks, permissions, hosts and stores.</summary>
internal static class EngineModules
{
    private const string PermissionSource = "ovirt.ovirt: ovirt_permission";

    private const string StoreSource = "ovirt.ovirt: ovirt_storage_domain";

    // Silence leaves it to ca_file, which the environment may set: OVIRT_CAFILE. // plugins/modules/ovirt_auth.py: main
    public static readonly BindingTable<ManagementEndpoint> Link = new BindingTable<ManagementEndpoint>(Platform.OVirt, "Ansible: ovirt_auth", "ovirt.ovirt: ovirt_auth")
        .Row("insecure", (e, f) => e.VerifiesPeer = f, AnsibleWords.Opposite, source: "insecure");

    public static readonly BindingTable<Credential> Password = new BindingTable<Credential>(Platform.OVirt, "Ansible: ovirt_auth", "ovirt.ovirt: ovirt_auth")
        .Row("password", (c, f) => c.Value = f, Vocabulary.Secret, source: "password");

    public static readonly BindingTable<Credential> HostPassword = new BindingTable<Credential>(Platform.OVirt, "Ansible: ovirt_host", "ovirt.ovirt: ovirt_host")
        .Row("password", (c, f) => c.Value = f, Vocabulary.Secret, source: "password");

    public static readonly BindingTable<Credential> PowerPassword = new BindingTable<Credential>(Platform.OVirt, "Ansible: ovirt_host_pm", "ovirt.ovirt: ovirt_host_pm")
        .Row("password", (c, f) => c.Value = f, Vocabulary.Secret, source: "password");

    public static readonly BindingTable<Credential> ChapPassword = new BindingTable<Credential>(Platform.OVirt, "Ansible: ovirt_storage_domain: iscsi", StoreSource)
        .Row("password", (c, f) => c.Value = f, Vocabulary.Secret, source: "iscsi.password");

    public static readonly BindingTable<MigrationPolicy> Cluster = new BindingTable<MigrationPolicy>(Platform.OVirt, "Ansible: ovirt_cluster", "ovirt.ovirt: ovirt_cluster")
        .Row(
            "migration_encrypted",
            (p, f) => p.Protection = f,
            AnsibleWords.Of(LinkProtection.Encrypted, LinkProtection.None),
            source: "migration_encrypted");

    public static readonly BindingTable<PortGroup> Profile = new BindingTable<PortGroup>(Platform.OVirt, "Ansible: ovirt_vnic_profile", "ovirt.ovirt: ovirt_vnic_profile")
        .Row("network", (g, f) => g.SwitchName = f, Vocabulary.Text, source: "network")
        .Computed("network_filter", g => g.HasAddressFilter, "an empty name takes the filter away", source: "network_filter");

    public static readonly BindingTable<TrafficMirror> Mirror = new BindingTable<TrafficMirror>(Platform.OVirt, "Ansible: ovirt_vnic_profile", "ovirt.ovirt: ovirt_vnic_profile")
        .Row("port_mirroring", (m, f) => m.CoversAll = f, AnsibleWords.Flag, source: "port_mirroring")
        .Computed("name", m => m.Target, "the copies go to the guests of the profile", source: "port_mirroring");

    public static readonly BindingTable<AccessGrant> Permission = new BindingTable<AccessGrant>(Platform.OVirt, "Ansible: ovirt_permission", PermissionSource)
        .Row("role", (g, f) => g.Role = f, Vocabulary.Text, whenAbsent: "UserRole", source: "role")
        .Computed("role", g => g.Level, "'SuperUser' is the administrator", "none", "role")
        .Computed("user_name, group_name", g => g.Principal, "a user or group", source: "user_name")
        .Computed("object_type", g => g.CoversEverything, "'system'", "false", "object_type")
        .Computed("object_type", g => g.IsInherited, "a permission counts for all below its object", "true", "object_type");

    public static readonly BindingTable<ImageStore> Store = new BindingTable<ImageStore>(Platform.OVirt, "Ansible: ovirt_storage_domain", StoreSource)
        .Computed("nfs, iscsi", s => s.StoreKind, "the mapping that is there", source: "nfs")
        .Computed("nfs/address, iscsi/address", s => s.Server, "a host", source: "nfs")
        .Computed("nfs/version", s => s.ProtocolVersion, "'v3', 'v4' or 'v4_1'", source: "nfs");

    public static IEnumerable<IBindingTable> Tables => [Link, Password, HostPassword, PowerPassword, ChapPassword, Cluster, Profile, Mirror, Permission, Store];

    /// <summary>The login of <c>ovirt_auth</c> itself. The others are given its result, or a mapping of the same shape.</summary>
    public static void BindLogin(AnsibleTask task)
    {
        task.AddLink(task.Node.Find("hostname") is null ? "url" : "hostname", "insecure", Link);
        task.AddSecret(task.Node, "password", Password);
    }

    public static void BindAuth(AnsibleTask task)
    {
        // Mostly the fact that ovirt_auth leaves, of which that task tells.
        if (task.Node.Value("auth") is not { Kind: not HclKind.Unknown } || task.Node.Node("auth") is not { } login)
            return;

        task.AddSecret(login, "password", Password);
        if (login.Find("insecure") is { } insecure)
            Link.Bind(task.Context.Add(new ManagementEndpoint(task.Title, task.Context.Origin(insecure.ValueSpan)) { Role = EndpointRole.Link, DeployedTo = Platform.OVirt }), login, task.Context);
    }

    public static void BindHost(AnsibleTask task) => task.AddSecret(task.Node, "password", HostPassword);

    public static void BindPower(AnsibleTask task) => task.AddSecret(task.Node, "password", PowerPassword);

    /// <summary>What a cluster inherits, the engine decides.</summary>
    public static void BindCluster(AnsibleTask task)
    {
        if (!task.Says("migration_encrypted", "inherit"))
            Cluster.Bind(task.Context.Add(new MigrationPolicy(task.NameBy("name"), task.OriginBy("name")) { DeployedTo = Platform.OVirt }), task.Node, task.Context);
    }

    public static void BindProfile(AnsibleTask task)
    {
        var (node, context) = (task.Node, task.Context);
        var profile = context.Add(new PortGroup(task.NameBy("name"), task.OriginBy("name")) { DeployedTo = Platform.OVirt });
        Profile.Bind(profile, node, context);
        if (node.Find("network_filter") is { } filter)
            profile.HasAddressFilter = ArgumentFacts.Of(node, filter, static name => name.Length > 0, context);

        if (node.Find("port_mirroring") is not { } mirroring)
            return;

        var mirror = context.Add(new TrafficMirror(profile.Name, context.Origin(mirroring.ValueSpan), profile));
        Mirror.Bind(mirror, node, context);
        if (node.Find("name") is { } name)
            mirror.Target = ArgumentFacts.Of(node, name, static text => text, context);
    }

    public static void BindPermission(AnsibleTask task)
    {
        var (node, context) = (task.Node, task.Context);
        var isGroup = node.Find("group_name") is not null;
        if ((node.Find("group_name") ?? node.Find("user_name")) is not { } subject)
            return;

        var grant = context.Add(new AccessGrant(task.NameBy(subject.Key), context.Origin(subject.ValueSpan)) { DeployedTo = Platform.OVirt });
        Permission.Bind(grant, node, context);
        grant.Principal = ArgumentFacts.Of(
            node, subject, name => new Principal(name, name.Equals("Everyone", StringComparison.OrdinalIgnoreCase) ? PrincipalKind.Everyone : isGroup ? PrincipalKind.Group : PrincipalKind.Account), context);
        grant.Level = grant.Role.Select(static role => role.Equals("SuperUser", StringComparison.OrdinalIgnoreCase) ? AccessLevel.Administer : AccessLevel.None);
        grant.CoversEverything = node.Find("object_type") is { } type
            ? ArgumentFacts.Of(node, type, static kind => kind == "system", context)
            : Fact.Default(false, grant.Origin, PermissionSource, "object_type");
        grant.IsInherited = Fact.Default(true, grant.Origin, PermissionSource);
    }

    public static void BindStore(AnsibleTask task)
    {
        var (node, context) = (task.Node, task.Context);
        foreach (var (key, kind) in ((string, StoreKind)[])[("nfs", StoreKind.Nfs), ("iscsi", StoreKind.Iscsi)])
        {
            if (node.Node(key) is not { } place)
                continue;

            var store = context.Add(new ImageStore(task.NameBy("name"), task.OriginBy("name")) { DeployedTo = Platform.OVirt });
            store.StoreKind = Fact.Stated(kind, context.Origin(place.Anchor), key, key);
            if (place.Find("address") is { } address)
                store.Server = ArgumentFacts.Of(place, address, static host => host, context);

            if (place.Find("version") is { } version && !(version.Unresolved is null && version.Value == "auto"))
                store.ProtocolVersion = ArgumentFacts.Of(place, version, static text => text.TrimStart('v').Replace('_', '.'), context);

            if (place.Find("password") is not null)
                task.AddSecret(place, "password", ChapPassword);
        }
    }
}
