using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Engine;
using VirtLint.Model;

namespace VirtLint.Tests.Formats.Libvirt;

public sealed class GuestHostTests
{
    private const string Silent = "<domain type='kvm'><name>db01</name></domain>";

    [TestCase("security_driver = \"none\"", FactState.Default)]
    [TestCase("security_default_confined = 0", FactState.Default)]
    [TestCase("security_driver = \"selinux\"", FactState.Absent)]
    public void A_guest_that_says_nothing_is_confined_as_its_host_says(string conf, FactState state)
    {
        var machine = Guest(("etc/libvirt/qemu.conf", conf), ("etc/libvirt/qemu/db01.xml", Silent));

        Assert.That(machine.Confinement.State, Is.EqualTo(state));
        Assert.That(machine.Driver, Is.Not.Null);
    }

    [Test]
    public void A_guest_that_has_a_label_keeps_it()
    {
        var machine = Guest(
            ("etc/libvirt/qemu.conf", "security_default_confined = 0"),
            ("etc/libvirt/qemu/db01.xml", "<domain type='kvm'><name>db01</name><seclabel type='dynamic' model='selinux'/></domain>"));

        Assert.That(machine.Confinement.Value, Is.EqualTo(GuestConfinement.Enforced));
    }

    [Test]
    public void A_host_that_is_not_in_the_run_decides_nothing()
    {
        var machine = Guest(("etc/libvirt/qemu/db01.xml", Silent));

        Assert.That(machine.Confinement.State, Is.EqualTo(FactState.Absent));
        Assert.That(machine.Driver, Is.Null);
    }

    [Test]
    public void Two_candidates_for_a_host_decide_nothing()
    {
        var machine = Guest(
            ("etc/libvirt/qemu.conf", "security_driver = \"none\""), ("etc/libvirt/old/qemu.conf", ""), ("etc/libvirt/qemu/db01.xml", Silent));

        Assert.That(machine.Driver, Is.Null);
    }

    private static VirtualMachine Guest(params (string Path, string Text)[] files)
    {
        IReadOnlyList<FileResult> read = [.. files.Select(static file => LintEngine.Default.Read(file.Path, SourceText.From(file.Text), ProjectOptions.None))];
        LintEngine.Default.Judge(read, new SeverityPolicy());
        return read.SelectMany(static file => file.Model!.Entities).OfType<VirtualMachine>().Single();
    }
}
