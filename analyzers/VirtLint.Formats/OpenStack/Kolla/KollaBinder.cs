using System;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.OpenStack.Heat;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.OpenStack.Kolla;

/// <summary>The variables that decide how services, message bus and hypervisors of the cloud are reached.</summary>
internal static class KollaBinder
{
    private const string Source = "kolla-ansible: group_vars/all";

    private static readonly Vocabulary<LinkProtection> s_tls = Oslo.Words(LinkProtection.Encrypted, LinkProtection.None);

    // kolla-ansible, ansible/group_vars/all/common.yml: kolla_enable_tls_internal
    public static readonly BindingTable<ManagementEndpoint> Internal = new BindingTable<ManagementEndpoint>(Platform.OpenStack, "globals.yml: internal API", Source)
        .Row("kolla_enable_tls_internal", (e, f) => e.Protection = f, s_tls, LinkProtection.None, source: "common.yml: kolla_enable_tls_internal")
        .Computed("kolla_internal_vip_address", e => e.Address, "an address", source: "common.yml: kolla_internal_vip_address");

    // kolla-ansible, ansible/group_vars/all/common.yml: kolla_enable_tls_external is that of the internal one while they share an address
    public static readonly BindingTable<ManagementEndpoint> External = new BindingTable<ManagementEndpoint>(Platform.OpenStack, "globals.yml: external API", Source)
        .Row("kolla_enable_tls_external", (e, f) => e.Protection = f, s_tls, LinkProtection.None, source: "common.yml: kolla_enable_tls_external")
        .Computed("kolla_external_vip_address", e => e.Address, "an address", source: "common.yml: kolla_external_vip_address");

    public static readonly BindingTable<ManagementEndpoint> Backend = new BindingTable<ManagementEndpoint>(Platform.OpenStack, "globals.yml: back ends", Source)
        .Row("kolla_verify_tls_backend", (e, f) => e.VerifiesPeer = f, Oslo.Boolean, true, source: "common.yml: kolla_verify_tls_backend");

    public static readonly BindingTable<ManagementEndpoint> Registry = new BindingTable<ManagementEndpoint>(Platform.OpenStack, "globals.yml: container registry", Source)
        .Row("docker_registry_insecure", (e, f) => e.VerifiesPeer = f, Oslo.Words(false, true), PlatformDefault.Before(false).Then("2021.2", true), source: "common.yml: docker_registry_insecure")
        .Computed("docker_registry", e => e.Address, "a host", source: "common.yml: docker_registry");

    public static readonly BindingTable<ManagementEndpoint> Bus = new BindingTable<ManagementEndpoint>(Platform.OpenStack, "globals.yml: message bus", Source)
        .Row("rabbitmq_enable_tls", (e, f) => e.Protection = f, s_tls, LinkProtection.None, source: "rabbitmq.yml: rabbitmq_enable_tls");

    // kolla-ansible, ansible/roles/nova-cell/defaults/main.yml: libvirt_enable_sasl, libvirt_tls
    public static readonly BindingTable<ManagementEndpoint> Libvirt = new BindingTable<ManagementEndpoint>(Platform.OpenStack, "globals.yml: libvirt", "kolla-ansible: roles/nova-cell/defaults")
        .Row("libvirt_enable_sasl", (e, f) => e.Authentication = f, Oslo.Words(ClientAuthentication.Login, ClientAuthentication.None), ClientAuthentication.Login, source: "libvirt_enable_sasl")
        .Computed("libvirt_tls", e => e.Protection, "a boolean", "none", source: "libvirt_tls");

    public static readonly BindingTable<LogSink> Log = new BindingTable<LogSink>(Platform.OpenStack, "globals.yml: logs", Source)
        .Row("openstack_logging_debug", (s, f) => s.Debug = f, Oslo.Boolean, false, source: "common.yml: openstack_logging_debug");

    // kolla-ansible, ansible/group_vars/all: common.yml, enable_central_logging; fluentd.yml, enable_fluentd
    public static readonly BindingTable<LogSink> Gathering = new BindingTable<LogSink>(Platform.OpenStack, "globals.yml: central logs", Source)
        .Computed("enable_central_logging, enable_fluentd", s => s.ReportsElsewhere, "booleans", source: "common.yml: enable_central_logging; fluentd.yml: enable_fluentd");

