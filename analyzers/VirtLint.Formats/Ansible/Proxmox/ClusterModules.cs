using System.Collections.Generic;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Formats.Proxmox;
using VirtLint.Formats.Proxmox.Access;
using VirtLint.Formats.Proxmox.Firewall;
using VirtLint.Formats.Terraform;
using VirtLint.Model;

namespace VirtLint.Formats.Ansible.Proxmox;

/// <summary>Binds users, permissions, stores and the firewall's switches of community.proxmox.</summary>
internal static class ClusterModules
{
    public static readonly BindingTable<Credential> Password = new BindingTable<Credential>(Platform.ProxmoxVe, "Ansible: proxmox_user", "community.proxmox: proxmox_user")
        .Row("password", (c, f) => c.Value = f, Vocabulary.Secret, source: "password");

    public static readonly BindingTable<Credential> Token = new BindingTable<Credential>(Platform.ProxmoxVe, "Ansible: proxmox_user: tokens[]", "community.proxmox: proxmox_user")
        .Row("privsep", (c, f) => c.HasAllRightsOfOwner = f, AnsibleWords.Opposite, whenAbsent: false, source: "tokens.privsep")
        .Computed("userid", c => c.Principal, "a user", source: "userid")
        .Computed("userid", c => c.OwnerLevel, "'root@pam'", source: "userid")
        .Computed("expire", c => c.Expires, "seconds since 1970", whenAbsent: "never", source: "tokens.expire");

    public static readonly BindingTable<Credential> StorePassword = new BindingTable<Credential>(Platform.ProxmoxVe, "Ansible: proxmox_storage: cifs_options", "community.proxmox: proxmox_storage")
        .Row("password", (c, f) => c.Value = f, Vocabulary.Secret, source: "cifs_options.password");

    public static readonly BindingTable<AccessGrant> Grant = new BindingTable<AccessGrant>(Platform.ProxmoxVe, "Ansible: proxmox_access_acl", "community.proxmox: proxmox_access_acl")
        .Computed("ugid, type", g => g.Principal, "a user, a group or a token", source: "ugid")
        .Computed("roleid", g => g.Role, "the name of a role", source: "roleid")
        .Computed("roleid", g => g.Level, "a role that the platform has by itself", source: "roleid")
        .Computed("path, propagate", g => g.CoversEverything, "'/', and all below it", source: "path");

    public static IEnumerable<IBindingTable> Tables => [Password, Token, StorePassword, Grant];

    // community.proxmox, proxmox_storage: options by type; keys of storage.cfg with hyphens are written with underscores
    private static readonly Dictionary<string, string> s_storeKeys = new(System.StringComparer.Ordinal)
    {
        ["prune_backups"] = "prune-backups",
        ["encryption_key"] = "encryption-key",
        ["skip_cert_verification"] = "skip-cert-verification",
    };

    private static readonly StorageFormat s_stores = new();
    private static readonly PveFirewallFormat s_firewalls = new();

    public static void BindUser(AnsibleTask task)
    {
        task.AddSecret(task.Node, "password", Password);
        if (task.Node.Find("userid") is not { } user)
            return;

        foreach (var node in task.Node.Nodes("tokens"))
        {
            var name = node.Find("tokenid");
            var token = task.Context.Add(new Credential(
                user.Unresolved is null && name is { Unresolved: null } ? $"{user.Value}!{name.Value}" : task.Title, task.Context.Origin(name?.ValueSpan ?? node.Anchor)));
            Token.Bind(token, node, task.Context);
            token.Principal = ArgumentFacts.Of(task.Node, user, UserConfigFormat.PrincipalOf, task.Context);
            token.Expires = node.Find("expire") is { } end
                ? ArgumentFacts.Of(node, end, static text => text != "0", task.Context)
                : Fact.Default(false, task.Context.Origin(node.Anchor), "community.proxmox: proxmox_user: tokens.expire", "expire");
            if (token.Principal.Is(static principal => principal.Kind is PrincipalKind.SuperUser))
                token.OwnerLevel = token.Principal.Select(static _ => AccessLevel.Administer);
        }
    }

