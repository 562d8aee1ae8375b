using System;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.OpenStack;

/// <summary>What holds where a file is silent, of options whose default changed: the release decides, or, where none is known, all that are maintained.</summary>
internal static class ReleaseDefaults
{
    // oslo.policy 4.4.0 (2024.2), opts.py; before: nova/policy.py 27, glance/api/policy.py 26, neutron/policy.py 23; cinder/policy.py 25 to 28 keep it off
    private static readonly PlatformDefault<bool> s_newPolicy = PlatformDefault.Before(false).Then("2024.2", true);
    private static readonly PlatformDefault<bool> s_newPolicyOfNova = PlatformDefault.Before(false).Then("2023.1", true);
    private static readonly PlatformDefault<bool> s_newPolicyOfNeutron = PlatformDefault.Before(false).Then("2023.2", true);
    private static readonly PlatformDefault<bool> s_newPolicyOfCinder = PlatformDefault.Before(false).Then("2026.2", true);

    private static readonly Version s_scopeAlways = new(2026, 2);

    // keystonemiddleware 13.0.0 (2026.2), auth_token/_opts.py: service_token_roles_required
    private static readonly PlatformDefault<bool> s_vouched = PlatformDefault.Before(false).Then("2026.2", true);

    // nova/conf/compute.py 27: initial_cpu_allocation_ratio, initial_ram_allocation_ratio, in percent
    private static readonly PlatformDefault<int> s_processors = PlatformDefault.Before(1600).Then("2023.1", 400);
    private static readonly PlatformDefault<int> s_memory = PlatformDefault.Before(150).Then("2023.1", 100);

    // barbican/plugin/crypto/simple_crypto.py 21 (2025.2): kek
    private static readonly PlatformDefault<bool> s_publishedKey = PlatformDefault.Before(true).Then("2025.2", false);

    public static readonly BindingTable<AccessGrant> Switches = new BindingTable<AccessGrant>(Platform.OpenStack, "*.conf: by release", "oslo.policy, keystonemiddleware")
        .Computed("oslo_policy/enforce_new_defaults, enforce_scope", g => g.PolicyWeakness, "a boolean", s_newPolicy.Describe(Word), "oslo_policy/opts.py: enforce_new_defaults, enforce_scope")
        .Computed("keystone_authtoken/service_token_roles_required", g => g.PolicyWeakness, "a boolean", s_vouched.Describe(Word), "auth_token/_opts.py: service_token_roles_required");

    public static readonly BindingTable<Hypervisor> Ratios = new BindingTable<Hypervisor>(Platform.OpenStack, "nova.conf: by release", "nova.conf")
        .Computed("initial_cpu_allocation_ratio", h => h.CpuOvercommit, "a ratio", s_processors.Describe(Ratio), "compute.py: initial_cpu_allocation_ratio")
        .Computed("initial_ram_allocation_ratio", h => h.MemoryOvercommit, "a ratio", s_memory.Describe(Ratio), "compute.py: initial_ram_allocation_ratio");

    public static readonly BindingTable<Credential> Keys = new BindingTable<Credential>(Platform.OpenStack, "barbican.conf: simple_crypto_plugin", "barbican")
        .Computed("kek; crypto/enabled_crypto_plugins, secretstore/enabled_secretstore_plugins", c => c.IsFixedKey, "a key", s_publishedKey.Describe(static isPublished => isPublished ? "a published key" : "none"), "simple_crypto.py: kek");

    public static void Bind(OsloConf conf, FilePath path, BindingContext context)
    {
        var service = OpenStackPaths.NameWithoutTemplate(path);
        BindPolicy(conf, service, context);
        if (service is "nova.conf" or "nova-cpu.conf" or "nova-compute.conf")
            BindRatios(conf, context);
        else if (service is "cinder.conf" or "cinder-volume.conf")
            BindVouching(conf, context);
        else if (service is "barbican.conf")
            BindKey(conf, context);
    }

