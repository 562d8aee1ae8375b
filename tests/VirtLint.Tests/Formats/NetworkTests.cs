using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Engine;
using VirtLint.Model;

namespace VirtLint.Tests.Formats;

/// <summary>Reads adapters, networks and bridges, and joins them as the rules see them.</summary>
public sealed class NetworkTests
{
    private const string Trunk = "iface vmbr0 inet manual\n\tbridge-ports eno1\n\tbridge-vlan-aware yes\niface vmbr0.10 inet static\n\taddress 192.0.2.1/24\n";

    [Test]
    public void An_adapter_is_joined_with_the_bridge_of_its_own_node()
    {
        var nic = All<NetworkInterface>(
            ("nodes/pve1/qemu-server/101.conf", "memory: 512\nnet0: virtio=BC:24:11:00:00:01,bridge=vmbr0\n"),
            ("nodes/pve1/network/interfaces", "iface vmbr0 inet manual\n\tbridge-ports none\n"),
            ("nodes/pve2/network/interfaces", Trunk)).Single();

        Assert.That(nic.Switch?.Host, Is.EqualTo("pve1"));
        Assert.That(nic.UnlimitedVlans.IsKnown, Is.False);
    }

    [Test]
    public void A_bridge_of_unknown_host_is_no_nodes_when_there_are_several()
    {
        var nics = All<NetworkInterface>(
            ("nodes/pve1/qemu-server/101.conf", "memory: 512\nnet0: virtio=BC:24:11:00:00:01,bridge=vmbr0\n"),
            ("nodes/pve2/qemu-server/102.conf", "memory: 512\nnet0: virtio=BC:24:11:00:00:02,bridge=vmbr0\n"),
            ("network/interfaces", Trunk));

        Assert.That(nics.Select(static nic => nic.Switch), Is.All.Null);
    }

    [Test]
    public void A_templated_tag_is_neither_a_vlan_nor_its_absence()
    {
        var nic = All<NetworkInterface>(
            ("nodes/pve1/qemu-server/101.conf", "memory: 512\nnet0: virtio=BC:24:11:00:00:01,bridge=vmbr0,tag={{vlan}}\n"),
            ("nodes/pve1/network/interfaces", Trunk)).Single();

        Assert.That(nic.Vlans.IsUnresolved);
        Assert.That(nic.UnlimitedVlans.IsKnown, Is.False);
    }

    [TestCase("tag=20", 20, 0)]
    [TestCase("trunks=20;30-31", null, 3)]
    [TestCase("tag=1,trunks=20", 1, 1)]
    public void A_guests_vlans_are_its_tag_and_its_trunk(string part, int? untagged, int tagged)
    {
        var nic = All<NetworkInterface>(("qemu-server/101.conf", $"memory: 512\nnet0: virtio=BC:24:11:00:00:01,bridge=vmbr0,{part}\n")).Single();

        Assert.That(nic.Vlans.Value.Untagged, Is.EqualTo(untagged));
        Assert.That(nic.Vlans.Value.TaggedCount, Is.EqualTo(tagged));
    }

    [TestCase("tag=4095")]
    [TestCase("trunks=30-20")]
    [TestCase("trunks=all")]
    public void A_vlan_that_cannot_be_is_not_known(string part)
    {
        var nic = All<NetworkInterface>(("qemu-server/101.conf", $"memory: 512\nnet0: virtio=BC:24:11:00:00:01,bridge=vmbr0,{part}\n")).Single();

        Assert.That(nic.Vlans.IsUnresolved);
    }

    [Test]
    public void The_key_of_the_adapters_model_states_its_address()
    {
        var nics = All<NetworkInterface>(
            ("qemu-server/101.conf", "memory: 512\nnet0: e1000e=BC-24-11-00-00-01,bridge=vmbr0\nnet1: virtio,bridge=vmbr0,macaddr=BC:24:11:0:0:2\nnet2: virtio,bridge=vmbr0\n"));

        Assert.That(nics.Select(static nic => nic.Mac.Or("none")), Is.EqualTo(new[] { "bc:24:11:00:00:01", "bc:24:11:00:00:02", "none" }));
    }

