using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Formats.Terraform;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Ansible.Vmware;

/// <summary>Binds how a host of ESXi and its iSCSI targets know each other.</summary>
internal static class IscsiModule
{
    private const string Source = "community.vmware: vmware_host_iscsi";
    private const string Place = "Ansible: vmware_host_iscsi";

    private static readonly string[] s_targets = ["send_target", "static_target"];

    public static readonly BindingTable<Credential> Secret = new BindingTable<Credential>(Platform.Vmware, Place, Source)
        .Computed("authentication: chap_secret, mutual_chap_secret", c => c.Value, "a secret", source: "iscsi_config.authentication.chap_secret");

    public static readonly BindingTable<ImageStore> Store = new BindingTable<ImageStore>(Platform.Vmware, Place, Source)
        .Computed("iscsi_config/vmhba_name, send_target, static_target", s => s.StoreKind, "an adapter, or a target that does not inherit its settings", source: "iscsi_config.vmhba_name")
        .Computed("send_target, static_target: address", s => s.Server, "an address", source: "iscsi_config.send_target.address")
        .Computed("authentication: chap_auth_enabled, chap_authentication_type", s => s.Authentication, "'true' and 'chapRequired'", "none", "iscsi_config.authentication.chap_auth_enabled")
        .Computed("authentication: mutual_chap_authentication_type", s => s.ProvesItself, "'chapRequired'", "'chapProhibited'", "iscsi_config.authentication.mutual_chap_authentication_type");

    public static IEnumerable<IBindingTable> Tables => [Secret, Store];

    /// <summary>The adapter's settings, and those of a target that has its own. Silence about either says nothing: another task may set it.</summary>
    public static void Bind(AnsibleTask task)
    {
        if (task.Node.Node("iscsi_config") is not { } config)
            return;

        if (config.Node("authentication") is { } parent)
        {
            BindSecrets(parent, task);
            BindStore(parent, null, task);
        }

        foreach (var key in s_targets)
        {
            if (config.Node(key) is not { } target || target.Node("authentication") is not { } own)
                continue;

            BindSecrets(own, task);

            // "Whether or not to inherit CHAP settings from the parent settings", which is so by default.
            if (own.Value("chap_inherited") is { } inherits && AnsibleWords.AsFlag(inherits) == false)
                BindStore(own, target.Find("address"), task);
        }
    }

    private static void BindSecrets(ConfigNode authentication, AnsibleTask task)
    {
        foreach (var key in (string[])["chap_secret", "mutual_chap_secret"])
        {
            if (authentication.Find(key) is { } secret && task.Run.IsFirst(task.Context.Origin(secret.ValueSpan)))
                task.Context.Add(new Credential($"{task.Module}: {key}", task.Context.Origin(secret.ValueSpan))).Value = Facts.Read(authentication, secret, key, Vocabulary.Secret, task.Context);
        }
    }

    private static void BindStore(ConfigNode authentication, Setting? address, AnsibleTask task)
    {
        var context = task.Context;
        var anchor = authentication.Anchor;
        var store = context.Add(new ImageStore(address is { Unresolved: null } ? address.Value : task.NameBy("iscsi_config/vmhba_name"), context.Origin(anchor)) { DeployedTo = Platform.Vmware });
        store.StoreKind = Fact.Default(StoreKind.Iscsi, context.Origin(anchor), Source);
        if (address is not null)
            store.Server = ArgumentFacts.Of(task.Node, address, static host => host, context);

        var enabled = authentication.Find("chap_auth_enabled") is { } flag
            ? Facts.Read(authentication, flag, flag.Key, AnsibleWords.Flag, context)
            : Facts.Default(context, false, anchor, Source, "chap_auth_enabled");
        store.Authentication = enabled.Is(true) ? Requirement(authentication, "chap_authentication_type", context).Select(static required => required ? StoreAuthentication.Secret : StoreAuthentication.None)
            : enabled.Select(static _ => StoreAuthentication.None);
        if (!store.Authentication.Is(StoreAuthentication.Secret))
            return;

        // A target may inherit one half and not the other.
        if (address is null || (authentication.Value("mutual_chap_inherited") is { } inherits && AnsibleWords.AsFlag(inherits) == false))
            store.ProvesItself = Requirement(authentication, "mutual_chap_authentication_type", context);
    }

    /// <summary>Whether one side has to prove itself; the module's own default is that it may not.</summary>
    private static Fact<bool> Requirement(ConfigNode authentication, string key, BindingContext context) => authentication.Find(key) is { } type
        ? Facts.Of(authentication, type, static word => word == "chapRequired", context)
        : Facts.Default(context, false, authentication.Anchor, Source, key);
}
