using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Engine;
using VirtLint.Model;

namespace VirtLint.Tests.Formats.OpenVSwitch;

/// <summary>What a script says is what Open vSwitch's own tools make of it.</summary>
public sealed class RealSwitchTests
{
    private static readonly string[] s_scripts =
    [
        """
        ovs-vsctl --no-wait add-br br0 -- set-fail-mode br0 secure -- set-controller br0 ssl:192.0.2.5:6653
        ovs-vsctl --no-wait --may-exist add-br br0
        ovs-vsctl --no-wait add-port br0 vnet0 tag=10 -- set interface vnet0 external-ids:attached-mac='"52:54:00:00:00:01"'
        ovs-vsctl --no-wait add-port br0 vnet1
        """,
        """
        # Comments, quotes and joined lines
        PORT=eno4
        ovs-vsctl --no-wait -- --may-exist add-br br0 \
            -- add-port br0 "vnet0" -- add-port br0 $PORT \
            -- --id=@out get port "vnet0" \
            -- --id=@m create mirror name=m0 select-all=true output-port=@out -- set bridge br0 mirrors=@m
        ovs-vsctl --no-wait set Open . external-ids:ovn-remote=tcp:192.0.2.11:6642
        """,
        """
        ovs-vsctl --no-wait add-br br0
        ovs-vsctl --no-wait add-br guests br0 20
        ovs-vsctl --no-wait add-port guests tap1 -- add-port br0 tap3
        ovs-vsctl --no-wait -t 5 set-manager ptcp:6640 pssl:6641
        ovs-vsctl --no-wait --bootstrap set-ssl /k /c /ca
        ovs-vsctl --no-wait set-manager ptcp:6640:127.0.0.1
        """,
        """
        ovs-vsctl --no-wait add-br br0 -- set-controller br0 tcp:192.0.2.5 -- set bridge br0 flood-vlans=1,2 mcast_snooping_enable=true
        ovs-vsctl --no-wait add-port br0 vnet0 tag=1 trunks=1,2 vlan_mode=native-untagged
        ovs-vsctl --no-wait emer-reset
        """,
        """
        ovs-vsctl --no-wait add-br br0 -- add-br br1 -- add-port br0 vnet0 tag=4
        ovs-vsctl --no-wait del-br br0
        ovs-vsctl --no-wait --if-exists del-br br7
        ovs-vsctl --no-wait add-br br0 -- add-port br0 vnet0
        """,
    ];

    [TestCaseSource(nameof(Scripts))]
    public void A_script_means_what_the_switch_makes_of_it(string script)
    {
        using var database = RealDatabase.Start();
        if (database is null)
            Assert.Ignore("Open vSwitch is not installed");

        // Variables are the shell's: only what the tool itself refuses ends the script early.
        Assert.That(database.Run(script), "a command was refused");

        var expected = Facts("dump.json", database.Dump());
        Assert.Multiple(() =>
        {
            Assert.That(Facts("lists.json", database.Lists()), Is.EqualTo(expected), "ovs-vsctl list");
            Assert.That(Facts("conf.db", File.ReadAllText(database.File)), Is.EqualTo(expected), "conf.db");
            Assert.That(Facts("setup.sh", script), Is.EqualTo(expected), "the script");
        });
    }

    [Test]
    public void Random_scripts_mean_what_the_switch_makes_of_them()
    {
        var taken = 0;
        for (var seed = 0; seed < 60 && taken < 25; seed++)
        {
            using var database = RealDatabase.Start();
            if (database is null)
                Assert.Ignore("Open vSwitch is not installed");

            var script = new VsctlCommands(seed).Script();
            if (!database.Run(script))
                continue;

            taken++;
            var expected = Facts("dump.json", database.Dump());
            Assert.That(Facts("conf.db", File.ReadAllText(database.File)), Is.EqualTo(expected), $"conf.db of\n{script}");
            Assert.That(Facts("setup.sh", script), Is.EqualTo(expected), $"seed {seed}:\n{script}");
        }

        Assert.That(taken, Is.GreaterThan(9));
    }

    private static IEnumerable<TestCaseData> Scripts() => s_scripts.Select(static (script, index) => new TestCaseData(script.Replace("$PORT", "eno4", System.StringComparison.Ordinal)).SetArgDisplayNames($"script {index + 1}"));

    /// <summary>Every known fact of every entity but what only a whole database tells, in an order of its own: a set of the database has none.</summary>
    private static string Facts(string path, string text)
    {
        var result = LintEngine.Default.Read(path, SourceText.From(text), ProjectOptions.None);
        Assert.That(result.Failure, Is.Null);
        return string.Join("\n", (result.Model?.Entities ?? [])
            .SelectMany(static entity => entity.Facts.Where(static fact => fact.Value.IsKnown && fact.Key != "ReportsTraffic").Select(fact => $"{entity.Identity} {fact.Key} = {fact.Value.Boxed}").Append(entity.Identity))
            .Order(System.StringComparer.Ordinal));
    }
}