    public static readonly BindingTable<Hypervisor> Compute = new BindingTable<Hypervisor>(Platform.OpenStack, "globals.yml: compute", Source)
        .Row(
            "nova_compute_virt_type", (h, f) => h.Acceleration = f,
            Oslo.Judged("a type", static text => text == "qemu" ? Acceleration.Software : Acceleration.Hardware, (Acceleration.Hardware, "kvm")), Acceleration.Hardware, source: "nova.yml: nova_compute_virt_type");

    public static readonly BindingTable<VirtualSwitch> Networks = new BindingTable<VirtualSwitch>(Platform.OpenStack, "globals.yml: networks", Source)
        .Computed("neutron_tenant_network_types", s => s.Overlay, "a list of types; the first that is an overlay counts", source: "neutron.yml: neutron_tenant_network_types");

    public static readonly BindingTable<Credential> Secrets = new BindingTable<Credential>(Platform.OpenStack, "globals.yml, passwords.yml", "kolla-ansible: etc/kolla/passwords.yml")
        .Computed("*_password, *_secret, *_key", c => c.Value, "a secret");

    public static void Bind(YamlMapping variables, BindingContext context)
    {
        BindApi("internal API", "kolla_internal_vip_address", Internal, variables, context);
        if (IsOfOwnAddress(variables))
            BindApi("external API", "kolla_external_vip_address", External, variables, context);

        if (variables.Find("kolla_verify_tls_backend") is { } verify)
            Backend.Bind(Link("back ends", verify, context), variables, context);

        BindRegistry(variables, context);
        BindBus(variables, context);
        BindLibvirt(variables, context);
        KollaNetworks.Bind(variables, context);
        BindGathering(variables, context);
        if (variables.Find("openstack_logging_debug") is { } debug)
            Log.Bind(context.Add(new LogSink("OpenStack", context.Origin(debug.KeySpan))), variables, context);

        if (variables.Find("nova_compute_virt_type") is { } type)
            Compute.Bind(context.Add(new Hypervisor("nova-compute", context.Origin(type.KeySpan))), variables, context);

        if (variables.Find("neutron_tenant_network_types") is { } types)
            context.Add(new VirtualSwitch("tenant networks", context.Origin(types.KeySpan))).Overlay = OverlayOf(types, variables, context);

        foreach (var setting in variables.Settings.Where(IsSecret))
            context.Add(new Credential(setting.Key, context.Origin(setting.KeySpan))).Value = Facts.Read(variables, setting, setting.Key, Vocabulary.Secret, context);
    }

    /// <summary>One credential for the whole file, which is to be replaced or encrypted as a whole.</summary>
    public static void BindPasswords(YamlMapping variables, BindingContext context)
    {
        if (variables.Settings.FirstOrDefault(static setting => setting.Value.Length > 0 && setting.Unresolved is null && !TemplateMarks.Contains(setting.Value)) is { } first)
            context.Add(new Credential($"{first.Key} and the others of this file", context.Origin(first.KeySpan))).Value = Facts.Read(variables, first, first.Key, Vocabulary.Secret, context);
    }

    /// <summary>Without a central store, an agent on each host may still send its logs to one of the site's own.</summary>
    private static void BindGathering(YamlMapping variables, BindingContext context)
    {
        var store = variables.Find("enable_central_logging");
        var agent = variables.Find("enable_fluentd");
        if ((store ?? agent) is not { } setting)
            return;

        var gathers = store is null ? Fact<bool>.Absent : Facts.Read(variables, store, store.Key, Oslo.Boolean, context);
        var sends = agent is null ? Fact<bool>.Absent : Facts.Read(variables, agent, agent.Key, Oslo.Boolean, context);
        context.Add(new LogSink("central logs", context.Origin(setting.KeySpan))).ReportsElsewhere =
            gathers.IsUnresolved || gathers.Is(true) ? gathers : sends.Is(true) ? Fact<bool>.Absent : sends;
    }

    /// <summary>Both networks have one address, and then one certificate, unless the file gives the external one its own.</summary>
    private static bool IsOfOwnAddress(YamlMapping variables) =>
        variables.Find("kolla_enable_tls_external") is not null
        || (variables.Find("kolla_external_vip_address") is { } external && external.Value != variables.Find("kolla_internal_vip_address")?.Value);

