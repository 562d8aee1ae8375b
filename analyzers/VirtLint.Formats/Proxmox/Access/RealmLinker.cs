using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Model;

namespace VirtLint.Formats.Proxmox.Access;

/// <summary>Tells each administrator's account what its realm asks for.</summary>
/// <remarks>Without <c>domains.cfg</c> in the site nothing is known of any realm.</remarks>
internal sealed class RealmLinker : ISiteLinker
{
    public Platform Platform => Platform.ProxmoxVe;

    public void Link(Site site)
    {
        if (!site.Has(RealmsFormat.FormatId))
            return;

        var realms = new Dictionary<string, IdentityRealm>(StringComparer.Ordinal);
        foreach (var realm in site.All<IdentityRealm>())
        {
            if (!realms.ContainsKey(realm.Name))
                realms.Add(realm.Name, realm);
        }

        foreach (var account in site.All<AccessGrant>().Where(static grant => grant.IsAccount.Is(true) && grant.SecondFactor.State is FactState.Absent))
        {
            var name = account.Name.Substring(account.Name.LastIndexOf('@') + 1);
            if (realms.TryGetValue(name, out var realm))
                account.SecondFactor = Asks(realm, account);
            else if (name is "pam" or "pve")
                account.SecondFactor = Fact.Default(false, account.Origin, "Proxmox VE, pveum: the realms pam and pve exist without being written");
        }
    }

    private static Fact<bool> Asks(IdentityRealm realm, AccessGrant account)
    {
        if (realm.Source.Is(RealmSource.SingleSignOn))
            return Fact<bool>.Absent;

        return realm.RequiresSecondFactor switch
        {
            { IsStated: true } stated => stated,
            { IsKnown: true } silent => Fact.Default(false, account.Origin, silent.Source).With(new(realm.Origin, "the realm asks for no second factor")),
            var unknown => unknown,
        };
    }
}
