using System;
using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.Terraform.Vsphere;

/// <summary>Binds accounts and groups of vCenter's own directory.</summary>
// docs/resources/vsphere_sso_user.md, vsphere_sso_group.md
internal static class AccountResources
{
    private const string GroupSource = "vmware/vsphere: vsphere_sso_group";
    private const string Administrators = "Administrators";

    public static readonly BindingTable<Credential> Password = new BindingTable<Credential>(Platform.Vmware, "vsphere_sso_user", "vmware/vsphere: vsphere_sso_user")
        .Row("password", (c, f) => c.Value = f, Vocabulary.Secret, source: "password");

    public static readonly BindingTable<AccessGrant> Member = new BindingTable<AccessGrant>(Platform.Vmware, "vsphere_sso_group: member_user", GroupSource)
        .Computed("name, domain", g => g.Principal, "an account of a group named 'Administrators'", source: "member_user")
        .Computed("(block)", g => g.Level, "the group administers all of vCenter", source: "member_user");

    public static void BindUser(TerraformResource resource)
    {
        if (resource.Node.Find("password") is { } password)
            Password.Bind(resource.Context.Add(new Credential($"{resource.Address}: password", resource.Context.Origin(password.ValueSpan))), resource.Node, resource.Context);
    }

    /// <summary>Whoever is in the group of administrators may do everything. // vSphere Authentication: "vCenter Single Sign-On Groups"</summary>
    public static void BindGroup(TerraformResource resource)
    {
        var (node, context) = (resource.Node, resource.Context);
        if (node.Find("name") is not { Unresolved: null } group || !group.Value.Equals(Administrators, StringComparison.OrdinalIgnoreCase))
            return;

        foreach (var member in node.Nodes("member_user"))
        {
            if (member.Find("name") is not { } name)
                continue;

            var grant = context.Add(new AccessGrant(name.Unresolved is null ? name.Value : resource.Address, context.Origin(name.ValueSpan)) { DeployedTo = Platform.Vmware });
            var domain = member.Find("domain") is { Unresolved: null } known ? known.Value : "";
            grant.Principal = ArgumentFacts.Of(member, name, account => domain.Length == 0 ? new Principal(account, PrincipalKind.Account) : Vmware.VcenterRoles.AccountOf($"{account}@{domain}"), context);
            grant.Role = Fact.Default(Administrators, grant.Origin, GroupSource);
            grant.Level = Fact.Default(AccessLevel.Administer, grant.Origin, GroupSource);
            grant.CoversEverything = Fact.Default(true, grant.Origin, GroupSource);
        }
    }
}
