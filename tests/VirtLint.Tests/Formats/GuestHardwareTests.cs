using System;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Engine;
using VirtLint.Model;

namespace VirtLint.Tests.Formats;

/// <summary>What binders make of a guest's virtual hardware, where no rule's page shows it.</summary>
public sealed class GuestHardwareTests
{
    [TestCase("pc-i440fx-2.12", 2018)]
    [TestCase("pc-q35-3.1", 2018)]
    [TestCase("virt-8.2", 2023)]
    [TestCase("pc-1.2", 2012)]
    [TestCase("s390-ccw-virtio-10.0", 2025)]
    [TestCase("pc-i440fx-rhel7.6.0", 2018)]
    [TestCase("pc-q35-focal-hpb", 2020)]
    [TestCase("rhel6.6.0", 2010)]
    public void A_versioned_machine_type_has_the_year_of_its_release(string machine, int year)
    {
        var guest = Domain($"<os><type arch='x86_64' machine='{machine}'>hvm</type></os>");

        Assert.That(guest.HardwareVersion.Value.Released?.Year, Is.EqualTo(year));
    }

    [TestCase("q35")]
    [TestCase("pc")]
    [TestCase("pc-q35-foobar")]
    [TestCase("pc-q35-9999.9999")]
    [TestCase("pc-i440fx-")]
    [TestCase("pc-i440fx-2.13")]
    [TestCase("")]
    public void Any_other_machine_type_has_no_date(string machine)
    {
        var guest = Domain($"<os><type arch='x86_64' machine='{machine}'>hvm</type></os>");

        Assert.That(guest.HardwareVersion.Value.Released, Is.Null);
    }

    [TestCase("http://redhat.com/rhel/7-unknown", "Red Hat Enterprise Linux 7")]
    [TestCase("http://centos.org/centos/6.5", "CentOS 6")]
    [TestCase("http://ubuntu.com/ubuntu/18.04", "Ubuntu 18.04")]
    [TestCase("http://libosinfo.org/linux/2020", "linux 2020")]
    [TestCase("frib", "frib")]
    public void A_libosinfo_identifier_names_a_system(string id, string name) =>
        Assert.That(GuestSystem.OfOsinfo(id).Name, Is.EqualTo(name));

    [TestCase("sev", "0x0001", "0x0003")]
    [TestCase("sev", "5", "7")]
    public void A_policy_is_written_as_wide_and_in_the_base_that_it_had(string type, string policy, string expected)
    {
        var encryption = Domain($"<launchSecurity type='{type}'><policy>{policy}</policy></launchSecurity>").Parts<MemoryEncryption>().Single();

        Assert.That(encryption.AllowsKeySharing.Spelling?.Write(false).Single().NewText, Is.EqualTo(expected));
    }

    [TestCase("0xzz")]
    [TestCase("0x112233445566778899")]
    [TestCase("-1")]
    public void A_policy_that_is_no_number_decides_nothing(string policy)
    {
        var encryption = Domain($"<launchSecurity type='sev'><policy>{policy}</policy></launchSecurity>").Parts<MemoryEncryption>().Single();

        Assert.That(encryption.AllowsDebugging.IsUnresolved);
    }

    [Test]
    public void A_network_card_of_Proxmox_VE_is_known_by_any_of_its_three_spellings()
    {
        var guest = Guest("net0: rtl8139=BC:24:11:00:00:01,bridge=vmbr0\nnet1: rtl8139,bridge=vmbr0\nnet2: model=rtl8139,macaddr=BC:24:11:00:00:03\n");

        Assert.That(guest.Parts<VirtualDevice>().Select(static device => device.Family.Or(DeviceFamily.Current)), Is.All.EqualTo(DeviceFamily.Legacy));
    }

    [Test]
    public void A_birth_beyond_the_calendar_is_no_birth()
    {
        var guest = Guest("meta: ctime=99999999999999999\nmemory: 512\n");

        Assert.That(guest.Created.IsKnown, Is.False);
    }

    private static VirtualMachine Domain(string content) => Read("guest.xml", $"<domain type='kvm'><name>guest</name>{content}</domain>");

    private static VirtualMachine Guest(string text) => Read("qemu-server/101.conf", text);

    private static VirtualMachine Read(string path, string text) =>
        LintEngine.Default.Read(path, SourceText.From(text), ProjectOptions.None).Model?.Entities.OfType<VirtualMachine>().Single()
        ?? throw new InvalidOperationException("not recognised");
}