    [TestCase("<network><name>n</name><ip address='192.0.2.1'/></network>", NetworkForwarding.Isolated)]
    [TestCase("<network><name>n</name><forward/></network>", NetworkForwarding.Nat)]
    [TestCase("<network><name>n</name><forward dev='eno1'/></network>", NetworkForwarding.Nat)]
    [TestCase("<network><name>n</name><forward mode='open'/></network>", NetworkForwarding.Unfiltered)]
    public void A_network_is_isolated_without_forward_and_translated_without_a_mode(string xml, NetworkForwarding expected)
    {
        var network = All<VirtualSwitch>(("networks/n.xml", xml)).Single();

        Assert.That(network.Forwarding.Is(expected));
    }

    [Test]
    public void An_adapters_own_vlan_wins_over_its_port_groups()
    {
        const string network = "<network><name>n</name><forward mode='bridge'/><portgroup name='p' default='yes'><vlan><tag id='10'/></vlan></portgroup></network>";
        const string domain = "<domain type='kvm'><name>a</name><devices><interface type='network'><source network='n'/></interface>"
            + "<interface type='network'><source network='n' portgroup='p'/><vlan><tag id='20'/></vlan></interface></devices></domain>";

        var nics = All<NetworkInterface>(("networks/n.xml", network), ("a.xml", domain));

        Assert.That(nics.Select(static nic => nic.Vlans.Value.Untagged), Is.EqualTo(new int?[] { 10, 20 }));
    }

    [Test]
    public void Stanzas_of_one_bridge_are_read_together()
    {
        var bridge = All<VirtualSwitch>((
            "etc/network/interfaces",
            "iface br0 inet manual\n\tbridge_ports eth0\niface br0 inet static\n\taddress 192.0.2.1\n\tgateway 192.0.2.254\n")).Single();

        Assert.That(bridge.HostAddress.Value, Is.EqualTo("192.0.2.1"));
        Assert.That(bridge.HostGateway.Value, Is.EqualTo("192.0.2.254"));
    }

    [Test]
    public void A_file_without_bridges_is_nothing_to_us()
    {
        var result = LintEngine.Default.Read("etc/network/interfaces", SourceText.From("auto lo\niface lo inet loopback\n"), ProjectOptions.None);

        Assert.That(result.Format, Is.Null);
    }

    [TestCase("tcp:192.0.2.5:6653", true)]
    [TestCase("tcp:[2001:db8::5]:6653", true)]
    [TestCase("ptcp:6640", true)]
    [TestCase("ptcp:6640:127.0.0.1", false)]
    [TestCase("tcp:127.0.0.1:6653", false)]
    [TestCase("ssl:192.0.2.5", false)]
    [TestCase("unix:/run/openvswitch/controller.sock", false)]
    public void A_control_link_is_exposed_when_it_is_plain_and_not_local(string target, bool expected)
    {
        var bridge = All<VirtualSwitch>((
            "etc/network/interfaces", $"iface br0 inet manual\n\tovs_type OVSBridge\n\tovs_extra set bridge br0 stp_enable=true -- set-controller br0 {target}\n")).Single();

        Assert.That(bridge.Controller.Value.IsExposed, Is.EqualTo(expected));
    }

    [TestCase("10.9.0.0/24", "10.9.0.7", true)]
    [TestCase("10.9.0.0/24", "10.9.1.7", false)]
    [TestCase("10.9.0.7", "10.9.0.7", true)]
    [TestCase("2001:db8::/32", "2001:db8:1::1", true)]
    [TestCase("10.9.0.0/24", "2001:db8::1", false)]
    [TestCase("office", "10.9.0.7", false)]
    public void An_address_is_in_its_network(string network, string address, bool expected)
    {
        Assert.That(AddressRange.Contains(network, address), Is.EqualTo(expected));
    }

    private static IReadOnlyList<TEntity> All<TEntity>(params (string Path, string Text)[] files) where TEntity : Entity
    {
        var results = files.Select(static file => LintEngine.Default.Read(file.Path, SourceText.From(file.Text), ProjectOptions.None)).ToList();
        var analysis = LintEngine.Default.Judge(results, new SeverityPolicy());

        Assert.That(analysis.Failures, Is.Empty);
        return [.. results.SelectMany(static result => result.Model!.Entities).OfType<TEntity>()];
    }
}