    public static void BindGrant(AnsibleTask task)
    {
        var (node, context) = (task.Node, task.Context);
        if (node.Find("ugid") is not { } subject || node.Find("roleid") is not { } role || node.Find("path") is not { } path)
            return;

        var mark = task.Says("type", "group") ? "@" : "";
        var grant = context.Add(new AccessGrant($"{mark}{(subject.Unresolved is null ? subject.Value : task.Title)} on {path.Value}", context.Origin(subject.ValueSpan)) { DeployedTo = Platform.ProxmoxVe });
        var propagates = AnsibleWords.AsFlag(node.Value("propagate") ?? HclValue.Null) != false;
        grant.Principal = ArgumentFacts.Of(node, subject, name => UserConfigFormat.PrincipalOf(mark + name), context);
        grant.Role = ArgumentFacts.Of(node, role, static name => name, context);
        grant.CoversEverything = ArgumentFacts.Of(node, path, value => value == "/" && propagates, context);
        if (role.Unresolved is not null)
            grant.Level = ArgumentFacts.Of(node, role, static _ => AccessLevel.None, context);
        else if (UserConfigFormat.BuiltInRoles.TryGetValue(role.Value, out var level))
            grant.Level = ArgumentFacts.Of(node, role, _ => level, context);
    }

    /// <summary>A section of <c>storage.cfg</c>, with the options of its type.</summary>
    public static void BindStore(AnsibleTask task)
    {
        var node = task.Node;
        if (node.Find("type") is not { Unresolved: null } type || node.Find("name") is not { Value.Length: > 0 } name)
            return;

        // A store without the options of its type cannot be made: the task only looks, or changes what is there.
        var sections = node.Nodes(type.Value + "_options");
        if (sections.Count == 0)
            return;

        var text = new EmbeddedText(task.Context.File, node.Anchor) { IsFragment = AnsibleWords.AsFlag(node.Value("update") ?? HclValue.Null) == true };
        text.Add(type.Value, type.ValueSpan).Add(": ").Add(name.Unresolved is null ? name.Value : task.Module, name.ValueSpan).Add("\n");
        if (node.Texts("content") is { Count: > 0 } content)
        {
            text.Add("\tcontent ");
            for (var i = 0; i < content.Count; i++)
                text.Add(i == 0 ? "" : ",").Add(content[i].Text, content[i].Span);

            text.Add("\n");
        }

        if (node.Find("disable") is { } disabled && AnsibleWords.AsFlag(HclValue.Of(disabled.Value)) == true)
            text.Add("\tdisable 1\n");

        foreach (var options in sections)
        {
            task.AddSecret(options, "password", StorePassword);
            foreach (var setting in options.Settings)
            {
                if (setting.Key != "password" && !setting.IsList && setting.Value.IndexOf('\n') < 0 && setting.Value.Length > 0)
                    text.Add("\t").Add(s_storeKeys.TryGetValue(setting.Key, out var key) ? key : setting.Key, setting.KeySpan).Add(" ").Add(Number(setting.Value), setting.ValueSpan).Add("\n");
            }
        }

        task.Context.Embed(text, s_stores, new FilePath("etc/pve/storage.cfg"));
    }

    /// <summary>The switches of <c>cluster.fw</c>. // proxmox_cluster_firewall_options: state, default disabled</summary>
    public static void BindFirewall(AnsibleTask task)
    {
        var node = task.Node;
        var text = new EmbeddedText(task.Context.File, node.Anchor) { IsFragment = true };
        text.Add("[OPTIONS]\n\n");
        if (node.Find("state") is not { } state)
            text.Add("enable: ").Add("0", node.Anchor).Add("\n");
        else if (state.Unresolved is null)
            text.Add("enable: ").Add(state.Value == "enabled" ? "1" : "0", state.ValueSpan).Add("\n");

        foreach (var (argument, key) in new[] { ("input_policy", "policy_in"), ("output_policy", "policy_out"), ("forward_policy", "policy_forward") })
        {
            if (node.Find(argument) is { } setting)
                text.Add(key, setting.KeySpan).Add(": ").Add(setting.Value, setting.ValueSpan).Add("\n");
        }

        task.Context.Embed(text, s_firewalls, new FilePath("etc/pve/firewall/cluster.fw"));
    }

    /// <summary>Flags are numbers there.</summary>
    private static string Number(string value) => value switch
    {
        "true" or "True" or "yes" => "1",
        "false" or "False" or "no" => "0",
        _ => value,
    };
}
