using System;
using System.Collections.Generic;
using System.Linq;
using VirtLint.Formats.Binding;
using VirtLint.Model;
using VirtLint.Syntax.Hcl;

namespace VirtLint.Formats.Terraform;

/// <summary>Finds volumes that a module makes and that nothing in it names, beside others that guests have.</summary>
internal static class UnattachedVolumes
{
    public static readonly BindingTable<Disk> Table = new BindingTable<Disk>(Platform.Terraform, "libvirt_volume, openstack_blockstorage_volume_v3, vsphere_virtual_disk", "Terraform language: References to Named Values")
        .Computed("(resource)", d => d.IsNamed, "an address that nothing in the module states, where other volumes' are");

    private static readonly Dictionary<string, (Platform Platform, string Guest)> s_volumes = new(StringComparer.Ordinal)
    {
        ["libvirt_volume"] = (Platform.Libvirt, "libvirt_domain"),
        ["openstack_blockstorage_volume_v3"] = (Platform.OpenStack, "openstack_compute_instance_v2"),
        ["vsphere_virtual_disk"] = (Platform.Vmware, "vsphere_virtual_machine"),
    };

    /// <summary>Words by which people call what is kept without a guest.</summary>
    private static readonly string[] s_kept =
        ["golden", "base", "public", "official", "common", "image", "images", "template", "templates", "backup", "backups", "archive", "persistent", "keep", "iso", "cloud", "cloudimg"];

    private static readonly char[] s_wordEnds = ['-', '_', '.', '/', ' '];

    public static void Bind(TerraformModule module)
    {
        var resources = module.Blocks("resource").Where(static resource => resource.Block.Labels.Length == 2).ToList();
        List<string>? texts = null;
        foreach (var kind in resources.Where(static resource => s_volumes.ContainsKey(resource.Block.Label(0))).GroupBy(static resource => resource.Block.Label(0), StringComparer.Ordinal))
        {
            var (platform, guest) = s_volumes[kind.Key];
            if (kind.Count() < 2 || !resources.Exists(resource => resource.Block.Label(0) == guest))
                continue;

            texts ??= [.. module.Contexts.Select(static context => context.File.Text.ToString())];
            var unnamed = kind.Where(volume => !Names(texts, $"{kind.Key}.{volume.Block.Label(1)}")).ToList();
            if (unnamed.Count == kind.Count())
                continue;

            foreach (var volume in unnamed.Where(volume => !IsKept(volume.Block) && !IsNamedByText(texts, volume.Block)))
                Add(volume, platform);
        }
    }

    private static void Add(TerraformBlock volume, Platform platform)
    {
        var context = volume.File.Context;
        var label = volume.Block.Labels[1];
        var disk = context.Add(new Disk(volume.Block.Label(1), context.Origin(label.Span)) { DeployedTo = platform });
        disk.IsNamed = Fact.Stated(false, disk.Origin, volume.Block.Label(1), "resource");
    }

    /// <summary>Whether it is called what is kept for itself, or guarded against its own deletion.</summary>
    private static bool IsKept(HclBlock volume) =>
        new[] { volume.Label(1), NameOf(volume) ?? "" }.Any(static name => Image.IsSystemName(name) || name.Split(s_wordEnds).Any(static word => s_kept.Contains(word, StringComparer.OrdinalIgnoreCase)))
        || volume.Body.Blocks.Any(static block => block.Type == "lifecycle" && block.Body.Attribute("prevent_destroy") is not null);

    /// <summary>A guest may name a volume as the host does, once where it is made and once where it is used.</summary>
    private static bool IsNamedByText(List<string> texts, HclBlock volume) => NameOf(volume) is not { } name || name.Length == 0 || texts.Sum(text => Count(text, name)) > 1;

    /// <summary>Its name, where it is written out.</summary>
    private static string? NameOf(HclBlock volume) => (volume.Body.Attribute("name") ?? volume.Body.Attribute("vmdk_path"))?.Value is HclTemplate { Parts: [HclTemplateText text] } ? text.Text : null;

    private static bool Names(List<string> texts, string address) => texts.Exists(text => Count(text, address) > 0);

    /// <summary>How often a text has a name as a word of its own.</summary>
    private static int Count(string text, string name)
    {
        var count = 0;
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + name.Length, StringComparison.Ordinal))
        {
            var end = at + name.Length;
            if ((at == 0 || !IsPart(text[at - 1])) && (end == text.Length || !IsPart(text[end])))
                count++;
        }

        return count;
    }

    private static bool IsPart(char c) => char.IsLetterOrDigit(c) || c is '-' or '_';
}
