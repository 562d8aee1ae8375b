using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using VirtLint.Model;

namespace VirtLint.Rules.MixedVendors;

/// <summary>Flags exports and targets on which two families of hypervisors keep their disks.</summary>
public sealed class SharedDatastore() : Rule(Descriptor)
{
    public static readonly RuleDescriptor Descriptor = new(
        id: "VL8051",
        title: "Two hypervisor families use one datastore",
        message: "Store '{0}' keeps disks of guests on '{1}', as does '{2}' of {3}: their locks do not know each other",
        category: Category.MixedVendors,
        severity: DiagnosticSeverity.Warning,
        precision: Precision.High,
        platforms: [Platform.Libvirt, Platform.ProxmoxVe]);

    public override void Check(Fleet fleet, RuleContext context)
    {
        var first = new Dictionary<string, (Platform Platform, ImageStore Store)>(StringComparer.Ordinal);
        foreach (var site in fleet.Sites)
        {
            foreach (var store in site.All<ImageStore>())
            {
                if (!store.IsInUse || !store.MayHoldDisks || !store.Endpoint.IsKnown)
                    continue;

                if (!first.TryGetValue(store.Endpoint.Value, out var other))
                {
                    first.Add(store.Endpoint.Value, (site.Platform, store));
                }
                else if (other.Platform != site.Platform)
                {
                    context.Report(store, store.Endpoint, store.Name, store.Endpoint.Value, other.Store.Name, other.Platform.Title())
                        .Relate(other.Store.Endpoint.Origin ?? other.Store.Origin, $"{other.Platform.Title()} uses it too")
                        .Advise("give each of them an export or a target of its own");
                }
            }
        }
    }
}
