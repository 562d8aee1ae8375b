using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Engine;
using VirtLint.Model;

namespace VirtLint.Tests.Formats.OpenStack;

/// <summary>Reads images, volume types and devices as OpenStack's tools and services declare them.</summary>
public sealed class LibraryTests
{
    [Test]
    public void An_entry_of_devices_that_is_cut_off_offers_nothing()
    {
        var file = Read("nova.conf", "[libvirt]\nvirt_type = kvm\n[pci]\ndevice_spec = {\"vendor_id\":\n");

        Assert.That(Of<Hypervisor>(file).All(static host => host.BroadDeviceEntry.State is FactState.Absent));
    }

    [Test]
    public void A_list_of_devices_is_broad_when_one_of_them_is()
    {
        var file = Read("nova.conf", "[libvirt]\nvirt_type = kvm\n[pci]\ndevice_spec = [{\"devname\": \"ens1\"}, {\"physical_network\": \"p\"}]\n");

        Assert.That(Of<Hypervisor>(file).Single(static host => host.Name == "nova-compute").BroadDeviceEntry.IsKnown);
    }

    [Test]
    public void A_volume_type_has_the_encryption_that_another_resource_gives_it()
    {
        const string Types = "heat_template_version: 2021-04-16\nresources:\n  fast:\n    type: OS::Cinder::VolumeType\n    properties:\n      name: fast\n";

        var clear = Read("a.yaml", Types);
        var encrypted = Read("a.yaml", Types + "  e:\n    type: OS::Cinder::EncryptedVolumeType\n    properties:\n      provider: luks\n      volume_type: { get_resource: fast }\n");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Of<ImageStore>(clear).Single().EncryptsVolumes.Is(false));
            Assert.That(Of<ImageStore>(encrypted).Single(static store => store.Name == "fast").EncryptsVolumes.State, Is.EqualTo(FactState.Absent));
        }
    }

    private static FileResult Read(string path, string text) => LintEngine.Default.Read(path, SourceText.From(text), ProjectOptions.None);

    private static IReadOnlyList<TEntity> Of<TEntity>(FileResult file) where TEntity : Entity => [.. file.Model!.Entities.OfType<TEntity>()];
}
