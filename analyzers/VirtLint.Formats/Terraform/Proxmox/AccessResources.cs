using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Formats.Hcl;
using VirtLint.Formats.Proxmox.Access;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.Terraform.Proxmox;

/// <summary>Binds roles, permissions, users and tokens of bpg/proxmox: what user.cfg says.</summary>
internal static class AccessResources
{
    public static readonly BindingTable<Credential> Token = new BindingTable<Credential>(Platform.ProxmoxVe, "proxmox_virtual_environment_user_token", "bpg/proxmox: proxmox_virtual_environment_user_token")
        .Row("privileges_separation", (c, f) => c.HasAllRightsOfOwner = f, TerraformWords.Opposite, whenAbsent: false, source: "privileges_separation");

    public static readonly BindingTable<Credential> Password = new BindingTable<Credential>(Platform.ProxmoxVe, "proxmox_virtual_environment_user", "bpg/proxmox: proxmox_virtual_environment_user")
        .Row("password", (c, f) => c.Value = f, Vocabulary.Secret, source: "password");

    private static readonly string[] s_subjects = ["user_id", "token_id", "group_id"];

    public static void BindRole(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var id = node.Find("role_id");
        var role = context.Add(new AccessRole(id is { Unresolved: null } ? id.Value : resource.Address, context.Origin(id?.ValueSpan ?? node.Anchor)));
        if (node.Find("privileges") is not { } privileges)
            return;

        if (privileges.Unresolved is { } reason)
            role.Escalation = Fact<string>.Unresolved(context.Origin(privileges.ValueSpan), privileges.Value, reason, "privileges");
        else if (ArgumentFacts.Words(privileges).FirstOrDefault(static privilege => UserConfigFormat.Escalations.Contains(privilege.Text)) is { Text.Length: > 0 } escalation)
            role.Escalation = Fact.Stated(escalation.Text, context.Origin(escalation.Span), escalation.Text, "privileges");
    }

    public static void BindPermission(TerraformResource resource)
    {
        foreach (var key in s_subjects)
        {
            if (resource.Node.Find(key) is { } subject)
                BindGrant(resource, resource.Node, subject, key == "group_id" ? "@" : "");
        }
    }

    public static void BindUser(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var id = node.Find("user_id");
        if (node.Find("password") is { } password)
            Password.Bind(context.Add(new Credential($"{(id is { Unresolved: null } ? id.Value : resource.Address)}: password", context.Origin(password.ValueSpan))), node, context);

        if (id is null)
            return;

        foreach (var acl in node.Nodes("acl"))
            BindGrant(resource, acl, id, "");
    }

    public static void BindToken(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        var (user, name) = (node.Find("user_id"), node.Find("token_name"));
        if (user is null)
            return;

        var token = context.Add(new Credential(
            user.Unresolved is null && name is { Unresolved: null } ? $"{user.Value}!{name.Value}" : resource.Address, context.Origin(name?.ValueSpan ?? node.Anchor)));
        Token.Bind(token, node, context);
        token.Principal = ArgumentFacts.Of(node, user, UserConfigFormat.PrincipalOf, context);
        token.Expires = node.Find("expiration_date") is { } end
            ? ArgumentFacts.Of(node, end, static _ => true, context)
            : Fact.Default(false, context.Origin(node.Anchor), "bpg/proxmox: proxmox_virtual_environment_user_token: expiration_date", "expiration_date");
        if (token.Principal.Is(static principal => principal.Kind is PrincipalKind.SuperUser))
            token.OwnerLevel = token.Principal.Select(static _ => AccessLevel.Administer);
    }

    /// <summary>The provider lets permissions propagate unless told otherwise. // resource_acl.go: booldefault.StaticBool(true)</summary>
    private static void BindGrant(TerraformResource resource, ConfigNode node, Setting subject, string mark)
    {
        var context = resource.Context;
        if (node.Find("role_id") is not { } role || node.Find("path") is not { } path)
            return;

        var grant = context.Add(new AccessGrant($"{mark}{(subject.Unresolved is null ? subject.Value : resource.Address)} on {path.Value}", context.Origin(subject.ValueSpan)));
        grant.Principal = ArgumentFacts.Of(resource.Node, subject, name => UserConfigFormat.PrincipalOf(mark + name), context);
        grant.Role = ArgumentFacts.Of(node, role, static name => name, context);
        grant.CoversEverything = ArgumentFacts.Of(node, path, value => value == "/" && node.Find("propagate") is not { Value: "false" }, context);
        if (role.Unresolved is not null)
            grant.Level = ArgumentFacts.Of(node, role, static _ => AccessLevel.None, context);
        else if (UserConfigFormat.BuiltInRoles.TryGetValue(role.Value, out var level))
            grant.Level = ArgumentFacts.Of(node, role, _ => level, context);
    }
}
