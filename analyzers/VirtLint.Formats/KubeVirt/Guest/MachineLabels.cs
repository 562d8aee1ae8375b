using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax;
using VirtLint.Syntax.Yaml;

namespace VirtLint.Formats.KubeVirt.Guest;

/// <summary>What labels, annotations and namespace say of a guest.</summary>
internal static class MachineLabels
{
    private const string DefaultNamespace = "default";

    public static readonly BindingTable<VirtualMachine> Table = GuestLabels.Declare(new BindingTable<VirtualMachine>(Platform.KubeVirt, "VirtualMachine: metadata", "Kubernetes: Labels and selectors"))
        .Computed("metadata.labels", m => m.Tags, "labels that say more than what runs the guest")
        .Computed("metadata.namespace", m => m.Pool, "a namespace other than 'default'")
        .Computed("metadata.annotations.description", m => m.Notes, "text")
        .Computed("vm.kubevirt.io/os, kubevirt.io/os, os.template.kubevirt.io/*", m => m.OperatingSystem, "an operating system", source: "KubeVirt user guide: Templates");

    /// <summary>Labels by which the platform and its tools keep their own books.</summary>
    private static readonly string[] s_bookkeeping =
        ["kubevirt.io/", "cdi.kubevirt.io/", "harvesterhci.io/", "kubernetes.io/", "helm.sh/", "vm.kubevirt.io/", "openshift.io/", "template.kubevirt.io/", "flavor.template.kubevirt.io/"];

    public static void Bind(GuestSpec guest, YamlMapping? instance)
    {
        var (machine, context) = (guest.Machine, guest.Context);
        var labels = new GuestLabels(machine, context);
        labels.Name(new(machine.Name, machine.Origin.Span));
        List<Setting> all = [.. guest.Manifest.Labels];
        foreach (var part in (string[])["labels", "annotations"])
            all.AddRange((instance?[part] as YamlMapping)?.Settings ?? []);

        foreach (var setting in all)
        {
            labels.Named(setting.Key.Substring(setting.Key.LastIndexOf('/') + 1), setting.AsLiteral());
            BindSystem(machine, setting, context);
            if (machine.Notes.State is FactState.Absent && setting.Key.EndsWith("description", StringComparison.OrdinalIgnoreCase) && setting.Value.Length > 0)
                machine.Notes = Yaml.Read(setting, setting.Key, static text => text, context);
        }

        if (guest.Manifest.Mapping("metadata.labels")?.Settings.FirstOrDefault(static setting => !IsBookkeeping(setting.Key)) is { } tag)
            machine.Tags = Yaml.Read(tag, tag.Key, static text => text, context);

        if (guest.Manifest.Root.Find("metadata.namespace") is { } place && place.Value != DefaultNamespace)
            machine.Pool = Yaml.Read(place, "metadata.namespace", static text => text, context);

        foreach (var annotations in new[] { guest.Manifest.Mapping("metadata.annotations"), instance?["annotations"] as YamlMapping })
        {
            if (annotations is not null)
                MachineDevices.BindHooks(guest, annotations);
        }
    }

    private static bool IsBookkeeping(string key) => Array.Exists(s_bookkeeping, prefix => key.IndexOf(prefix, StringComparison.Ordinal) >= 0);

    private static void BindSystem(VirtualMachine machine, Setting setting, BindingContext context)
    {
        if (machine.OperatingSystem.State is not FactState.Absent)
            return;

        if (setting.Key is "vm.kubevirt.io/os" or "kubevirt.io/os")
        {
            if (TemplateMarks.Contains(setting.Value) || setting.IsConditional)
                machine.OperatingSystem = Fact<GuestSystem>.Unresolved(context.Origin(setting.ValueSpan), setting.Value, "template", setting.Key);
            else if (KubeGuestSystems.Of(setting.Value) is { } named)
                machine.OperatingSystem = Fact.Stated(named, context.Origin(setting.ValueSpan), setting.Value, setting.Key);
        }
        // A template may be for any of a range of releases; a guest made of it is of one.
        else if (setting.Key.StartsWith("os.template.kubevirt.io/", StringComparison.Ordinal) && setting.Value == "true"
            && KubeGuestSystems.Of(setting.Key.Substring("os.template.kubevirt.io/".Length)) is { } system && !machine.IsTemplate.Is(true))
        {
            machine.OperatingSystem = Fact.Stated(system, context.Origin(setting.KeySpan), setting.Key.Substring("os.template.kubevirt.io/".Length), setting.Key);
        }
    }
}

/// <summary>The short names of operating systems that libosinfo has.</summary>
internal static class KubeGuestSystems
{
    private static readonly (string Prefix, string Osinfo)[] s_vendors =
    [
        ("centos-stream", "centos.org/centos-stream/"),
        ("centos", "centos.org/centos/"),
        ("debian", "debian.org/debian/"),
        ("fedora", "fedoraproject.org/fedora/"),
        ("opensuse", "opensuse.org/opensuse/"),
        ("rhel", "redhat.com/rhel/"),
        ("sles", "suse.com/sles/"),
        ("ubuntu", "ubuntu.com/ubuntu/"),
        ("win", "microsoft.com/win/"),
    ];

    /// <summary>The system of a name such as <c>rhel7.9</c> or <c>win2k12r2</c>; null when it names none with its release.</summary>
    public static GuestSystem? Of(string name)
    {
        var text = name.Trim().ToLowerInvariant().Replace("windows", "win");
        foreach (var (prefix, osinfo) in s_vendors)
        {
            if (!text.StartsWith(prefix, StringComparison.Ordinal))
                continue;

            var release = text.Substring(prefix.Length).TrimStart('.', '-', '_');
            return release.Length > 0 && char.IsDigit(release[0]) ? GuestSystem.OfOsinfo(osinfo + release) : null;
        }

        return null;
    }
}