    /// <summary>Switched off is what the new defaults are by themselves in old releases, and in cinder for long: then nobody has weakened them.</summary>
    private static void BindPolicy(OsloConf conf, string service, BindingContext context)
    {
        var isDefault = service.StartsWith("nova", StringComparison.Ordinal) || service.StartsWith("glance", StringComparison.Ordinal) ? s_newPolicyOfNova
            : service.StartsWith("cinder", StringComparison.Ordinal) ? s_newPolicyOfCinder
            : service is "neutron.conf" ? s_newPolicyOfNeutron
            : s_newPolicy;
        if (!isDefault.TryAgree(context.Target, OpenStackReleases.Oldest, out var isOn) || !isOn)
            return;

        ServiceLinks.BindSwitch(conf, "oslo_policy", "enforce_new_defaults", PolicyWeakness.OldDefaults, context);

        // oslo.policy 6.0.0 (2026.2) knows no such option: the scope always counts.
        if (context.Target is null || context.Target < s_scopeAlways)
            ServiceLinks.BindSwitch(conf, "oslo_policy", "enforce_scope", PolicyWeakness.AnyScope, context);
    }

    /// <summary>The volume service detaches a volume for whoever shows a user's token, unless the service that asks vouches for it. // OSSN-0092</summary>
    private static void BindVouching(OsloConf conf, BindingContext context)
    {
        var section = conf.Section("keystone_authtoken");
        const string Key = "service_token_roles_required";
        if (!context.IsPartial && section.Find(Key) is null && s_vouched.TryAgree(context.Target, OpenStackReleases.Oldest, out var isRequired) && !isRequired)
            context.Add(new AccessGrant(Key, context.Origin(section.Anchor))).PolicyWeakness = Facts.Default(context, PolicyWeakness.UnvouchedRequests, section.Anchor, "auth_token/_opts.py: service_token_roles_required", Key);
    }

    /// <summary>How much of itself a compute node gives away at first, until somebody sets another ratio by the API.</summary>
    private static void BindRatios(OsloConf conf, BindingContext context)
    {
        if (!conf.Has("libvirt") && conf.Find("DEFAULT", "compute_driver") is null)
            return;

        var section = conf.Section("DEFAULT");
        var host = new Hypervisor("nova", context.Origin(section.Anchor));
        host.CpuOvercommit = Initial("cpu", s_processors);
        host.MemoryOvercommit = Initial("ram", s_memory);
        if (host.CpuOvercommit.State is not FactState.Absent || host.MemoryOvercommit.State is not FactState.Absent)
            context.Add(host);

        Fact<int> Initial(string what, PlatformDefault<int> byDefault)
        {
            var key = $"initial_{what}_allocation_ratio";
            return section.Find($"{what}_allocation_ratio") is not null ? Fact<int>.Absent
                : section.Find(key) is { } setting ? Facts.Read(section, setting, key, NovaBinder.Percent, context)
                : byDefault.TryAgree(context.Target, OpenStackReleases.Oldest, out var percent) ? Facts.Default(context, percent, section.Anchor, $"nova/conf/compute.py: {key}", key)
                : Fact<int>.Absent;
        }
    }

    private static void BindKey(OsloConf conf, BindingContext context)
    {
        var section = conf.Section("simple_crypto_plugin");
        if (context.IsPartial || section.Find("kek") is not null || conf.IsTrue("secretstore", "enable_multiple_secret_stores")
            || !IsPlugin("secretstore", "enabled_secretstore_plugins", "store_crypto") || !IsPlugin("crypto", "enabled_crypto_plugins", "simple_crypto")
            || !s_publishedKey.TryAgree(context.Target, OpenStackReleases.Oldest, out var isPublished) || !isPublished)
            return;

        context.Add(new Credential("kek", context.Origin(section.Anchor))).IsFixedKey = Facts.Default(context, true, section.Anchor, "simple_crypto.py: kek", "kek");

        bool IsPlugin(string name, string key, string plugin)
        {
            var plugins = conf.Section(name).FindAll(key).ToList();
            return plugins.Count == 0 || plugins.Exists(setting => setting is { Unresolved: null, IsConditional: false } && Oslo.List(setting.Value).Contains(plugin));
        }
    }

    private static string Word(bool value) => value ? "true" : "false";

    private static string Ratio(int percent) => (percent / 100.0).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture);
}
