using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;

namespace VirtLint.Formats.Incus;

/// <summary>Joins instances with their profiles, and the adapters of both that are on one network.</summary>
/// <remarks>
/// What a profile states is judged in the profile, once for all instances that take it over. What an instance's profiles leave
/// open, when all of them are in the tree, is the platform's default.
/// </remarks>
internal sealed class IncusLinker : ISiteLinker
{
    public const string DefaultProfile = "default";

    private const string Source = "Incus, doc/profiles";

    public static readonly BindingTable<VirtualMachine> Table = new BindingTable<VirtualMachine>(Platform.Incus, "instance: profiles", Source)
        .Computed("(profile)", m => m.IsContainer, "the type of the instances that take a profile over", decidedBy: "instances")
        .Computed("profiles", m => m.IsPrivileged, "profiles that say nothing of it", whenAbsent: "false", decidedBy: "profiles")
        .Computed("profiles", m => m.IsDeleteProtected, "profiles that say nothing of it", whenAbsent: "false", decidedBy: "profiles")
        .Computed("profiles", m => m.HasOwnIds, "profiles that say nothing of it", whenAbsent: "false", decidedBy: "profiles");

    public Platform Platform => Platform.Incus;

    public void Link(Site site)
    {
        var profiles = new Dictionary<string, VirtualMachine>(StringComparer.Ordinal);
        foreach (var profile in site.All<VirtualMachine>().Where(static machine => machine.IsProfile))
            profiles[profile.Name] = profile;

        List<Membership> memberships = [.. site.All<VirtualMachine>().Where(static machine => !machine.IsProfile).Select(machine => new Membership(machine, profiles))];
        foreach (var users in memberships.SelectMany(static membership => membership.Profiles, static (membership, profile) => (membership.Instance, profile)).GroupBy(static use => use.profile, static use => use.Instance))
            LinkKind(users.Key, [.. users]);

        foreach (var membership in memberships.Where(static membership => membership.IsComplete))
            LinkDefaults(membership);

        CountNeighbours(site, memberships);
    }

    /// <summary>A profile that only virtual machines take over sets nothing of containers, and the other way round.</summary>
    private static void LinkKind(VirtualMachine profile, List<VirtualMachine> users)
    {
        if (profile.IsContainer.State is not FactState.Absent || !users.TrueForAll(static user => user.IsContainer.IsKnown))
            return;

        var isContainer = users[0].IsContainer.Value;
        if (users.Exists(user => user.IsContainer.Value != isContainer))
            return;

        profile.IsContainer = Fact.Default(isContainer, profile.Origin, Source).With(new RelatedPlace(users[0].Origin, $"'{users[0].Name}' takes it over"));
        if (isContainer)
            return;

        profile.IsPrivileged = Fact<bool>.Absent;
        profile.FiltersSystemCalls = Fact<bool>.Absent;
        profile.HasOwnIds = Fact<bool>.Absent;
        profile.IsNesting = Fact<bool>.Absent;
    }

    private static void LinkDefaults(Membership membership)
    {
        var machine = membership.Instance;
        machine.IsDeleteProtected = Default(membership, static guest => guest.IsDeleteProtected);
        if (!machine.IsContainer.Is(true))
            return;

        machine.IsPrivileged = Default(membership, static guest => guest.IsPrivileged);
        machine.HasOwnIds = Default(membership, static guest => guest.HasOwnIds);
    }

    private static Fact<bool> Default(Membership membership, Func<VirtualMachine, Fact<bool>> select)
    {
        var own = select(membership.Instance);
        return own.State is FactState.Absent && membership.Profiles.TrueForAll(profile => select(profile).State is FactState.Absent)
            ? Fact.Default(false, membership.Instance.Origin, Source)
            : own;
    }

    /// <summary>An adapter of a profile is one of each instance that takes it over, unless that has a device of the same name.</summary>
    private static void CountNeighbours(Site site, List<Membership> memberships)
    {
        var guests = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var membership in memberships)
        {
            var own = membership.Instance.Parts<NetworkInterface>().ToList();
            var inherited = membership.Profiles.SelectMany(static profile => profile.Parts<NetworkInterface>()).Where(nic => !own.Exists(other => other.Name == nic.Name));
            foreach (var nic in own.Concat(inherited).Where(static nic => nic.Network.IsKnown))
            {
                if (!guests.TryGetValue(nic.Network.Value, out var names))
                    guests.Add(nic.Network.Value, names = new(StringComparer.Ordinal));

                names.Add(membership.Instance.Identity);
            }
        }

        foreach (var nic in site.All<NetworkInterface>())
        {
            if (nic.Network.IsKnown && guests.TryGetValue(nic.Network.Value, out var names))
                nic.Neighbours = Math.Max(0, names.Count - 1);
        }
    }

    /// <summary>An instance, and those of its profiles that the tree has.</summary>
    private sealed class Membership
    {
        public Membership(VirtualMachine instance, Dictionary<string, VirtualMachine> profiles)
        {
            Instance = instance;
            IsComplete = instance.Profiles.Count > 0;
            foreach (var name in instance.Profiles)
            {
                if (name.IsKnown && profiles.TryGetValue(name.Value, out var profile))
                    Profiles.Add(profile);
                else
                    IsComplete = false;
            }
        }

        public VirtualMachine Instance { get; }

        public List<VirtualMachine> Profiles { get; } = [];

        public bool IsComplete { get; }
    }
}
