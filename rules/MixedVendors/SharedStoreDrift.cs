using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.MixedVendors;

/// <summary>Flags exports and shares that one manager protects and another does not.</summary>
public sealed class SharedStoreDrift() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL8050",
        title: "One store is mounted with different security",
        message: "Store '{0}' mounts '{1}' {2}, but '{3}' mounts it {4}: the weaker of both protects the data",
        category: Category.MixedVendors,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe],
        securitySeverity: 6.5,
        standards: ["CWE-284"]);

    public override void Check(Fleet fleet, RuleContext context)
    {
        var strongest = new Dictionary<string, ImageStore>(StringComparer.Ordinal);
        foreach (var store in fleet.All<ImageStore>())
        {
            if (!store.IsInUse || !store.MayHoldGuests || !store.Endpoint.IsKnown)
                continue;

            if (!strongest.TryGetValue(store.Endpoint.Value, out var other))
            {
                strongest.Add(store.Endpoint.Value, store);
                continue;
            }

            var difference = Compare(store, other);
            if (difference < 0)
                Report(store, other, context);

            if (difference > 0)
            {
                Report(other, store, context);
                strongest[store.Endpoint.Value] = store;
            }
        }
    }

    /// <summary>Less than zero where the first protects less. Zero where both are alike, or one of them is not known.</summary>
    private static int Compare(ImageStore one, ImageStore other)
    {
        var authentication = one.Authentication.IsKnown && other.Authentication.IsKnown
            ? one.Authentication.Value.CompareTo(other.Authentication.Value)
            : 0;
        return authentication != 0 || !one.TransitProtection.IsKnown || !other.TransitProtection.IsKnown
            ? authentication
            : one.TransitProtection.Value.CompareTo(other.TransitProtection.Value);
    }

    private static void Report(ImageStore weak, ImageStore strong, RuleContext context) =>
        context.Report(weak, weak.Endpoint, weak.Name, weak.Endpoint.Value, Security(weak), strong.Name, Security(strong))
            .Relate(strong.Endpoint.Origin ?? strong.Origin, "the stronger mount of the same data");

    private static string Security(ImageStore store)
    {
        var authentication = store.Authentication.Or(StoreAuthentication.None) switch
        {
            StoreAuthentication.None => "as guest",
            StoreAuthentication.HostTrust => "on trust in addresses",
            StoreAuthentication.Secret => "with a password",
            _ => "with Kerberos",
        };
        return store.TransitProtection.Is(LinkProtection.Encrypted) ? authentication + " and encryption" : authentication;
    }
}
