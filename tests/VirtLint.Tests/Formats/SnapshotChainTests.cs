using System.Linq;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Engine;
using VirtLint.Model;

namespace VirtLint.Tests.Formats;

public sealed class SnapshotChainTests
{
    [Test]
    public void Only_the_last_of_the_longest_chain_knows_its_length()
    {
        var snapshots = Read("[one]\nmemory: 1\n[two]\nparent: one\n[three]\nparent: two\n[side]\nparent: one\n");

        Assert.That(
            snapshots.Where(static snapshot => snapshot.ChainLength.IsKnown).Select(static snapshot => (snapshot.Name, snapshot.ChainLength.Value)),
            Is.EqualTo([("three", 3)]));
    }

    [Test]
    public void Snapshots_that_claim_each_other_as_parent_are_measured_all_the_same()
    {
        var snapshots = Read("[one]\nparent: two\n[two]\nparent: one\n[self]\nparent: self\n");

        Assert.That(snapshots.Count(static snapshot => snapshot.ChainLength.IsKnown), Is.EqualTo(1));
    }

    private static Snapshot[] Read(string snapshots) => [.. LintEngine.Default
        .Read("qemu-server/101.conf", SourceText.From("memory: 512\n" + snapshots), ProjectOptions.None)
        .Model!.Entities.OfType<Snapshot>()];
}
