using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Engine;
using VirtLint.Model;

namespace VirtLint.Tests.Formats;

/// <summary>How consoles and migration are read and joined, where no rule's page shows it.</summary>
public sealed class ConsoleAndMigrationTests
{
    private const string OpenGuest = "<domain type='kvm'><name>db01</name><devices><graphics type='vnc' listen='10.0.8.21'/></devices></domain>";

    [Test]
    public void A_guest_takes_its_password_from_the_host_it_is_on()
    {
        var console = Guest(("etc/libvirt/qemu.conf", "vnc_password = \"x\"\n"), ("etc/libvirt/qemu/db01.xml", OpenGuest));

        Assert.That(console.Authentication.Or(ConsoleAuthentication.None), Is.EqualTo(ConsoleAuthentication.Password));
        Assert.That(console.IsHostKnown, Is.True);
    }

    [Test]
    public void Of_two_hosts_in_one_folder_none_is_the_guests()
    {
        var console = Guest(
            ("etc/libvirt/qemu.conf", "vnc_password = \"x\"\n"), ("etc/libvirt/old/qemu.conf", "vnc_sasl = 1\n"), ("etc/libvirt/qemu/db01.xml", OpenGuest));

        Assert.That(console.IsHostKnown, Is.False);
        Assert.That(console.Authentication.Is(ConsoleAuthentication.None), Is.True);
    }

    [Test]
    public void A_host_file_that_a_template_completes_fixes_no_default()
    {
        var console = Guest(
            ("etc/libvirt/qemu.conf.j2", "{% if tls %}\nvnc_tls = 1\n{% endif %}\n"),
            ("etc/libvirt/qemu/db01.xml", "<domain type='kvm'><name>db01</name><devices><graphics type='vnc'/></devices></domain>"));

        Assert.That(console.Address.State, Is.EqualTo(FactState.Absent));
    }

    [Test]
    public void What_control_blocks_may_add_to_a_console_is_not_missing()
    {
        var console = Guest(("vm.xml.j2", """
            <domain type='kvm'><name>db01</name><devices>
            <graphics type='vnc' listen='0.0.0.0'>{% if secret %}<x/>{% endif %}</graphics>
            </devices></domain>
            """));

        Assert.That(console.Authentication.State, Is.EqualTo(FactState.Absent));
    }

    [Test]
    public void An_address_that_stands_twice_is_mended_twice()
    {
        var console = Guest(("db01.xml", """
            <domain type='kvm'><name>db01</name><devices>
            <graphics type='vnc' listen='0.0.0.0'><listen type='address' address='0.0.0.0'/></graphics>
            </devices></domain>
            """));

        Assert.That(console.Address.Spelling?.Write(ListenAddress.Of("127.0.0.1")).Length, Is.EqualTo(2));
    }

    [TestCase("virsh migrate db01 qemu+tcp://kvm02/system", LinkProtection.None)]
    [TestCase("virsh migrate --domain db01 --desturi qemu+ssh://kvm02/system", LinkProtection.None)]
    [TestCase("sudo virsh -c qemu:///system migrate --timeout 60 db01 --desturi=qemu+ssh://kvm02/system", LinkProtection.None)]
    [TestCase("virsh migrate --tls db01 qemu+tcp://kvm02/system", LinkProtection.Encrypted)]
    [TestCase("virsh migrate --p2p --tunnelled db01 qemu+ssh://kvm02/system", LinkProtection.Encrypted)]
    [TestCase("virsh migrate --p2p --tunnelled db01 qemu+tcp://kvm02/system", LinkProtection.None)]
    public void A_call_of_virsh_says_how_memory_travels(string command, LinkProtection expected)
    {
        var policy = Read(("move.sh", command + "\n")).OfType<MigrationPolicy>().Single();

        Assert.That(policy.Protection.Value, Is.EqualTo(expected));
    }

    [TestCase("virsh migrate --offline db01 qemu+tcp://kvm02/system")]
    [TestCase("virsh migrate db01 xen+ssh://kvm02/system")]
    [TestCase("virsh migrate db01 qemu+tcp://127.0.0.1/system")]
    [TestCase("virsh migrate-setmaxdowntime db01 100")]
    [TestCase("virsh migrate")]
    [TestCase("echo virsh does not migrate")]
    public void Other_calls_of_virsh_move_no_memory(string command) =>
        Assert.That(Read(("move.sh", command + "\n")).OfType<MigrationPolicy>(), Is.Empty);

    [TestCase("virsh migrate $OPTIONS db01 qemu+tcp://kvm02/system")]
    [TestCase("virsh migrate db01 qemu+tcp://kvm02/system \"$@\"")]
    [TestCase("virsh migrate db01 $target")]
    public void A_variable_that_may_hold_options_leaves_a_call_undecided(string command) =>
        Assert.That(Read(("move.sh", command + "\n")).OfType<MigrationPolicy>().Single().Protection.IsUnresolved, Is.True);

    [Test]
    public void Switching_authentication_on_raises_the_version_of_the_cluster()
    {
        const string Text = "totem {\n  cluster_name: lab\n  config_version: 4\n  secauth: off\n}\n";
        var policy = Read(("pve/corosync.conf", Text)).OfType<MigrationPolicy>().Single();

        var changes = policy.ClusterLinkProtection.Spelling?.Write(LinkProtection.Encrypted) ?? [];

        Assert.That(SourceText.From(Text).WithChanges(changes).ToString(), Is.EqualTo(Text.Replace("4", "5").Replace("off", "on")));
    }

    [TestCase("203.0.113.7", true)]
    [TestCase("8.8.8.0/24", true)]
    [TestCase("[2001:db8::1]", true)]
    [TestCase("10.1.2.3", false)]
    [TestCase("172.31.0.1", false)]
    [TestCase("172.32.0.1", true)]
    [TestCase("100.64.0.1", false)]
    [TestCase("fd00::1", false)]
    [TestCase("fe80::1%eth0", false)]
    [TestCase("kvm02.example.net", false)]
    [TestCase("8", false)]
    [TestCase("", false)]
    public void Addresses_of_the_Internet_are_public(string text, bool expected) => Assert.That(PublicAddress.Is(text), Is.EqualTo(expected));

    private static RemoteConsole Guest(params (string Path, string Text)[] files) =>
        Read(files).OfType<RemoteConsole>().Single(static console => !console.IsHostDefault);

    private static IReadOnlyList<Entity> Read(params (string Path, string Text)[] files)
    {
        var read = files.Select(static file => LintEngine.Default.Read(file.Path, SourceText.From(file.Text), ProjectOptions.None)).ToList();
        LintEngine.Default.Judge(read, new SeverityPolicy());
        return [.. read.SelectMany(static file => file.Model?.Entities ?? [])];
    }
}