    private static void BindApi(string name, string key, BindingTable<ManagementEndpoint> table, YamlMapping variables, BindingContext context)
    {
        var address = variables.Find(key);
        if ((address ?? variables.Find(table.Rows.First().Key)) is not { } anchor)
            return;

        var link = Link(name, anchor, context);
        if (address is not null)
            link.Address = Facts.Read(variables, address, key, Vocabulary.Listen, context);

        table.Bind(link, new HeatScope(variables, anchor.KeySpan), context);
    }

    private static void BindRegistry(YamlMapping variables, BindingContext context)
    {
        // Without a registry of the site's own, images come from a public one. // group_vars/all: docker_registry
        var host = variables.Find("docker_registry") is { Value.Length: > 0 } named ? named : null;
        if ((variables.Find("docker_registry_insecure") ?? host) is not { } anchor)
            return;

        var link = Link("container registry", anchor, context);
        if (host is not null)
            link.Address = Facts.Read(variables, host, host.Key, Vocabulary.Text, context).Select(static text => ListenAddress.Of(text.Split('/')[0].Split(':')[0]));

        Registry.Bind(link, new HeatScope(variables, anchor.KeySpan), context);
    }

    private static void BindBus(YamlMapping variables, BindingContext context)
    {
        if (variables.Find("rabbitmq_enable_tls") is not { } tls)
            return;

        var link = context.Add(new ManagementEndpoint("message bus", context.Origin(tls.KeySpan)) { Role = EndpointRole.ControlPlane });
        link.Address = Fact.Default(new ListenAddress("api_interface", Exposure.Unknown), link.Origin, Source);
        Bus.Bind(link, variables, context);
    }

    private static void BindLibvirt(YamlMapping variables, BindingContext context)
    {
        var tls = variables.Find("libvirt_tls");
        var protection = tls is null ? Fact<LinkProtection>.Absent : Facts.Read(variables, tls, tls.Key, s_tls, context);
        if (tls is not null)
        {
            var link = Link("libvirt", tls, context);
            link.Address = Fact.Default(new ListenAddress("migration_interface", Exposure.Unknown), link.Origin, Source);
            link.Protection = protection;
        }

        // Over TLS, a client shows a certificate instead. // kolla-ansible, roles/nova-cell/templates/libvirtd.conf.j2
        if (variables.Find("libvirt_enable_sasl") is not { } sasl || protection.IsUnresolved || protection.Is(LinkProtection.Encrypted))
            return;

        var listener = context.Add(new ManagementEndpoint("libvirtd", context.Origin(sasl.KeySpan)) { Role = EndpointRole.Listener });
        listener.Address = Fact.Default(new ListenAddress("migration_interface", Exposure.Address), listener.Origin, Source);
        Libvirt.Bind(listener, variables, context);
    }

    private static ManagementEndpoint Link(string name, Setting setting, BindingContext context)
    {
        var link = context.Add(new ManagementEndpoint(name, context.Origin(setting.KeySpan)) { Role = EndpointRole.Link });
        link.Address = Fact.Default(new ListenAddress("", Exposure.Unknown), link.Origin, Source);
        return link;
    }

    private static Fact<OverlayKind> OverlayOf(Setting setting, YamlMapping variables, BindingContext context)
    {
        var types = Facts.Read(variables, setting, setting.Key, Vocabulary.Text, context);
        if (types.IsUnresolved)
            return types.Select(static _ => OverlayKind.Vxlan);

        foreach (var type in Oslo.List(setting.Value))
        {
            if (type is "vxlan" or "geneve" or "gre")
                return Fact.Stated(type is "vxlan" ? OverlayKind.Vxlan : type is "geneve" ? OverlayKind.Geneve : OverlayKind.Gre, context.Origin(setting.ValueSpan), setting.Value, setting.Key);
        }

        return Fact<OverlayKind>.Absent;
    }

    private static bool IsSecret(Setting setting) =>
        setting.Value.Length > 0
        && (setting.Key.EndsWith("_password", StringComparison.Ordinal) || setting.Key.EndsWith("_secret_key", StringComparison.Ordinal) || setting.Key.EndsWith("_client_secret", StringComparison.Ordinal));
}
