using System.Linq;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Engine;
using VirtLint.Formats;
using VirtLint.Model;

namespace VirtLint.Tests.Formats.Proxmox;

public sealed class GuestRecognitionTests
{
    private const string Guest = "memory: 2048\nostype: l26\nscsi0: local:vm-1-disk-0,size=8G\nsmbios1: uuid=5f088387-1632-4832-a238-0d74fa10948f\n";

    [TestCase("qemu-server/101.conf", "memory: 1\n", "pve-qemu")]
    [TestCase("copies/101.conf", Guest, "pve-qemu")]
    [TestCase("templates/vm.conf.j2", Guest, "pve-qemu")]
    [TestCase("web.conf", Guest, "pve-qemu")]
    [TestCase("lxc/102.conf", "arch: amd64\n", "pve-lxc")]
    [TestCase("ct.conf", "arch: amd64\nrootfs: local:102/vm-102-disk-0.raw,size=8G\n", "pve-lxc")]
    [TestCase("lxc/readme.conf", "some text\n", null)]
    [TestCase("app.conf", "memory: 2048\nname: web\n", null)]
    [TestCase("app.conf", "memory = 2048\nnet0 = eth\n", null)]
    public void A_guests_file_is_told_by_its_place_or_its_content(string path, string text, string? expected) =>
        Assert.That(FormatRegistry.Default.Recognise(new FilePath(path), SourceText.From(text))?.Id, Is.EqualTo(expected));

    [Test]
    public void Files_without_a_number_stand_for_themselves()
    {
        var engine = LintEngine.Default;
        FileResult Read(string path) => engine.Read(path, SourceText.From(Guest), ProjectOptions.None);
        string[] Rules(params FileResult[] files) => [.. engine.Judge(files, new SeverityPolicy(Select: ["VL7041"])).Findings.Select(static finding => finding.Rule.Id)];

        Assert.That(Rules(Read("examples/one.conf"), Read("examples/two.conf")), Is.Empty);
        Assert.That(Rules(Read("qemu-server/101.conf"), Read("qemu-server/102.conf")), Is.EqualTo(new[] { "VL7041" }));
    }
}
