using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Engine;
using VirtLint.Model;

namespace VirtLint.Tests.Formats.Terraform;

/// <summary>Resources are joined by the references between them.</summary>
public sealed class LinkTests
{
    private const string Network = "resource \"libvirt_network\" \"lan\" {\n  name = \"lan\"\n  mode = \"nat\"\n}\n";

    [TestCase("network_id = libvirt_network.lan.id")]
    [TestCase("network_name = \"lan\"")]
    [TestCase("network_name = libvirt_network.lan.name")]
    public void An_adapter_is_on_the_network_that_it_refers_to(string card)
    {
        var nic = All<NetworkInterface>(("main.tf", Domain("db", card) + Network)).Single();

        Assert.That(nic.Switch?.Name, Is.EqualTo("lan"));
        Assert.That(nic.Network.Value, Is.EqualTo("lan"));
    }

    [Test]
    public void Guests_of_one_network_are_neighbours()
    {
        var nics = All<NetworkInterface>(("main.tf", Guest("db") + Guest("web") + Network));

        Assert.That(nics.Select(static nic => nic.Neighbours), Is.EqualTo(new[] { 1, 1 }));
        Assert.That(nics.Select(static nic => nic.Switch?.Name), Is.All.EqualTo("lan"));
    }

    [Test]
    public void A_reference_that_is_passed_to_a_module_means_the_callers_resource()
    {
        var nic = All<NetworkInterface>(
            ("main.tf", Network + "module \"guest\" {\n  source = \"./guest\"\n  net = libvirt_network.lan.id\n}\n"),
            ("guest/main.tf", Domain("db", "network_id = var.net") + "variable \"net\" {}\n" + Network.Replace("\"lan\"\n", "\"other\"\n", System.StringComparison.Ordinal))).Single();

        Assert.That(nic.Switch?.Name, Is.EqualTo("lan"));
    }

    [Test]
    public void A_reference_to_one_of_many_is_followed_by_its_key()
    {
        var nic = All<NetworkInterface>(("main.tf", Domain("db", "network_id = libvirt_network.lan[\"b\"].id")
            + "resource \"libvirt_network\" \"lan\" {\n  for_each = toset([\"a\", \"b\"])\n  name = each.key\n  mode = \"nat\"\n}\n")).Single();

        Assert.That(nic.Switch?.Name, Is.EqualTo("b"));
    }

    [TestCase("vsphere_distributed_port_group.pg.id", "")]
    [TestCase("data.vsphere_network.net.id", "data \"vsphere_network\" \"net\" {\n  name = \"guests\"\n}\n")]
    [TestCase("data.vsphere_network.net.id", "data \"vsphere_network\" \"net\" {\n  name = vsphere_distributed_port_group.pg.name\n}\n")]
    public void An_adapter_of_vSphere_is_on_the_port_group_that_it_refers_to(string reference, string lookup)
    {
        var nic = All<NetworkInterface>(("main.tf", $"resource \"vsphere_virtual_machine\" \"db\" {{\n  name = \"db01\"\n  network_interface {{\n    network_id = {reference}\n  }}\n}}\n"
            + "resource \"vsphere_distributed_port_group\" \"pg\" {\n  name = \"guests\"\n  vlan_id = 7\n}\n" + lookup)).Single();

        Assert.That(nic.PortGroup?.Name, Is.EqualTo("guests"));
        Assert.That(nic.Vlans.Value.Untagged, Is.EqualTo(7));
    }

    [TestCase("true", true)]
    [TestCase("false", false)]
    public void An_adapter_is_filtered_when_all_levels_are_on(string guest, bool expected)
    {
        var nic = All<NetworkInterface>(("main.tf", $$"""
            resource "proxmox_virtual_environment_cluster_firewall" "fw" {
              enabled = true
            }

            resource "proxmox_virtual_environment_vm" "db" {
              name = "db01"
              network_device {
                firewall = true
              }
            }

            resource "proxmox_virtual_environment_firewall_options" "db" {
              vm_id   = proxmox_virtual_environment_vm.db.vm_id
              enabled = {{guest}}
            }
            """)).Single();

        Assert.That(nic.FirewallEffective.Value, Is.EqualTo(expected));
    }

    private static string Guest(string name) =>
        $"resource \"libvirt_domain\" \"{name}\" {{\n  name = \"{name}01\"\n  devices = {{\n    interfaces = [{{ source = {{ network = {{ network = libvirt_network.lan.name }} }} }}]\n  }}\n}}\n";

    private static string Domain(string name, string card) =>
        $"resource \"libvirt_domain\" \"{name}\" {{\n  name = \"{name}01\"\n  network_interface {{\n    {card}\n  }}\n}}\n";

    private static List<TEntity> All<TEntity>(params (string Path, string Text)[] files) where TEntity : Entity
    {
        var engine = LintEngine.Default;
        var results = files.Select(file => engine.Read(file.Path, SourceText.From(file.Text), ProjectOptions.None)).ToList();
        Assert.That(engine.Judge(results, new SeverityPolicy()).Failures, Is.Empty);
        return [.. results.SelectMany(static result => result.Model?.Entities ?? []).OfType<TEntity>()];
    }
}
