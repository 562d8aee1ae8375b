using System.Linq;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Engine;
using VirtLint.Model;

namespace VirtLint.Tests.Formats.OpenVSwitch;

/// <summary>Reads switches of Open vSwitch from /etc/network/interfaces, with the commands that ifupdown adds.</summary>
public sealed class IfupdownSwitchTests
{
    [Test]
    public void A_bridge_has_what_its_options_and_commands_say()
    {
        var bridge = Bridge("\tovs_options other_config:forward-bpdu=true\n\tovs_extra set-controller ${IFACE} tcp:192.0.2.5:6653 -- set-fail-mode ${IFACE} secure -- set bridge br0 rstp_enable=true\n");

        Assert.That(bridge.PassesBridgeFrames.Is(true));
        Assert.That(bridge.Controller.Value.IsExposed);
        Assert.That(bridge.FailsOpen.Is(false));
        Assert.That(bridge.BreaksLoops.Is(true));
    }

    [Test]
    public void A_bridge_that_names_no_fail_mode_fails_open() => Assert.That(Bridge("").FailsOpen.State, Is.EqualTo(FactState.Default));

    [Test]
    public void An_internal_port_with_a_tag_is_a_vlan_of_the_host()
    {
        var bridge = Bridge("", "iface mgmt0 inet static\n\taddress 192.0.2.1/24\n\tovs_type OVSIntPort\n\tovs_bridge br0\n\tovs_options tag=5\n");

        Assert.That(bridge.HostVlans, Is.EqualTo(new[] { 5 }));
    }

    [Test]
    public void A_bond_is_one_link_to_the_outside()
    {
        Assert.That(Bridge("").Uplinks.Value, Is.EqualTo(2));
        Assert.That(Bridge("", "iface bond0 inet manual\n\tovs_type OVSBond\n\tovs_bridge br0\n\tovs_bonds eno1 eno2\n", "bond0").Uplinks.IsKnown, Is.False);
    }

    private static VirtualSwitch Bridge(string lines, string ports = "", string names = "eno1 eno2")
    {
        var text = $"auto br0\niface br0 inet manual\n\tovs_type OVSBridge\n\tovs_ports {names}\n{lines}\n{ports}";
        return LintEngine.Default.Read("etc/network/interfaces", SourceText.From(text), ProjectOptions.None).Model!.Entities.OfType<VirtualSwitch>().Single();
    }
}
