using System.Linq;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Engine;
using VirtLint.Model;

namespace VirtLint.Tests.Formats;

/// <summary>Suppressions where Proxmox VE keeps comments, and where it keeps descriptions.</summary>
public sealed class PveSuppressionTests
{
    [TestCase("datacenter.cfg", "# virtlint: ignore VL2001: closed network\nmigration: type=insecure\n")]
    [TestCase("datacenter.cfg", "migration: type=insecure\n# virtlint: ignore-file VL2001: closed network\n")]
    [TestCase("qemu-server/101.conf", "# a note\n# virtlint: ignore-file VL0011: as exported\nmemory: few\n")]
    [TestCase("qemu-server/101.conf", "# virtlint: ignore VL0011: as exported\nmemory: few\n")]
    [TestCase("lxc/101.conf", "#virtlint: ignore-file VL0011: as exported\narch: vax\n")]
    [TestCase("storage.cfg", "# virtlint: ignore VL0010: plugin of ours\ndir: a\n\tpath /a\n\tplugin_key 1\n")]
    [TestCase("storage.cfg", "dir: a\n\tpath /a\n\t# virtlint: ignore VL0010: plugin of ours\n\tplugin_key 1\n")]
    [TestCase("firewall/cluster.fw", "[RULES]\n# virtlint: ignore VL0010: another tool reads it\nIN ACCEPT -labl x\n")]
    [TestCase("firewall/cluster.fw", "[RULES]\nIN ACCEPT -labl x # virtlint: ignore VL0010: another tool reads it\n")]
    public void A_finding_is_held_back(string path, string text)
    {
        var file = LintEngine.Default.Read(path, SourceText.From(text), ProjectOptions.None);

        var analysis = LintEngine.Default.Judge([file], new SeverityPolicy(Select: ["VL2001", "VL0010", "VL0011", "VL0040"]));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(analysis.Findings.Select(static finding => finding.Message), Is.Empty);
            Assert.That(analysis.Suppressed, Has.Count.EqualTo(1));
        }
    }
}
