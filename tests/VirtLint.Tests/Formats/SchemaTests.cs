using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using VirtLint.Engine;
using VirtLint.Model;

namespace VirtLint.Tests.Formats;

/// <summary>What a format's schema says of keys that its binders need not know.</summary>
public sealed class SchemaTests
{
    [TestCase("shareabl", 1)]
    [TestCase("vendorext", 0)]
    public void An_unknown_element_is_reported_only_when_it_looks_like_a_known_one(string name, int reported)
    {
        var issues = Issues("vm.xml", $"<domain type='kvm'><name>a</name><devices><disk type='file'><source file='/a'/><target dev='vda'/><{name}/></disk></devices></domain>");

        Assert.That(issues.Count(static issue => issue.Issue == SettingIssueKind.UnknownKey), Is.EqualTo(reported));
    }

    [Test]
    public void An_element_of_a_foreign_namespace_is_never_unknown()
    {
        var issues = Issues("vm.xml", "<domain type='kvm' xmlns:x='urn:x'><name>a</name><x:devces/><devices><disk xmlns='urn:y' tpye='a'/></devices></domain>");

        Assert.That(issues, Is.Empty);
    }

    [Test]
    public void An_element_of_another_place_is_named_with_its_place()
    {
        var issues = Issues("vm.xml", "<domain type='kvm'><name>a</name><devices><vcpu>2</vcpu></devices></domain>");

        Assert.That(issues.Single().Message, Does.Contain("belongs in <domain>"));
    }

    [Test]
    public void A_statement_that_libvirt_does_not_read_is_reported_with_the_one_it_reads()
    {
        var issue = Issues("etc/libvirt/qemu.conf", "vnc_tls = 1\nvnc_tls = 0\n").Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(issue.Issue, Is.EqualTo(SettingIssueKind.DuplicateKey));
            Assert.That(issue.Origin.Lines.Start.Line, Is.EqualTo(1));
            Assert.That(issue.Related?.Origin.Lines.Start.Line, Is.Zero);
        }
    }

    [Test]
    public void A_number_where_libvirt_wants_text_is_refused() =>
        Assert.That(Issues("etc/libvirt/qemu.conf", "user = 0\n").Single().Issue, Is.EqualTo(SettingIssueKind.InvalidValue));

    [TestCase("tags:\n")]
    [TestCase("tags: \n")]
    public void A_guest_without_tags_is_no_error(string line) =>
        Assert.That(Issues("qemu-server/101.conf", "memory: 512\n" + line), Is.Empty);

    [Test]
    public void A_numbered_key_beyond_the_last_number_is_unknown()
    {
        var issues = Issues("qemu-server/101.conf", "memory: 512\nscsi30: local:vm-101-disk-0\nscsi31: local:vm-101-disk-1\n");

        Assert.That(issues.Single().Name, Is.EqualTo("scsi31"));
    }

    [Test]
    public void A_key_that_deletes_is_read_in_pending_changes_alone()
    {
        var issues = Issues("qemu-server/101.conf", "memory: 512\ndelete: net0\n\n[PENDING]\ndelete: net1\n");

        Assert.That(issues.Single().Origin.Lines.Start.Line, Is.EqualTo(1));
    }

    [Test]
    public void Snapshots_are_history_and_not_judged() =>
        Assert.That(Issues("qemu-server/101.conf", "memory: 512\n\n[before]\nmemroy: 512\n"), Is.Empty);

    private static IReadOnlyList<SettingIssue> Issues(string path, string text) =>
        [.. LintEngine.Default.Read(path, SourceText.From(text), ProjectOptions.None).Issues];
}
