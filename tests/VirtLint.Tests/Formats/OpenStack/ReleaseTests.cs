using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Engine;
using VirtLint.Model;
using VirtLint.Rules;

namespace VirtLint.Tests.Formats.OpenStack;

/// <summary>Tells which release the files of a cloud are for.</summary>
public sealed class ReleaseTests
{
    private const string Override = "[ovn]\nfdb_age_threshold = 300\n";

    [TestCase("zed", 1)]
    [TestCase("2023.1", 1)]
    [TestCase("2023.2-ubuntu-jammy", 1)]
    [TestCase("15.6.0", 1)]
    [TestCase("2024.1", 0)]
    [TestCase("18.0.0", 0)]
    [TestCase("master", 0)]
    [TestCase("'{{ release }}'", 0)]
    public void A_release_is_stated_by_number_name_or_version_of_kolla(string release, int issues)
    {
        var findings = Judge(("cloud/globals.yml", Globals(release)), ("cloud/config/neutron/ml2_conf.ini", Override));

        Assert.That(findings, Has.Count.EqualTo(issues));
    }

    [Test]
    public void A_release_holds_for_the_files_below_the_one_that_states_it_alone()
    {
        var findings = Judge(("old/globals.yml", Globals("zed")), ("old/site/globals.yml", Globals("2025.1")), ("old/site/config/ml2_conf.ini", Override), ("new/ml2_conf.ini", Override));

        Assert.That(findings, Is.Empty);
    }

    [Test]
    public void Two_files_that_disagree_state_no_release()
    {
        var findings = Judge(("c/globals.yml", Globals("zed")), ("c/globals.d/release.yml", Globals("2025.1")), ("c/config/ml2_conf.ini", Override));

        Assert.That(findings, Is.Empty);
    }

    private static string Globals(string release) => $"kolla_base_distro: rocky\nkolla_internal_vip_address: 10.0.0.250\nopenstack_release: {release}\n";

    private static List<Finding> Judge(params (string Path, string Text)[] files)
    {
        var engine = LintEngine.Default;
        var results = files.Select(file => engine.Read(file.Path, SourceText.From(file.Text), ProjectOptions.None)).ToList();
        return [.. engine.Judge(results, new SeverityPolicy(Select: ["VL0020"])).Findings];
    }
}
