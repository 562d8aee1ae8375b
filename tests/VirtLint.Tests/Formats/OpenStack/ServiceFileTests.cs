using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Engine;
using VirtLint.Model;

namespace VirtLint.Tests.Formats.OpenStack;

/// <summary>Reads the files of OpenStack's services as oslo.config does, and joins those of one node.</summary>
public sealed class ServiceFileTests
{
    private const string Agent = "[OVS]\nlocal_ip = 192.0.2.21\n";

    [Test]
    public void The_case_of_a_section_does_not_matter_and_its_parts_are_one()
    {
        var file = Read("ml2_conf.ini", "[SecurityGroup]\nfirewall_driver = openvswitch\n[securitygroup]\nenable_security_group = false\n");

        Assert.That(Of<FirewallPolicy>(file).Single().Enabled.Is(false));
    }

    [Test]
    public void The_section_of_defaults_is_the_one_in_upper_case()
    {
        var file = Read("nova.conf", "[default]\ndebug = true\n");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Of<LogSink>(file), Is.Empty);
            Assert.That(file.Issues.Single().Message, Does.StartWith("'[default]' is another section"));
        }
    }

    [Test]
    public void An_option_that_refers_to_itself_is_not_known()
    {
        var file = Read("nova.conf", "[DEFAULT]\nmy_ip = $host\nhost = $my_ip\n[libvirt]\nvirt_type = kvm\n");

        Assert.That(Of<Hypervisor>(file).Single(static host => host.Name == "nova-compute").ManagementAddress.IsUnresolved);
    }

    [Test]
    public void References_that_lead_to_very_many_are_not_followed()
    {
        var levels = Enumerable.Range(0, 8).Select(static level => $"a{level} = {string.Join(" ", Enumerable.Repeat($"$a{level + 1}", 200))}\n");

        var file = Read("nova.conf", $"[DEFAULT]\n{string.Concat(levels)}a8 = x\nmy_ip = $a0\n[libvirt]\nvirt_type = kvm\n");

        Assert.That(Of<Hypervisor>(file).Single(static host => host.Name == "nova-compute").ManagementAddress.IsUnresolved);
    }

    [Test]
    public void A_nodes_agent_is_held_against_its_own_compute_service()
    {
        var overlay = All<VirtualSwitch>(("etc/nova/nova.conf", Nova("192.0.2.21", "cloud.example.net")), ("etc/neutron/openvswitch_agent.ini", Agent)).Single();

        Assert.That(overlay.SharesManagementNetwork.Is(true));
    }

    [Test]
    public void Of_several_nodes_nothing_is_joined()
    {
        var overlay = All<VirtualSwitch>(
            ("etc/nova/nova.conf", Nova("192.0.2.21", "cloud.example.net")),
            ("etc/nova/cell2/nova.conf", Nova("192.0.2.22", "cloud.example.net")),
            ("etc/neutron/openvswitch_agent.ini", Agent)).Single();

        Assert.That(overlay.SharesManagementNetwork.IsKnown, Is.False);
    }

    [TestCase("192.0.2.21", "")]
    [TestCase("cloud.example.net", "[api_database]\nconnection = mysql+pymysql://nova@192.0.2.21/nova_api?ssl_ca=/ca.pem\n")]
    public void A_node_that_runs_the_cloud_has_one_network(string controller, string database)
    {
        var overlay = All<VirtualSwitch>(("etc/nova/nova.conf", Nova("192.0.2.21", controller) + database), ("etc/neutron/openvswitch_agent.ini", Agent)).Single();

        Assert.That(overlay.SharesManagementNetwork.IsKnown, Is.False);
    }

    [Test]
    public void The_database_of_a_package_makes_no_controller()
    {
        var overlay = All<VirtualSwitch>(
            ("etc/nova/nova.conf", Nova("192.0.2.21", "cloud.example.net") + "[api_database]\nconnection = sqlite:////var/lib/nova/nova_api.sqlite\n"),
            ("etc/neutron/openvswitch_agent.ini", Agent)).Single();

        Assert.That(overlay.SharesManagementNetwork.Is(true));
    }

    [TestCase("driver = noop\ndriver = messagingv2\n", true)]
    [TestCase("driver = messagingv2\ndriver = noop\n", true)]
    [TestCase("driver = noop\ndriver =\n", false)]
    public void Drivers_of_notifications_add_up(string drivers, bool isAudited)
    {
        var file = Read("nova.conf", "[oslo_messaging_notifications]\n" + drivers);

        Assert.That(Of<LogSink>(file).Single().Audit.Is(isAudited));
    }

    [TestCase("role:support", 1)]
    [TestCase("rule:admin_required or (role:support)", 1)]
    [TestCase("role:admin or role:service", 0)]
    [TestCase("role:domain_admin", 0)]
    [TestCase("role:manager and domain_id:%(target.domain_id)s", 0)]
    [TestCase("not role:reader", 0)]
    public void A_role_escalates_where_it_passes_a_rule_by_itself(string rule, int roles)
    {
        var file = Read("policy.yaml", $"\"identity:create_grant\": \"{rule}\"\n");

        Assert.That(Of<AccessRole>(file), Has.Count.EqualTo(roles));
    }

    [TestCase("debug = true # now", "debug")]
    [TestCase("osapi_compute_workers = many", "osapi_compute_workers")]
    [TestCase("osapi_compute_workers = 0", "osapi_compute_workers")]
    public void A_value_that_the_service_refuses_is_reported(string line, string key) =>
        Assert.That(Read("nova.conf", $"[DEFAULT]\n{line}\n").Issues.Single().Name, Is.EqualTo(key));

    [TestCase("[example]\ndebgu = 1\n")]
    [TestCase("[DEFAULT]\nsomething_of_our_own = 1\n")]
    [TestCase("[DEFAULT]\nosapi_compute_workers = $cores\n")]
    [TestCase("[libvirt]\nvirt_type = kvm\nbackend_password_of_a_plugin =\n")]
    public void What_a_service_may_know_all_the_same_is_not_reported(string text) =>
        Assert.That(Read("nova.conf", text).Issues, Is.Empty);

    private static string Nova(string address, string controller) =>
        $"[DEFAULT]\nmy_ip = {address}\n[keystone_authtoken]\nauth_url = https://{controller}:5000\nusername = nova\n[libvirt]\nvirt_type = kvm\n";

    private static FileResult Read(string path, string text) => LintEngine.Default.Read(path, SourceText.From(text), ProjectOptions.None);

    private static IReadOnlyList<TEntity> Of<TEntity>(FileResult file) where TEntity : Entity => [.. file.Model!.Entities.OfType<TEntity>()];

    private static IReadOnlyList<TEntity> All<TEntity>(params (string Path, string Text)[] files) where TEntity : Entity
    {
        var results = files.Select(static file => Read(file.Path, file.Text)).ToList();
        var analysis = LintEngine.Default.Judge(results, new SeverityPolicy());

        Assert.That(analysis.Failures, Is.Empty);
        return [.. results.SelectMany(static result => result.Model!.Entities).OfType<TEntity>()];
    }
}
