using System;
using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Formats.Terraform;
using VirtLint.Formats.Terraform.Vsphere;
using VirtLint.Model;

namespace VirtLint.Formats.Ansible.Vmware;

/// <summary>Binds what sets up vCenter itself and its appliance, and what it takes into its libraries.</summary>
internal static class ManagerModules
{
    private const string SettingsSource = "community.vmware: vmware_vcenter_settings";
    private const string ApplianceSource = "vmware.vmware: vcsa_settings";
    private const string ImportSource = "vmware.vmware: import_content_library_ovf";
    private const string DeploymentSource = "community.vmware: vmware_deploy_ovf";
    private const string Events = "vpxd.event.syslog.enabled";
    private const int Receivers = 4;

    public static readonly BindingTable<Hypervisor> Manager = new BindingTable<Hypervisor>(Platform.Vmware, "Ansible: vmware_vcenter_settings", SettingsSource)
        .Computed("snmp_receivers/snmp_receiver_N_enabled, snmp_receiver_N_url", h => h.SnmpReceiver, "'true', and another host", source: "snmp_receivers");

    public static readonly BindingTable<LogSink> Log = new BindingTable<LogSink>(Platform.Vmware, "Ansible: vmware_vcenter_settings", SettingsSource)
        .Computed("advanced_settings: vpxd.event.syslog.enabled", s => s.ReportsElsewhere, "'false' to keep events to vCenter", source: "VCSA-80-000280");

    public static readonly BindingTable<Hypervisor> Appliance = new BindingTable<Hypervisor>(Platform.Vmware, "Ansible: vmware.vmware.vcsa_settings", ApplianceSource)
        .Row("ssh_enabled", (h, f) => h.RemoteShell = f, AnsibleWords.Of(ShellState.StartsWithHost, ShellState.Stopped), source: "ssh_enabled")
        .Row("shell_enabled", (h, f) => h.LocalShell = f, AnsibleWords.Of(ShellState.Running, ShellState.Stopped), source: "shell_enabled")
        .Row("timesync_mode", (h, f) => h.SynchronizesTime = f, Vocabulary.Of(("disabled", false), ("host", true), ("ntp", true)), source: "timesync_mode");

    public static readonly BindingTable<FirewallRule> Rules = new BindingTable<FirewallRule>(Platform.Vmware, "Ansible: vmware.vmware.vcsa_settings: firewall_rules[]", ApplianceSource)
        .Computed("address, prefix", r => r.Source, "an address and the length of its prefix", source: "firewall_rules.prefix")
        .Computed("policy", r => r.Action, "'ACCEPT'", source: "firewall_rules.policy")
        .Computed("firewall_rules", r => r.HostService, "a rule is for all that the appliance offers", "the management interface", "firewall_rules")
        .Computed("firewall_rules", r => r.Ports, "a rule is for all that the appliance offers", "443", "firewall_rules")
        .Computed("firewall_rules", r => r.Direction, "a rule is for incoming traffic", "in", "firewall_rules")
        .Computed("firewall_rules", r => r.IsActive, "a rule counts", "true", "firewall_rules");

    public static readonly BindingTable<Credential> ProxyPassword = new BindingTable<Credential>(Platform.Vmware, "Ansible: vmware.vmware.vcsa_settings: proxy[]", ApplianceSource)
        .Row("password", (c, f) => c.Value = f, Vocabulary.Secret, source: "proxy.password");

    public static readonly BindingTable<Image> Import = new BindingTable<Image>(Platform.Vmware, "Ansible: vmware.vmware.import_content_library_ovf", ImportSource)
        .Computed("src", i => i.Url, "an address", source: "src")
        .Computed("ssl_thumbprint", i => i.VerifyTls, "a digest of the server's certificate", "whatever certificate is presented", "ssl_thumbprint")
        .Computed("checksum, checksum_algorithm", i => i.Checksum, "a digest, and 'SHA256', 'SHA512', 'SHA1' or 'MD5'", source: "checksum");

    public static readonly BindingTable<VirtualMachine> Deployment = new BindingTable<VirtualMachine>(Platform.Vmware, "Ansible: vmware_deploy_ovf", DeploymentSource)
        .Computed("properties", m => m.UserDataSecret, "a property that is named after a secret", source: "properties");

    public static readonly BindingTable<Hypervisor> Keys = new BindingTable<Hypervisor>(Platform.Vmware, "Ansible: vmware.vmware.key_provider_native", "vmware.vmware: key_provider_native")
        .Row("tpm_required", (h, f) => h.KeysNeedTpm = f, AnsibleWords.Flag, whenAbsent: true, source: "tpm_required");

    public static IEnumerable<IBindingTable> Tables => [Keys, Manager, Log, Appliance, Rules, ProxyPassword, Import, Deployment];

    /// <summary>The receivers of alarms that a task switches on; that of the module's own defaults is vCenter itself.</summary>
    public static void BindSettings(AnsibleTask task)
    {
        var (node, context) = (task.Node, task.Context);
        if (node.Node("snmp_receivers") is { } receivers)
        {
            for (var i = 1; i <= Receivers; i++)
            {
                var isOn = receivers.Value($"snmp_receiver_{i}_enabled") is { } flag ? AnsibleWords.AsFlag(flag) : i == 1;
                if (isOn != true || receivers.Find($"snmp_receiver_{i}_url") is not { } url || (url.Unresolved is null && (url.Value.Length == 0 || HostList.ScopeOf(url.Value) is HostScope.Loopback)))
                    continue;

                context.Add(new Hypervisor(task.NameBy("hostname"), context.Origin(url.ValueSpan)) { DeployedTo = Platform.Vmware }).SnmpReceiver = ArgumentFacts.Of(receivers, url, static host => host, context);
            }
        }

        if (node.Node("advanced_settings") is { } advanced && advanced.Find(Events) is { } events)
        {
            context.Add(new LogSink("vCenter", context.Origin(events.KeySpan)) { DeployedTo = Platform.Vmware }).ReportsElsewhere =
                Facts.Read(advanced, events, Events, AnsibleWords.Flag, context);
        }
    }

