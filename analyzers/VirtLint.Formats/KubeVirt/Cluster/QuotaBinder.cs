using System;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;

namespace VirtLint.Formats.KubeVirt.Cluster;

/// <summary>Binds namespaces, and the quotas that limit what is in them.</summary>
/// <remarks>// Kubernetes, "Resource Quotas"; kubevirt/application-aware-quota: ApplicationAwareResourceQuota, which limits guests without what runs them</remarks>
internal static class QuotaBinder
{
    private const string Source = "Kubernetes: Resource Quotas";

    public static readonly BindingTable<GuestGroup> Table = new BindingTable<GuestGroup>(Platform.KubeVirt, "Namespace", Source)
        .Computed("metadata.name", g => g.Joins, "a namespace in which a group of people may make guests", decidedBy: "RoleBinding")
        .Computed("metadata.name", g => g.IsUnlimited, "such a namespace, without a quota", decidedBy: "ResourceQuota, ApplicationAwareResourceQuota, ClusterResourceQuota");

    /// <summary>All namespaces, where a quota is of a whole cluster.</summary>
    private const string Everywhere = "*";

    public static void BindNamespace(Manifest manifest) =>
        manifest.Context.Add(new GuestGroup(manifest.Name, manifest.Origin, []));

    public static void Bind(Manifest manifest) =>
        manifest.Context.Define(ObjectKind.Quota, TemplateMarks.Contains(manifest.Namespace) || manifest.Namespace.Length == 0 ? Everywhere : manifest.Namespace, manifest.Origin.Span);

    public static void BindCluster(Manifest manifest) => manifest.Context.Define(ObjectKind.Quota, Everywhere, manifest.Origin.Span);

    /// <summary>Only where the files themselves make a namespace and open it to a group is a quota expected among them.</summary>
    public static void Link(Site site)
    {
        var grants = site.All<AccessGrant>()
            .Where(static grant => grant.Pool.IsKnown && grant.Level.Is(static level => level is AccessLevel.Manage or AccessLevel.Administer) && grant.Principal.Is(static who => who.Kind is PrincipalKind.Group or PrincipalKind.Everyone))
            .ToLookup(static grant => grant.Pool.Value, StringComparer.Ordinal);
        if (grants.Count == 0)
            return;

        foreach (var place in site.All<GuestGroup>())
        {
            if (!grants[place.Name].Any() || IsLimited(site, place))
                continue;

            var grant = grants[place.Name].First();
            place.Joins = Fact.Default(GuestGroupKind.Tenant, place.Origin, Source);
            place.IsUnlimited = Fact.Stated(true, place.Origin, place.Name, "metadata.name").With(new RelatedPlace(grant.Origin, "who may make guests there"));
        }
    }

    private static bool IsLimited(Site site, GuestGroup place) =>
        new[] { place.Name, Everywhere }.Any(name => site.Resolve(new(ObjectKind.Quota, name, place.Origin)) is Resolution.Defined);
}
