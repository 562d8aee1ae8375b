using System.Linq;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Engine;
using VirtLint.Model;

namespace VirtLint.Tests.Formats.Proxmox;

/// <summary>Which guests the jobs of a cluster cover.</summary>
public sealed class BackupLinkerTests
{
    [TestCase("vzdump: a\n\tall 1\n", FactState.Stated, true)]
    [TestCase("vzdump: a\n\texclude 102\n", FactState.Stated, true, Description = "exclude alone means all others")]
    [TestCase("vzdump: a\n\tall 1\n\texclude 102;101\n", FactState.Stated, false)]
    [TestCase("vzdump: a\n\tvmid 102\n\tall 1\n", FactState.Stated, false, Description = "names win over all")]
    [TestCase("vzdump: a\n\tall 1\n\tnode pve2\n", FactState.Stated, false)]
    [TestCase("vzdump: a\n\tvmid 102\n\nvzdump: b\n\tvmid 101 102\n", FactState.Stated, true)]
    [TestCase("vzdump: a\n\tenabled 0\n\tvmid 101\n\nvzdump: b\n\tvmid 102\n", FactState.Stated, false)]
    [TestCase("vzdump: a\n\tenabled 0\n\tall 1\n", FactState.Absent, false, Description = "no job runs")]
    [TestCase("vzdump: a\n\tvmid {{ guests }}\n", FactState.Absent, false, Description = "a template decides")]
    [TestCase("vzdump: a\n\tpool web\n", FactState.Absent, false, Description = "the pools are not at hand")]
    [TestCase("realm-sync: a\n\trealm corp\n", FactState.Absent, false, Description = "a job of another kind")]
    public void A_guest_is_covered_as_its_jobs_say(string jobs, FactState state, bool isBackedUp)
    {
        var files = new[] { ("jobs.cfg", jobs), ("nodes/pve1/qemu-server/101.conf", "memory: 512\nscsi0: local:vm-101-disk-0\n") }
            .Select(static file => LintEngine.Default.Read(file.Item1, SourceText.From(file.Item2), ProjectOptions.None))
            .ToList();
        LintEngine.Default.Judge(files, new SeverityPolicy(Select: []));

        var machine = files[1].Model!.Entities.OfType<VirtualMachine>().Single();

        Assert.That(machine.IsBackedUp.State, Is.EqualTo(state));
        Assert.That(machine.IsBackedUp.Or(false), Is.EqualTo(isBackedUp));
    }
}