    public static void BindKeys(AnsibleTask task)
    {
        if (!task.Says("state", "absent"))
            Keys.Bind(task.Context.Add(new Hypervisor(task.NameBy("provider_name"), task.OriginBy("provider_name")) { DeployedTo = Platform.Vmware }), task.Node, task.Context);
    }

    public static void BindAppliance(AnsibleTask task)
    {
        var (node, context) = (task.Node, task.Context);
        if (node.Find("ssh_enabled") is not null || node.Find("shell_enabled") is not null || node.Find("timesync_mode") is not null)
            Appliance.Bind(context.Add(new Hypervisor(task.NameBy("hostname"), task.OriginBy("hostname")) { DeployedTo = Platform.Vmware }), node, context);

        foreach (var proxy in node.Nodes("proxy"))
            task.AddSecret(proxy, "password", ProxyPassword);

        foreach (var rule in node.Nodes("firewall_rules"))
            BindRule(rule, task);
    }

    /// <summary>A rule that accepts. The appliance's rules have no ports: whom one lets in reaches its management interface.</summary>
    private static void BindRule(ConfigNode node, AnsibleTask task)
    {
        var context = task.Context;
        if (node.Find("policy") is not { Unresolved: null, Value: "ACCEPT" } policy || node.Find("address") is not { } address || node.Find("prefix") is not { } prefix)
            return;

        var place = context.Origin(address.ValueSpan);
        var firewall = context.Add(new FirewallPolicy(task.NameBy("hostname"), place) { Level = FirewallLevel.Host, DeployedTo = Platform.Vmware });
        var rule = context.Add(new FirewallRule("firewall_rules", place, firewall) { DeployedTo = Platform.Vmware });
        rule.Source = prefix.Unresolved is null
            ? Facts.Of(node, address, text => TrafficSource.Of($"{text}/{prefix.Value}"), context)
            : ArgumentFacts.Of(node, prefix, TrafficSource.Named, context);
        rule.Ports = Fact.Stated(new PortSet([new(443, 443)], "443"), place, policy.Value);
        rule.HostService = Fact.Stated("the management interface", place, policy.Value);
        rule.Action = Fact.Stated(FirewallAction.Accept, context.Origin(policy.ValueSpan), policy.Value);
        rule.Direction = Fact.Default(TrafficDirection.In, place, ApplianceSource);
        rule.IsActive = Fact.Default(true, place, ApplianceSource);
    }

    /// <summary>A package that vCenter fetches, or that is sent to it. "If this is not provided, whatever certificate is presented will be trusted."</summary>
    public static void BindImport(AnsibleTask task)
    {
        var (node, context) = (task.Node, task.Context);
        if (task.Says("state", "absent") || node.Find("src") is not { Value.Length: > 0 } source || (source.Unresolved is null ? Url.Parse(source.Value) is null : source.Value[0] is '/' or '.'))
            return;

        var image = context.Add(new Image(task.NameBy("dest"), context.Origin(source.ValueSpan)) { DeployedTo = Platform.Vmware });
        var address = ArgumentFacts.Of(node, source, static text => text, context);
        StoreResources.AddDownload(image, address);
        if (address.Is(static url => url.StartsWith("https:", StringComparison.OrdinalIgnoreCase)) && node.Find("ssl_thumbprint") is null)
            image.VerifyTls = Facts.Default(context, false, source.ValueSpan, ImportSource, "ssl_thumbprint");

        // Nothing is compared for a package whose parts are fetched one by one.
        if (address.Is(static url => url.EndsWith(".ova", StringComparison.OrdinalIgnoreCase)) && node.Find("checksum") is { } sum)
            image.Checksum = ArgumentFacts.Of(node, sum, _ => task.Says("checksum_algorithm", "SHA256", "SHA512") ? ImageChecksum.Strong : ImageChecksum.Weak, context);
    }

    /// <summary>A package that becomes a guest: where it comes from, and what it is told.</summary>
    public static void BindDeployment(AnsibleTask task)
    {
        var (node, context) = (task.Node, task.Context);
        if (node.Find("url") is { } url && (url.Unresolved is not null || Url.Parse(url.Value) is not null))
            StoreResources.AddDownload(context.Add(new Image(task.NameBy("name"), context.Origin(url.ValueSpan)) { DeployedTo = Platform.Vmware }), ArgumentFacts.Of(node, url, static text => text, context));

        if (node.Node("properties") is not { } properties)
            return;

        foreach (var property in properties.Settings)
        {
            if (!SecretNames.Covers(property.Key) || property.Value.Length == 0)
                continue;

            var machine = context.Add(new VirtualMachine(task.NameBy("name"), task.OriginBy("name")) { DeployedTo = Platform.Vmware, IsAmendment = true });
            machine.UserDataSecret = Facts.Read(properties, property, property.Key, Vocabulary.Secret, context);
            return;
        }
    }
}
