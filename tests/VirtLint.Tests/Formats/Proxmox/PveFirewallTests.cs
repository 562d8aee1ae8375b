using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Engine;
using VirtLint.Model;

namespace VirtLint.Tests.Formats.Proxmox;

/// <summary>Reads firewall files as the rules see them, the levels of one cluster joined.</summary>
public sealed class PveFirewallTests
{
    [Test]
    public void A_macro_opens_its_ports_whatever_its_case()
    {
        var rule = Rules(("firewall/cluster.fw", "[RULES]\nIN ssh(ACCEPT)\n")).Single();

        Assert.That(rule.Ports.Is(static ports => ports.Contains(22) && !ports.Contains(23)));
    }

    [Test]
    public void A_rule_without_ports_opens_all_unless_its_protocol_has_none()
    {
        var rules = Rules(("firewall/cluster.fw", "[RULES]\nIN ACCEPT\nIN ACCEPT -p tcp\nIN ACCEPT -p icmp\n"));

        Assert.That(rules.Select(static rule => rule.Ports.Is(static ports => ports.IsAll)), Is.EqualTo(new[] { true, true, false }));
    }

    [Test]
    public void An_alias_of_every_address_is_any_source()
    {
        var rule = Rules(("firewall/cluster.fw", "[ALIASES]\nworld 0.0.0.0/0\n[RULES]\nIN ACCEPT -source dc/world\n")).Single();

        Assert.That(rule.Source.Is(static source => source.IsAny));
    }

    [Test]
    public void A_group_counts_once_an_active_rule_of_any_file_uses_it()
    {
        const string cluster = "[OPTIONS]\nenable: 1\n[group web]\nIN ACCEPT -p tcp -dport 80\n";

        var unused = Rules(("firewall/cluster.fw", cluster)).Single();
        var used = Rules(("firewall/cluster.fw", cluster), ("firewall/101.fw", "[OPTIONS]\nenable: 1\n[RULES]\nGROUP web -i net0\n")).Single();

        Assert.That(unused.IsActive.IsKnown, Is.False);
        Assert.That(used.IsActive.Is(true));
    }

    [Test]
    public void No_level_is_in_force_while_the_cluster_is_off()
    {
        var policies = Policies(("firewall/cluster.fw", "[OPTIONS]\nenable: 0\n"), ("firewall/101.fw", "[OPTIONS]\nenable: 1\n"));

        Assert.That(policies.Select(static policy => policy.InForce.Is(false)), Is.EqualTo(new[] { true, true }));
    }

    [Test]
    public void A_time_instead_of_the_clusters_switch_has_run_out()
    {
        var policy = Policies(("firewall/cluster.fw", "[OPTIONS]\nenable: 1700000000\n")).Single();

        Assert.That(policy.Enabled.Is(false));
    }

    private static IReadOnlyList<FirewallPolicy> Policies(params (string Path, string Text)[] files) => All<FirewallPolicy>(files);

    private static IReadOnlyList<FirewallRule> Rules(params (string Path, string Text)[] files) => All<FirewallRule>(files);

    private static IReadOnlyList<TEntity> All<TEntity>((string Path, string Text)[] files) where TEntity : Entity
    {
        var results = files.Select(static file => LintEngine.Default.Read(file.Path, SourceText.From(file.Text), ProjectOptions.None)).ToList();
        var analysis = LintEngine.Default.Judge(results, new SeverityPolicy());

        Assert.That(analysis.Failures, Is.Empty);
        return [.. results.SelectMany(static result => result.Model!.Entities).OfType<TEntity>()];
    }
}
