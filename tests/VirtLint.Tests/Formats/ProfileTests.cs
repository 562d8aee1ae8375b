using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Engine;
using VirtLint.Model;

namespace VirtLint.Tests.Formats;

/// <summary>Joins guests with the profiles, instance types and host settings that say what they leave open.</summary>
public sealed class ProfileTests
{
    private const string Guest = "apiVersion: kubevirt.io/v1\nkind: VirtualMachine\nmetadata:\n  name: db01\nspec:\n  instancetype:\n    name: large\n  preference:\n    name: linux\n  template:\n    spec:\n      domain:\n        devices: {}\n";

    private const string Large = "apiVersion: instancetype.kubevirt.io/v1beta1\nkind: VirtualMachineClusterInstancetype\nmetadata:\n  name: large\nspec:\n  cpu:\n    guest: 4\n  memory:\n    guest: 8Gi\n";

    private const string Linux = "apiVersion: instancetype.kubevirt.io/v1beta1\nkind: VirtualMachineClusterPreference\nmetadata:\n  name: linux\nspec:\n  firmware:\n    preferredEfi:\n      secureBoot: false\n";

    [Test]
    public void A_guest_has_the_size_of_its_instance_type()
    {
        var guest = All<VirtualMachine>(("vms/db01.yaml", Guest), ("instancetypes/large.yaml", Large), ("preferences/linux.yaml", Linux)).Single();

        Assert.That(guest.MaxMemory.Value, Is.EqualTo(8L << 30));
        Assert.That(guest.MaxProcessors.Value, Is.EqualTo(4));
    }

    [Test]
    public void A_preference_outside_of_the_tree_leaves_the_firmware_open()
    {
        var firmware = All<GuestFirmware>(("db01.yaml", Guest), ("large.yaml", Large)).Single();

        Assert.That(firmware.Interface.IsUnresolved);
    }

    [Test]
    public void A_preference_in_the_tree_decides_what_the_guest_leaves_open()
    {
        var firmware = All<GuestFirmware>(("db01.yaml", Guest), ("large.yaml", Large), ("linux.yaml", Linux)).Single();

        Assert.That(firmware.Interface.Value, Is.EqualTo(FirmwareInterface.Uefi));
        Assert.That(firmware.SecureBoot.Is(false));
    }

    [Test]
    public void What_the_guest_says_itself_counts()
    {
        var own = Guest.Replace("      domain:\n", "      domain:\n        memory:\n          guest: 2Gi\n", System.StringComparison.Ordinal);

        var guest = All<VirtualMachine>(("db01.yaml", own), ("large.yaml", Large), ("linux.yaml", Linux)).Single();

        Assert.That(guest.MaxMemory.Value, Is.EqualTo(2L << 30));
    }

    [TestCase("8Gi", 8L << 30)]
    [TestCase("512M", 512_000_000L)]
    [TestCase("1.5Gi", 3L << 29)]
    [TestCase("1024", 1024L)]
    [TestCase("lots", null)]
    public void Quantities_of_memory_are_read(string text, long? bytes)
    {
        var guest = All<VirtualMachine>(("db01.yaml", $"apiVersion: kubevirt.io/v1\nkind: VirtualMachineInstance\nmetadata:\n  name: a\nspec:\n  domain:\n    memory:\n      guest: {text}\n    devices: {{}}\n")).Single();

        Assert.That(guest.MaxMemory.IsKnown ? guest.MaxMemory.Value : (long?)null, Is.EqualTo(bytes));
    }

    [Test]
    public void A_profile_that_virtual_machines_alone_take_over_is_none_of_containers()
    {
        var machines = All<VirtualMachine>(
            ("vm1.yaml", "name: vm1\narchitecture: x86_64\ntype: virtual-machine\nconfig: {}\ndevices:\n  root:\n    type: disk\n    path: /\n    pool: a\nprofiles:\n- lab\n"),
            ("lab.yaml", "name: lab\nconfig:\n  security.nesting: \"true\"\ndevices:\n  eth0:\n    type: nic\n    network: lan\n"));

        Assert.That(machines.Single(static machine => machine.IsProfile).IsNesting.State, Is.EqualTo(FactState.Absent));
    }

    [Test]
    public void An_adapter_of_a_profile_is_on_the_network_of_all_who_take_it_over()
    {
        const string Instance = "name: {0}\narchitecture: x86_64\nconfig: {{}}\ndevices:\n  root:\n    type: disk\n    path: /\n    pool: a\nprofiles:\n- lab\n";

        var nic = All<NetworkInterface>(
            ("c1.yaml", string.Format(System.Globalization.CultureInfo.InvariantCulture, Instance, "c1")),
            ("c2.yaml", string.Format(System.Globalization.CultureInfo.InvariantCulture, Instance, "c2")),
            ("lab.yaml", "name: lab\nconfig: {}\ndevices:\n  eth0:\n    type: nic\n    network: lan\n")).Single();

        Assert.That(nic.Neighbours, Is.EqualTo(1));
    }

    [TestCase("bootloader_restrict = 0\n", true)]
    [TestCase("", false)]
    public void A_guest_of_Xens_may_give_up_what_its_host_restricts(string own, bool isParsed)
    {
        var guest = All<VirtualMachine>(
            ("etc/xen/web01.cfg", $"name = \"web01\"\nmemory = 512\nbootloader = \"pygrub\"\n{own}disk = [ \"/dev/vg0/a,raw,xvda,rw\" ]\nvif = [ \"bridge=xenbr0\" ]\n"),
            ("etc/xen/xl.conf", "bootloader_restrict = 1\n")).Single();

        Assert.That(guest.HostParsesDisks.Is(true), Is.EqualTo(isParsed));
    }

    private static IReadOnlyList<TEntity> All<TEntity>(params (string Path, string Text)[] files) where TEntity : Entity
    {
        var results = files.Select(static file => LintEngine.Default.Read(file.Path, SourceText.From(file.Text), ProjectOptions.None)).ToList();
        var analysis = LintEngine.Default.Judge(results, new SeverityPolicy());

        Assert.That(analysis.Failures, Is.Empty);
        return [.. results.SelectMany(static result => result.Model!.Entities).OfType<TEntity>()];
    }
}
